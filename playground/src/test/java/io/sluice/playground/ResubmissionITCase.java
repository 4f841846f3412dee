package io.sluice.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.demo.AccessLogGenerator;
import io.sluice.playground.demo.LogAnalytics;
import io.sluice.playground.demo.Places;
import io.sluice.playground.demo.SentLedger;
import io.sluice.playground.demo.World;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.FlinkCluster;
import io.sluice.playground.part.FlinkRest;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.part.SluiceHome;
import io.sluice.playground.simulate.AccessLogTraffic;
import io.sluice.playground.simulate.TrafficProfile;
import io.sluice.playground.testing.Parts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A job that is submitted again and again leaves nothing of itself in the TaskManagers: whatever
 * outlives a task (drivers, timers, caches, threads) would keep its class loader, tens of MiB.
 */
@ExtendWith(Parts.class)
class ResubmissionITCase {
  private static final int SUBMISSIONS = 10;

  /** By then Flink's own classes of every path are loaded. */
  private static final int WARM_AFTER = 3;

  /** One leaked class loader of the job costs more; Flink's own reflection costs less. */
  private static final double TOLERANCE_MIB = 10;

  private static final Places PLACES = Places.of("resubmitted");

  @Test
  void metaspaceStaysFlatOverTenSubmissions(
      KafkaBroker broker, PostgresServer postgres, FlinkCluster cluster) throws Exception {
    World world = new World(broker, postgres, cluster);
    PLACES.create(broker, postgres);
    AccessLogTraffic visitors = new AccessLogTraffic(3, TrafficProfile.named("demo"));
    try (AccessLogGenerator generator =
        new AccessLogGenerator(
            broker.bootstrapServers(),
            PLACES.accessLogs(),
            visitors::next,
            100,
            new SentLedger(false),
            Clock.systemUTC())) {
      generator.start();
      double warm = 0;
      for (int submission = 1; submission <= SUBMISSIONS; submission++) {
        submitAndCancel(world);
        if (submission == WARM_AFTER) {
          warm = settledMetaspace(cluster);
        }
      }
      double limit = warm + TOLERANCE_MIB;
      assertThat(settledMetaspace(cluster))
          .as("metaspace of the fullest TaskManager in MiB; %s after %s runs", warm, WARM_AFTER)
          .isLessThan(limit);
    }
  }

  private static void submitAndCancel(World world) throws Exception {
    SluiceHome home = SluiceHome.find();
    FlinkRest rest = world.cluster().rest();
    long before = counted(world.postgres());
    String jarId = rest.upload(home.fatJar(LogAnalytics.MODULE));
    List<String> arguments =
        LogAnalytics.arguments(
            home, world, PLACES, 2, Map.of("sink.access-clean.guarantee", "at-least-once"));
    String jobId = rest.run(FlinkRest.Run.of(jarId, arguments));
    rest.awaitRunning(jobId, Duration.ofMinutes(2));
    Await.until(
        "rows have moved", Duration.ofMinutes(2), () -> counted(world.postgres()) != before);
    rest.cancel(jobId);
    rest.deleteJar(jarId);
  }

  private static long counted(PostgresServer postgres) throws Exception {
    try (Connection connection = postgres.connect(PLACES.database());
        Statement statement = connection.createStatement();
        ResultSet exists = statement.executeQuery("select to_regclass('traffic')")) {
      exists.next();
      if (exists.getString(1) == null) {
        return 0;
      }
      try (ResultSet newest =
          statement.executeQuery(
              "select coalesce(extract(epoch from max(updated_at)) * 1000, 0) from traffic")) {
        newest.next();
        return newest.getLong(1);
      }
    }
  }

  /** The lowest figure seen over some rounds of collection: what really cannot be freed. */
  private static double settledMetaspace(FlinkCluster cluster) throws Exception {
    double lowest = Double.MAX_VALUE;
    for (int round = 0; round < 6; round++) {
      for (String taskManager : cluster.taskManagers()) {
        collect(cluster.pidOf(taskManager));
      }
      TimeUnit.MILLISECONDS.sleep(2_500);
      lowest = Math.min(lowest, fullest(cluster));
    }
    return lowest;
  }

  private static double fullest(FlinkCluster cluster) {
    return cluster.taskManagers().stream()
        .mapToDouble(
            name ->
                cluster.rest().taskManagerMetric(name, "Status.JVM.Memory.Metaspace.Used")
                    / (1 << 20))
        .max()
        .orElseThrow();
  }

  private static void collect(long pid) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as("jcmd GC.run").isZero();
  }
}
