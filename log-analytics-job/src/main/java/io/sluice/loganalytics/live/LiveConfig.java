package io.sluice.loganalytics.live;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.lookup.LookupTable;
import io.sluice.common.quality.webhook.WebhookConfig;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.event.Customer;
import io.sluice.loganalytics.lookup.CustomersConfig;
import io.sluice.loganalytics.traffic.Granularity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * How the job reaches the world outside.
 *
 * @param requestsGuarantee of the topic access-clean
 * @param retention how long rows of traffic and of the roll-up of the ranking are kept
 * @param customers where they are looked up, if they are
 */
public record LiveConfig(
    KafkaConfig kafka,
    Topics topics,
    DeliveryGuarantee requestsGuarantee,
    JdbcConfig jdbc,
    Map<Granularity, Duration> retention,
    Duration recentRetention,
    Duration qualityRetention,
    Duration ndcgRetention,
    int recentPerSecond,
    Optional<WebhookConfig> webhook,
    Optional<LookupTable<Customer>> customers) {

  /** The topics by role. */
  public record Topics(
      String accessLogs,
      String accessClean,
      String deadLetters,
      String lateEvents,
      String quality,
      String cleaningRules,
      String appEvents,
      String searchClean,
      String ordersClean,
      String ndcg,
      String group) {}

  /** What a log between two stages may promise. */
  public enum Guarantee {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
  }

  static final Setting<String> ACCESS_LOGS =
      topic("topics.access-logs", "access-logs", "Raw access log lines, one a record.");
  static final Setting<String> ACCESS_CLEAN =
      topic("topics.access-clean", "access-clean", "Enriched requests as JSON, one a record.");
  static final Setting<String> DEAD_LETTERS =
      topic(
          "topics.dead-letters",
          "dead-letters",
          "What could not be understood: the original bytes, with Kafka Connect's error headers.");
  static final Setting<String> LATE_EVENTS =
      topic("topics.late-events", "late-events", "What came beyond the tolerance.");
  static final Setting<String> QUALITY =
      topic(
          "topics.quality",
          "quality",
          "Counts per stage and minute, and violations of quality rules.");
  static final Setting<String> CLEANING_RULES =
      topic(
          "topics.cleaning-rules",
          "cleaning-rules",
          "Sets of cleaning rules, a document in YAML or JSON a record. Empty for none.");
  static final Setting<String> APP_EVENTS =
      topic(
          "topics.app-events",
          "",
          "Searches, clicks and orders as JSON, one a record. Left out, nothing of them is"
              + " in the graph, and the next two are not written.");
  static final Setting<String> SEARCH_CLEAN =
      topic(
          "topics.search-clean",
          "search-clean",
          "Searches and clicks, cleaned and completed, written exactly once.");
  static final Setting<String> ORDERS_CLEAN =
      topic("topics.orders-clean", "orders-clean", "Orders, likewise.");
  static final Setting<String> NDCG =
      topic(
          "topics.ndcg",
          "",
          "NDCG of every firing by all four dimensions, additive, written exactly once: for Druid,"
              + " or whatever else makes a cube. Usually ndcg; left out, it is not written.");
  static final Setting<String> GROUP =
      Setting.text("kafka.group-id")
          .defaultsTo("log-analytics-job")
          .describedAs(
              "Consumer group and prefix of the transactions: one per deployment of the job.");
  static final Setting<Guarantee> REQUESTS_GUARANTEE =
      Setting.choice("sink.access-clean.guarantee", Guarantee.class)
          .defaultsTo("exactly-once")
          .describedAs(
              "exactly-once writes in transactions that readers with isolation.level"
                  + " read_committed see once per checkpoint; at-least-once is seen at once and"
                  + " may repeat after a restart.");
  static final Setting<Integer> RECENT_PER_SECOND =
      Setting.integer("recent-requests.per-second")
          .atLeast("0")
          .atMost("1000")
          .defaultsTo("20")
          .describedAs("Requests a subtask samples each second for people to look at; 0 for none.");
  static final Setting<Duration> RETENTION_RECENT =
      retention("retention.recent-requests", "15m", "sampled requests");
  static final Setting<Duration> RETENTION_QUALITY =
      retention(
          "retention.quality",
          "90d",
          "counts per stage and minute, and per cleaning rule, and violations,");
  static final Setting<Duration> RETENTION_NDCG =
      retention("retention.ndcg", "30d", "rows of ndcg");
  static final Map<Granularity, Setting<Duration>> RETENTION = retentionByGranularity();

  public static final List<SettingsSection> SECTIONS = sections();

  public static LiveConfig from(Settings settings) {
    JdbcConfig jdbc = JdbcConfig.from(settings);
    if (!jdbc.url().startsWith("jdbc:postgresql:")) {
      throw new SettingsException(
          List.of(
              settings.problem(
                  JdbcConfig.URL,
                  "this job writes to Postgres, or what speaks its protocol, only",
                  "write jdbc:postgresql://HOST:PORT/DATABASE")));
    }
    Map<Granularity, Duration> retention = new EnumMap<>(Granularity.class);
    RETENTION.forEach((granularity, setting) -> retention.put(granularity, settings.get(setting)));
    return new LiveConfig(
        KafkaConfig.from(settings),
        new Topics(
            settings.get(ACCESS_LOGS),
            settings.get(ACCESS_CLEAN),
            settings.get(DEAD_LETTERS),
            settings.get(LATE_EVENTS),
            settings.get(QUALITY),
            settings.get(CLEANING_RULES),
            settings.get(APP_EVENTS),
            settings.get(SEARCH_CLEAN),
            settings.get(ORDERS_CLEAN),
            settings.get(NDCG),
            settings.get(GROUP)),
        settings.get(REQUESTS_GUARANTEE) == Guarantee.EXACTLY_ONCE
            ? DeliveryGuarantee.EXACTLY_ONCE
            : DeliveryGuarantee.AT_LEAST_ONCE,
        jdbc,
        retention,
        settings.get(RETENTION_RECENT),
        settings.get(RETENTION_QUALITY),
        settings.get(RETENTION_NDCG),
        settings.get(RECENT_PER_SECOND),
        WebhookConfig.from(settings),
        CustomersConfig.live(settings, jdbc));
  }

  private static List<SettingsSection> sections() {
    List<Setting<?>> kafka = new ArrayList<>(KafkaConfig.SETTINGS);
    kafka.addAll(
        List.of(
            GROUP,
            ACCESS_LOGS,
            ACCESS_CLEAN,
            DEAD_LETTERS,
            LATE_EVENTS,
            QUALITY,
            CLEANING_RULES,
            APP_EVENTS,
            SEARCH_CLEAN,
            ORDERS_CLEAN,
            NDCG,
            REQUESTS_GUARANTEE));
    List<Setting<?>> tables = new ArrayList<>(JdbcConfig.SETTINGS);
    tables.add(RECENT_PER_SECOND);
    tables.addAll(RETENTION.values());
    tables.addAll(List.of(RETENTION_RECENT, RETENTION_QUALITY, RETENTION_NDCG));
    List<SettingsSection> sections = new ArrayList<>();
    sections.add(new SettingsSection("Kafka", "", kafka));
    sections.add(new SettingsSection("Database", "", tables));
    sections.addAll(LogAnalyticsConfig.SECTIONS);
    sections.add(new SettingsSection("Webhook", "", WebhookConfig.SETTINGS));
    sections.add(new SettingsSection("Customers in a database", "", CustomersConfig.DATABASE));
    return List.copyOf(sections);
  }

  private static Map<Granularity, Setting<Duration>> retentionByGranularity() {
    Map<Granularity, String> defaults =
        Map.of(
            Granularity.SECOND, "1d",
            Granularity.MINUTE, "7d",
            Granularity.HOUR, "90d",
            Granularity.DAY, "1095d",
            Granularity.WEEK, "1825d",
            Granularity.MONTH, "3650d");
    Map<Granularity, Setting<Duration>> settings = new EnumMap<>(Granularity.class);
    defaults.forEach(
        (granularity, keep) ->
            settings.put(
                granularity,
                retention(
                    "retention." + granularity.label(),
                    keep,
                    "rows of traffic and ndcg_rollup per " + granularity.label())));
    return settings;
  }

  private static Setting<String> topic(String key, String name, String description) {
    return Setting.text(key).defaultsTo(name).describedAs(description);
  }

  private static Setting<Duration> retention(String key, String keep, String what) {
    return Setting.duration(key)
        .atLeast("1m")
        .defaultsTo(keep)
        .describedAs("How long " + what + " are kept.");
  }
}
