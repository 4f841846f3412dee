package io.sluice.playground.demo;

import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PostgresServer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The topics and the database that the jobs read and write.
 *
 * @param job what log analytics is called when an operator asks for it
 * @param devices what device alerts has to itself; rejects and late records share their topics
 */
public record Places(
    String job,
    String accessLogs,
    String accessClean,
    String deadLetters,
    String lateEvents,
    String quality,
    String cleaningRules,
    DevicePlaces devices,
    String database) {

  /** Under their usual names. */
  public static Places usual() {
    return new Places(
        "log-analytics",
        "access-logs",
        "access-clean",
        "dead-letters",
        "late-events",
        "quality",
        "cleaning-rules",
        DevicePlaces.usual(),
        "sluice");
  }

  /** A set of one's own on parts shared with others; lower case letters only. */
  public static Places of(String owner) {
    return new Places(
        "log-analytics-" + owner,
        owner + "-access-logs",
        owner + "-access-clean",
        owner + "-dead-letters",
        owner + "-late-events",
        owner + "-quality",
        owner + "-cleaning-rules",
        DevicePlaces.of(owner),
        owner);
  }

  /** Makes what is not there; the database starts empty. */
  public void create(KafkaBroker broker, PostgresServer postgres) {
    // Lines of a megabyte are read as lines; a dead letter needs room for its headers beside them.
    broker.createTopic(accessLogs, 4, Map.of("max.message.bytes", "4194304"));
    broker.createTopic(accessClean, 4, Map.of("max.message.bytes", "4194304"));
    broker.createTopic(deadLetters, 1, Map.of("max.message.bytes", "5242880"));
    broker.createTopic(lateEvents, 1);
    broker.createTopic(quality, 1);
    broker.createTopic(cleaningRules, 1, Map.of("cleanup.policy", "compact"));
    postgres.createDatabase(database);
  }

  Map<String, String> settings(PostgresServer postgres) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("topics.access-logs", accessLogs);
    all.put("topics.access-clean", accessClean);
    all.put("topics.dead-letters", deadLetters);
    all.put("topics.late-events", lateEvents);
    all.put("topics.quality", quality);
    all.put("topics.cleaning-rules", cleaningRules);
    all.putAll(database(postgres));
    return all;
  }

  /** Of device alerts. */
  Map<String, String> deviceSettings(PostgresServer postgres) {
    Map<String, String> all = new LinkedHashMap<>(devices.settings());
    all.put("topics.dead-letters", deadLetters);
    all.put("topics.late-events", lateEvents);
    all.putAll(database(postgres));
    return all;
  }

  private Map<String, String> database(PostgresServer postgres) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("jdbc.url", postgres.jdbcUrl(database));
    all.put("jdbc.user", postgres.user());
    all.put("jdbc.password", postgres.password());
    return all;
  }
}
