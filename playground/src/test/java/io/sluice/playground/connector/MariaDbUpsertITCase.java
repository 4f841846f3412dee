package io.sluice.playground.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Secret;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.jdbc.Database;
import io.sluice.common.sink.jdbc.JdbcUpsertSink;
import io.sluice.common.sink.jdbc.RetentionRule;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.common.source.kafka.KafkaRecordSource;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.testing.Parts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Upserts against a real MariaDB, which stands for MySQL too: the same statement serves both. */
@ExtendWith(Parts.class)
class MariaDbUpsertITCase {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final OperatorId WRITE = OperatorId.of("write-counts");

  @TempDir static Path folder;
  private static MariaDbServer server;
  private static JdbcConfig config;

  @BeforeAll
  static void startServer() throws Exception {
    assumeTrue(MariaDbServer.runsHere(), "there are no MariaDB binaries for this machine");
    MariaDbServer unpacked = MariaDbServer.in(folder);
    String complaint = unpacked.complaint();
    assumeTrue(complaint == null, () -> "MariaDB does not run on this machine: " + complaint);
    server = unpacked;
    server.start();
    server.createDB("counts");
    // The scheme of MySQL on purpose: users write it, and MariaDB's driver knows only its own.
    config =
        new JdbcConfig(
            "jdbc:mysql://127.0.0.1:" + server.port() + "/counts",
            "root",
            Secret.of(""),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
    SchemaMigrations.of("connector-tests", config).run();
    SchemaMigrations.of("connector-tests", config).run();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  @BeforeEach
  void emptyTable() throws SQLException {
    execute("truncate table counts");
  }

  @Test
  void neverOverwritesNewerWithOlder() throws Exception {
    write(new Count("a", 1, 10), new Count("b", 1, 10), new Count("c", 1, 10));
    String untouched = updated("a");

    write(new Count("a", 1, 9), new Count("b", 1, 10), new Count("c", 1, 11));
    assertThat(stored()).isEqualTo(Map.of("a", "1/10", "b", "1/10", "c", "1/11"));
    assertThat(updated("a")).isEqualTo(untouched);

    // A backfill of a higher generation replaces more by less; the job behind it does not.
    write(new Count("a", 2, 3));
    write(new Count("a", 1, 99));
    assertThat(stored()).isEqualTo(Map.of("a", "2/3", "b", "1/10", "c", "1/11"));
  }

  @Test
  void aRowThatCannotBeStoredDoesNotTakeItsNeighboursAlong() throws Exception {
    List<Count> rows = new ArrayList<>();
    IntStream.range(0, 300).forEach(i -> rows.add(new Count("key-" + i, 0, i)));
    rows.add(150, new Count("x".repeat(201), 0, 1));
    rows.add(170, new Count("nul\u0000and\uD83D\uDE00", 0, 1));

    write(rows.toArray(Count[]::new));

    assertThat(stored()).hasSize(301).containsKey("nul\uFFFDand\uD83D\uDE00");
  }

  @Test
  void anOutageDelaysButLosesNothing(KafkaBroker broker) throws Exception {
    broker.createTopic("mariadb-outage", 2);
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(2);
    sink()
        .retiring(List.of(RetentionRule.of("counts", "updated_at", Duration.ofDays(1))))
        .attach(
            KafkaRecordSource.of(Topics.config(broker), "mariadb-outage", "mariadb-outage")
                .attach(
                    environment,
                    OperatorId.of("read-counts"),
                    new Count.Decoder(),
                    WatermarkStrategy.noWatermarks()),
            WRITE);
    execute("insert into counts values ('old', 0, 0, 1, utc_timestamp(6) - interval 2 day)");
    JobClient job = environment.executeAsync();
    try {
      Topics.write(broker, "mariadb-outage", keys(0, 100));
      awaitRows(100);

      server.stop();
      Topics.write(broker, "mariadb-outage", keys(100, 2_000));
      server.start();

      awaitRows(2_000);
      assertThat(stored()).doesNotContainKey("old");
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    } finally {
      job.cancel().get();
    }
  }

  private static void write(Count... rows) throws Exception {
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    sink().attach(environment.fromData(rows).uid("read-counts"), WRITE);
    environment.execute();
  }

  private static JdbcUpsertSink<Count> sink() {
    return JdbcUpsertSink.into(config, Count.TABLE, Count::values);
  }

  private static List<String> keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> "key-" + n + ",0," + n).toList();
  }

  private static void awaitRows(int count) {
    Await.until(count + " rows are stored", LIMIT, () -> stored().size() == count);
  }

  private static Map<String, String> stored() throws SQLException {
    Map<String, String> versions = new TreeMap<>();
    query(
        "select value, concat(generation, '/', merged) from counts"
            + " where requests = 10 * merged or value = 'old'",
        versions);
    return versions;
  }

  private static String updated(String key) throws SQLException {
    Map<String, String> times = new TreeMap<>();
    query("select value, cast(updated_at as char) from counts", times);
    return times.get(key);
  }

  private static void query(String sql, Map<String, String> found) throws SQLException {
    try (Connection connection = Database.of(config).connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    }
  }

  @Test
  void looksRowsUp() throws Exception {
    try (Connection connection = Database.of(config).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table customer (api_key varchar(64) primary key, name text)");
      statement.execute("insert into customer values ('k-1', 'Acme'), ('k-2', 'Bolt')");
    }
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    List<String> found = new ArrayList<>();

    try (CloseableIterator<Visit> visits =
        Visit.lookedUp(
                environment
                    .fromData(new Visit("k-1"), new Visit("k-2"), new Visit("K-1"), new Visit("x"))
                    .uid("read-visits"),
                "mariadb",
                config,
                "select api_key, name from customer where api_key in (:keys)",
                Duration.ofSeconds(10))
            .executeAndCollect()) {
      visits.forEachRemaining(visit -> found.add(visit.key + " " + visit.customer));
    }

    // MariaDB compares without regard to case, keys do not.
    assertThat(found)
        .containsExactlyInAnyOrder(
            "k-1 FOUND Acme", "k-2 FOUND Bolt", "K-1 ABSENT null", "x ABSENT null");
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = Database.of(config).connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
