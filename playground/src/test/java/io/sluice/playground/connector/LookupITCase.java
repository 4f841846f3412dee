package io.sluice.playground.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Secret;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.source.kafka.KafkaRecordSource;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.testing.Parts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lookups in a real Postgres that goes away and comes back. */
@ExtendWith(Parts.class)
@Timeout(180)
class LookupITCase {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String QUERY = "select api_key, name from customer where api_key in (:keys)";

  @Test
  void anOutageStopsNothingAndEndsByItself(PostgresServer postgres, KafkaBroker broker)
      throws Exception {
    JdbcConfig database = customers(postgres, "lookup_outage");
    broker.createTopic("lookup-outage", 1);
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    CloseableIterator<Visit> visits =
        Visit.lookedUp(
                KafkaRecordSource.of(Topics.config(broker), "lookup-outage", "lookup-outage")
                    .attach(
                        environment,
                        OperatorId.of("read-visits"),
                        new Visit.Decoder(),
                        WatermarkStrategy.noWatermarks()),
                "outage",
                database,
                QUERY,
                TIMEOUT)
            .collectAsync();
    JobClient job = environment.executeAsync();
    try {
      Ask ask = new Ask(broker, visits);
      assertThat(ask.about("k-1")).isEqualTo("FOUND Acme");
      assertThat(ask.about("nobody")).isEqualTo("ABSENT null");

      postgres.stop();
      ask.until("k-1", "STALE Acme");
      ask.until("k-2", "UNKNOWN null");
      assertThat(ask.about("k-3")).isEqualTo("UNKNOWN null");

      postgres.start();
      execute(postgres, "lookup_outage", "update customer set name = 'Acme Ltd' where true");
      ask.until("k-2", "FOUND Acme Ltd");
      ask.until("k-1", "FOUND Acme Ltd");
      assertThat(ask.longestMillis).isLessThan(TIMEOUT.toMillis() + 1_000);
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    } finally {
      postgres.start();
      job.cancel().get();
      visits.close();
    }
  }

  @Test
  void aKeyThatIsNoNumberDoesNotTakeItsBatchAlong(PostgresServer postgres) throws Exception {
    JdbcConfig database = customers(postgres, "lookup_types");
    execute(
        postgres,
        "lookup_types",
        "create table device (id integer primary key, level text)",
        "insert into device select n, 'level-' || n from generate_series(1, 500) n");
    List<Visit> visits =
        IntStream.range(0, 600)
            .mapToObj(n -> new Visit(n % 100 == 7 ? "no-number-" + n : String.valueOf(n + 1)))
            .toList();
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);

    try (CloseableIterator<Visit> found =
        Visit.lookedUp(
                environment.fromData(visits).uid("read-visits"),
                "types",
                database,
                "select id, level from device where id in (select k::integer from"
                    + " unnest(array[:keys]) k)",
                TIMEOUT)
            .executeAndCollect()) {
      int[] seen = new int[1];
      found.forEachRemaining(
          visit -> {
            boolean known = visit.key.length() <= 3 && Integer.parseInt(visit.key) <= 500;
            assertThat(visit.customer)
                .isEqualTo(known ? "FOUND level-" + visit.key : "ABSENT null");
            seen[0]++;
          });
      assertThat(seen[0]).isEqualTo(600);
    }
  }

  /** Sends a key and reads what comes of it. */
  private static final class Ask {
    private final KafkaBroker broker;
    private final CloseableIterator<Visit> visits;
    private long longestMillis;

    Ask(KafkaBroker broker, CloseableIterator<Visit> visits) {
      this.broker = broker;
      this.visits = visits;
    }

    String about(String key) {
      Topics.write(broker, "lookup-outage", List.of(key));
      Visit visit = visits.next();
      assertThat(visit.key).isEqualTo(key);
      longestMillis = Math.max(longestMillis, visit.done - visit.read);
      return visit.customer;
    }

    /** The deadline is that of the test. */
    void until(String key, String customer) {
      String answer = about(key);
      while (!answer.equals(customer)) {
        answer = about(key);
      }
    }
  }

  private static JdbcConfig customers(PostgresServer postgres, String name) throws SQLException {
    JdbcConfig database =
        new JdbcConfig(
            postgres.createDatabase(name),
            postgres.user(),
            Secret.of(postgres.password()),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
    execute(
        postgres,
        name,
        "create table customer (api_key text primary key, name text not null)",
        "insert into customer values ('k-1', 'Acme'), ('k-2', 'Bolt')");
    return database;
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
