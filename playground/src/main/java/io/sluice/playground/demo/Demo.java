package io.sluice.playground.demo;

import io.sluice.dashboard.DashboardServer;
import io.sluice.playground.cluster.JobControl;
import io.sluice.playground.cluster.JobRecord;
import io.sluice.playground.part.FlinkCluster;
import io.sluice.playground.part.SluiceHome;
import io.sluice.playground.simulate.AccessLogTraffic;
import io.sluice.playground.simulate.TrafficProfile;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;

/** The embedded world with a job in it and traffic running through: what the screens show. */
public final class Demo implements AutoCloseable {
  private final DemoOptions options;
  private final SluiceHome home;
  private final Path records;
  private final Consumer<String> progress;
  private final Clock clock;
  private final World world;
  private final SentLedger ledger;
  private final TrafficTable traffic;
  private JobRecord job;
  private AccessLogGenerator generator;
  private DashboardServer dashboard;

  /**
   * @param directory where the parts keep data and logs
   */
  public Demo(
      DemoOptions options,
      SluiceHome home,
      Path directory,
      Consumer<String> progress,
      Clock clock) {
    this.options = options;
    this.home = home;
    this.records = home.scratch().resolve("jobs");
    this.progress = progress;
    this.clock = clock;
    this.ledger = new SentLedger(options.headless());
    this.world =
        World.in(
            home, directory, FlinkCluster.Size.of(options.taskManagers(), options.slotsEach()));
    this.traffic = new TrafficTable(world.postgres(), LogAnalytics.DATABASE);
  }

  /** Parts, topics, database and the job, submitted as an operator would. */
  public void start() {
    Path jar = home.fatJar(LogAnalytics.MODULE);
    world.start(progress);
    Topics.createAll(world.broker());
    world.postgres().createDatabase(LogAnalytics.DATABASE);
    job =
        new JobControl(records, progress)
            .submit(
                LogAnalytics.NAME,
                URI.create(world.cluster().webUi()),
                jar,
                LogAnalytics.arguments(home, world, options.parallelism(), options.settings()));
  }

  /** Lines from now on, at the rate asked for. */
  public void startTraffic() {
    AccessLogTraffic visitors =
        new AccessLogTraffic(options.seed(), TrafficProfile.named(options.profile()));
    generator =
        new AccessLogGenerator(
            world.broker().bootstrapServers(),
            Topics.ACCESS_LOGS,
            visitors::next,
            options.rate(),
            ledger,
            clock);
    generator.start();
  }

  /** Gives the address of the screens. */
  public URI startDashboard() {
    dashboard = Screens.on(world, options.dashboardPort());
    return dashboard.uri();
  }

  /** Requests that Postgres counts so far. */
  public long counted() throws SQLException {
    return traffic.total();
  }

  public World world() {
    return world;
  }

  public SentLedger ledger() {
    return ledger;
  }

  /** For other readers of what the job writes. */
  public String jdbcUrl() {
    return world.postgres().jdbcUrl(LogAnalytics.DATABASE) + "?user=" + world.postgres().user();
  }

  AccessLogGenerator generator() {
    return generator;
  }

  public String jobId() {
    return job.jobId();
  }

  @Override
  public void close() {
    if (generator != null) {
      generator.close();
    }
    if (dashboard != null) {
      dashboard.close();
    }
    traffic.close();
    if (job != null) {
      JobRecord.forget(records, LogAnalytics.NAME);
    }
    world.close();
  }
}
