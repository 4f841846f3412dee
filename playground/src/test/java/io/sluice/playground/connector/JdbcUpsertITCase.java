package io.sluice.playground.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Secret;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.JdbcUpsertSink;
import io.sluice.common.sink.jdbc.RetentionRule;
import io.sluice.common.source.kafka.KafkaRecordSource;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.testing.Parts;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upserts against a real Postgres. */
@ExtendWith(Parts.class)
class JdbcUpsertITCase {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final OperatorId READ = OperatorId.of("read-counts");
  private static final OperatorId WRITE = OperatorId.of("write-counts");

  @Test
  void storesEveryTypeAsItIs(PostgresServer postgres) throws Exception {
    JdbcConfig database = fresh(postgres, "upsert_types");
    execute(
        postgres,
        "upsert_types",
        "create table kinds (name text primary key, \"in\" integer, price numeric, share float8,"
            + " ok boolean, at timestamptz, doc jsonb, generation integer, merged bigint)");
    JdbcTable kinds =
        JdbcTable.named("kinds")
            .key("name", ColumnType.TEXT)
            .column("in", ColumnType.INTEGER)
            .column("price", ColumnType.DECIMAL)
            .column("share", ColumnType.DOUBLE)
            .column("ok", ColumnType.BOOLEAN)
            .column("at", ColumnType.TIMESTAMP)
            .column("doc", ColumnType.JSON)
            .version()
            .build();
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);

    JdbcUpsertSink.<String>into(database, kinds, JdbcUpsertITCase::kind)
        .attach(environment.fromData("full", "empty").uid("read-names"), WRITE);
    environment.execute();

    assertThat(
            strings(
                postgres,
                "upsert_types",
                "select concat_ws('|', name, \"in\", price, share, ok, at at time zone 'utc', doc,"
                    + " merged) from kinds order by name"))
        .containsExactly(
            "empty {},\"\\\uFFFD|1",
            "full {},\"\\\uFFFD|-7|12.3|0.25|t|2026-03-29 01:30:00.123456|{\"a\": [1, \"x\uFFFD\"]}|1");
  }

  private static Object[] kind(String name) {
    // Braces, commas, quotes and backslashes have a meaning in the text form of an array.
    String awkward = name + " {},\"\\\u0000";
    return name.equals("full")
        ? new Object[] {
          awkward,
          -7,
          new BigDecimal("12.30"),
          0.25,
          true,
          Instant.parse("2026-03-29T01:30:00.123456789Z"),
          "{\"a\":[1,\"x\\u0000\"]}",
          0,
          1L
        }
        : new Object[] {awkward, null, null, Double.NaN, null, null, null, 0, 1L};
  }

  @Test
  void neverOverwritesNewerWithOlder(PostgresServer postgres) throws Exception {
    JdbcConfig database = counts(postgres, "upsert_versions");
    write(
        database, 1, List.of(new Count("a", 1, 10), new Count("b", 1, 10), new Count("c", 1, 10)));

    write(database, 1, List.of(new Count("a", 1, 9), new Count("b", 1, 10), new Count("c", 1, 11)));
    assertThat(stored(postgres, "upsert_versions")).isEqualTo(Map.of("a", 10L, "b", 10L, "c", 11L));

    // A backfill of a higher generation replaces more by less; the job behind it does not.
    write(database, 1, List.of(new Count("a", 2, 3)));
    write(database, 1, List.of(new Count("a", 1, 99)));
    assertThat(stored(postgres, "upsert_versions")).isEqualTo(Map.of("a", 3L, "b", 10L, "c", 11L));
  }

  @Test
  void twoSubtasksNeverMeetOverARow(PostgresServer postgres) throws Exception {
    JdbcConfig database = counts(postgres, "upsert_deadlocks");
    List<Count> shuffled = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 40_000; i++) {
      shuffled.add(new Count("key-" + random.nextInt(500), 0, i));
    }

    write(database, 2, shuffled);

    Map<String, Long> last = new TreeMap<>();
    shuffled.forEach(count -> last.merge(count.value(), count.merged(), Math::max));
    assertThat(stored(postgres, "upsert_deadlocks")).isEqualTo(last);
    assertThat(
            strings(
                postgres,
                "upsert_deadlocks",
                "select deadlocks from pg_stat_database where datname = current_database()"))
        .containsExactly("0");
  }

  @Test
  void anOutageDelaysButLosesNothing(PostgresServer postgres, KafkaBroker broker) throws Exception {
    JdbcConfig database = counts(postgres, "upsert_outage");
    broker.createTopic("upsert-outage", 2);
    JobClient job = readingFrom(broker, "upsert-outage", sink(database));
    try {
      Topics.write(broker, "upsert-outage", keys(0, 100));
      awaitRows(postgres, "upsert_outage", 100);

      postgres.stop();
      Topics.write(broker, "upsert-outage", keys(100, 5_000));
      postgres.start();
      Topics.write(broker, "upsert-outage", keys(5_000, 5_100));

      awaitRows(postgres, "upsert_outage", 5_100);
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    } finally {
      postgres.start();
      job.cancel().get();
    }
  }

  @Test
  void aRowThatCannotBeStoredDoesNotTakeItsNeighboursAlong(PostgresServer postgres)
      throws Exception {
    JdbcConfig database = counts(postgres, "upsert_poison");
    List<Count> rows = new ArrayList<>();
    IntStream.range(0, 300).forEach(i -> rows.add(new Count("key-" + i, 0, i)));
    // Too long for the index of the primary key, and too random to be compressed.
    rows.add(150, new Count(noise(20_000), 0, 1));

    write(database, 1, rows);

    assertThat(stored(postgres, "upsert_poison")).hasSize(300);
  }

  @Test
  void retiresWhatIsTooOldWhileItRuns(PostgresServer postgres, KafkaBroker broker)
      throws Exception {
    JdbcConfig database = counts(postgres, "upsert_retention");
    broker.createTopic("upsert-retention", 1);
    execute(
        postgres,
        "upsert_retention",
        "insert into counts select 'old-' || n, 0, 0, n, now() - interval '2 days'"
            + " from generate_series(1, 2500) n",
        "insert into counts values ('young', 0, 0, 1, now() - interval '23 hours')");
    JobClient job =
        readingFrom(
            broker,
            "upsert-retention",
            sink(database)
                .retiring(List.of(RetentionRule.of("counts", "updated_at", Duration.ofDays(1)))));
    try {
      awaitRows(postgres, "upsert_retention", 1);
      assertThat(stored(postgres, "upsert_retention")).containsOnlyKeys("young");
    } finally {
      job.cancel().get();
    }
  }

  private static JobClient readingFrom(KafkaBroker broker, String topic, JdbcUpsertSink<Count> sink)
      throws Exception {
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(2);
    sink.attach(
        KafkaRecordSource.of(Topics.config(broker), topic, topic)
            .attach(environment, READ, new Count.Decoder(), WatermarkStrategy.noWatermarks()),
        WRITE);
    return environment.executeAsync();
  }

  private static void write(JdbcConfig database, int parallelism, List<Count> rows)
      throws Exception {
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(parallelism);
    sink(database)
        .attach(
            environment
                .fromData(rows)
                .uid("read-counts")
                .rebalance()
                .map(row -> row)
                .returns(Count.class)
                .uid("pass-counts"),
            WRITE);
    environment.execute();
  }

  private static JdbcUpsertSink<Count> sink(JdbcConfig database) {
    return JdbcUpsertSink.into(database, Count.TABLE, Count::values);
  }

  private static List<String> keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> "key-" + n + ",0," + n).toList();
  }

  private static String noise(int length) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    random.ints(length, 0x4e00, 0x9fa0).forEach(c -> text.append((char) c));
    return text.toString();
  }

  private static JdbcConfig counts(PostgresServer postgres, String name) throws SQLException {
    JdbcConfig database = fresh(postgres, name);
    execute(postgres, name, Count.POSTGRES);
    return database;
  }

  private static JdbcConfig fresh(PostgresServer postgres, String name) {
    return new JdbcConfig(
        postgres.createDatabase(name),
        postgres.user(),
        Secret.of(postgres.password()),
        true,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10));
  }

  private static void awaitRows(PostgresServer postgres, String database, long count) {
    Await.until(
        count + " rows are in " + database,
        LIMIT,
        () ->
            strings(postgres, database, "select count(*) from counts")
                .equals(List.of(String.valueOf(count))));
  }

  /** What was merged into every row; the row must not be torn. */
  private static Map<String, Long> stored(PostgresServer postgres, String database)
      throws SQLException {
    Map<String, Long> merged = new TreeMap<>();
    for (String row :
        strings(
            postgres,
            database,
            "select value || ',' || merged from counts"
                + " where requests = 10 * merged or value = 'young'")) {
      merged.put(
          row.substring(0, row.lastIndexOf(',')),
          Long.valueOf(row.substring(row.lastIndexOf(',') + 1)));
    }
    return merged;
  }

  private static List<String> strings(PostgresServer postgres, String database, String query)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static void execute(PostgresServer postgres, String database, String... statements)
      throws SQLException {
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
