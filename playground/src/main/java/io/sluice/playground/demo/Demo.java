package io.sluice.playground.demo;

import io.sluice.dashboard.DashboardServer;
import io.sluice.playground.cluster.JobControl;
import io.sluice.playground.cluster.JobRecord;
import io.sluice.playground.part.PartException;
import io.sluice.playground.part.SluiceHome;
import io.sluice.playground.simulate.AccessLogTraffic;
import io.sluice.playground.simulate.TrafficProfile;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded world with the jobs in it and traffic running through: what the screens show. */
public final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  private final DemoOptions options;
  private final SluiceHome home;
  private final Path records;
  private final JobControl control;
  private final Consumer<String> progress;
  private final Clock clock;
  private final World world;
  private final Places places;
  private final SentLedger ledger;
  private final TrafficTable traffic;
  private final Optional<DeviceDemo> devices;
  private long counted;
  private long leftOut;
  private JobRecord job;
  private AccessLogTraffic visitors;
  private AccessLogGenerator generator;
  private DashboardServer dashboard;

  /**
   * @param world started here unless it runs already; ended by who made it
   */
  public Demo(
      DemoOptions options,
      SluiceHome home,
      World world,
      Places places,
      Consumer<String> progress,
      Clock clock) {
    this.options = options;
    this.home = home;
    this.world = world;
    this.places = places;
    this.records = home.scratch().resolve("jobs");
    this.control = new JobControl(records, progress);
    this.progress = progress;
    this.clock = clock;
    this.ledger = new SentLedger(options.headless());
    this.traffic = new TrafficTable(world.postgres(), places.database());
    this.devices = options.devices().map(each -> new DeviceDemo(options, world, places, clock));
  }

  /** Parts, topics, database and the jobs, submitted as an operator would. */
  public void start() {
    Path jar = home.fatJar(LogAnalytics.MODULE);
    world.start(progress);
    places.create(world.broker(), world.postgres());
    job =
        control.submit(
            places.job(),
            URI.create(world.cluster().webUi()),
            jar,
            LogAnalytics.arguments(home, world, places, options.parallelism(), options.settings()));
    devices.ifPresent(each -> each.submit(home, control));
  }

  /** Stops the job with a savepoint and goes on from it, with these settings changed. */
  public void restart(Map<String, String> settings) {
    job = control.restart(job, Path.of(job.jar()), settings, false);
  }

  /** The weeks before now, as far as the demo knows them; then it has the same visitors. */
  public void sendHistory() {
    AccessLogGenerator sender = generator();
    History history = History.before(clock.instant(), options.rate());
    progress.accept(
        String.format(
            Locale.ROOT,
            "history: about %,d lines, a minute each of %d hours in the last three weeks",
            history.lines(),
            history.minutes().size()));
    long begin = clock.millis();
    long[] told = {begin};
    DemoLine line = new DemoLine(ledger.handedOver(), begin);
    history.play(
        visitors,
        begin,
        instant -> {
          sender.send(visitors.next(instant));
          if (clock.millis() - told[0] >= 5_000) {
            told[0] = clock.millis();
            progress.accept(line.next(this, told[0]));
          }
        });
  }

  /** Lines and device events from now on, at the rates asked for. */
  public void startTraffic() {
    generator().start();
    devices.ifPresent(DeviceDemo::start);
  }

  /** Empty for a demo without devices. */
  public Optional<DeviceDemo> devices() {
    return devices;
  }

  /** Gives the address of the screens. */
  public URI startDashboard() {
    dashboard = Screens.on(world, places, devices.isPresent(), options.dashboardPort());
    return dashboard.uri();
  }

  /** Requests that Postgres counts; the last known number while it does not answer. */
  public long counted() {
    try {
      counted = traffic.total();
    } catch (SQLException e) {
      LOG.info("Postgres does not answer", e);
    }
    return counted;
  }

  /** Requests that cleaning rules left out; the last known number while Postgres is silent. */
  long leftOut() {
    try {
      leftOut = traffic.leftOut();
    } catch (SQLException e) {
      LOG.info("Postgres does not answer", e);
    }
    return leftOut;
  }

  public World world() {
    return world;
  }

  public SentLedger ledger() {
    return ledger;
  }

  /** For other readers of what the job writes. */
  public String jdbcUrl() {
    return world.postgres().jdbcUrl(places.database()) + "?user=" + world.postgres().user();
  }

  Places places() {
    return places;
  }

  public AccessLogGenerator generator() {
    if (generator == null) {
      visitors = new AccessLogTraffic(options.seed(), TrafficProfile.named(options.profile()));
      generator =
          new AccessLogGenerator(
              world.broker().bootstrapServers(),
              places.accessLogs(),
              visitors::next,
              options.rate(),
              ledger,
              clock);
    }
    return generator;
  }

  public String jobId() {
    return job.jobId();
  }

  /** Those of all jobs that run. */
  List<String> jobIds() {
    List<String> ids = new ArrayList<>(List.of(job.jobId()));
    devices.ifPresent(each -> ids.add(each.job().jobId()));
    return ids;
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
    devices.ifPresent(DeviceDemo::close);
    end(job);
    devices.ifPresent(each -> end(each.job()));
  }

  private void end(JobRecord job) {
    if (job == null) {
      return;
    }
    JobRecord.forget(records, job.name());
    try {
      world.cluster().rest().cancel(job.jobId());
    } catch (PartException e) {
      LOG.info("the job has ended already", e);
    }
  }
}
