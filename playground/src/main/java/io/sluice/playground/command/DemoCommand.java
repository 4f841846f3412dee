package io.sluice.playground.command;

import io.sluice.playground.demo.Demo;
import io.sluice.playground.demo.DemoCheck;
import io.sluice.playground.demo.DemoLine;
import io.sluice.playground.demo.DemoOptions;
import io.sluice.playground.demo.DemoReport;
import io.sluice.playground.demo.Places;
import io.sluice.playground.demo.RunDirectory;
import io.sluice.playground.demo.World;
import io.sluice.playground.part.FlinkCluster;
import io.sluice.playground.part.SluiceHome;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything on embedded parts: live to look at, or headless as a check. */
@Command(
    name = "demo",
    description = "Start everything on embedded parts and watch figures and alerts move.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--headless",
      description =
          "Run as a check: send for --minutes, kill a TaskManager in the middle, balance what was"
              + " sent with what the sinks hold, exit 0 only if nothing was lost or doubled.")
  private boolean headless;

  @Option(
      names = "--minutes",
      defaultValue = "2",
      paramLabel = "N",
      description = "With --headless: how long to send. Default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--report",
      paramLabel = "FILE.json",
      description = "With --headless: where the report goes.")
  private Optional<Path> report = Optional.empty();

  @Option(names = "--no-kill", description = "With --headless: leave every TaskManager alive.")
  private boolean noKill;

  @Option(
      names = "--no-history",
      description =
          "Begin without the weeks before: nothing is compared with the usual. A headless check has"
              + " no history.")
  private boolean noHistory;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Lines per second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--profile",
      defaultValue = "demo",
      paramLabel = "NAME",
      description = "Kind of traffic, see simulate. Default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed gives the same visitors. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--no-devices", description = "Leave out device alerts and its fleet of devices.")
  private boolean noDevices;

  @Option(
      names = "--device-rate",
      defaultValue = "300",
      paramLabel = "N",
      description = "Device events per second. Default: ${DEFAULT-VALUE}.")
  private int deviceRate;

  @Option(
      names = "--device-parallelism",
      defaultValue = "2",
      paramLabel = "N",
      description = "Parallelism of device alerts. Default: ${DEFAULT-VALUE}.")
  private int deviceParallelism;

  @Option(
      names = "--device-set",
      paramLabel = "KEY=VALUE",
      description = "One setting of device alerts; may be repeated.")
  private Map<String, String> deviceSettings = new LinkedHashMap<>();

  @Option(
      names = "--taskmanagers",
      defaultValue = "2",
      paramLabel = "N",
      description = "TaskManagers of the cluster. Default: ${DEFAULT-VALUE}.")
  private int taskManagers;

  @Option(
      names = "--slots",
      defaultValue = "3",
      paramLabel = "N",
      description = "Slots of each TaskManager. Default: ${DEFAULT-VALUE}.")
  private int slots;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      paramLabel = "N",
      description = "Parallelism of log analytics. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "Port of the dashboard, 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of log analytics; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    DemoOptions options = options();
    SluiceHome home = SluiceHome.find();
    Clock clock = Clock.systemUTC();
    Path directory = RunDirectory.fresh(home.scratch().resolve("demo"), clock);
    PrintWriter out = spec.commandLine().getOut();
    Consumer<String> progress = Lines.to(out);
    progress.accept("starting; data and logs are in " + directory);
    FlinkCluster.Size size = FlinkCluster.Size.of(taskManagers, slots);
    try (World world = World.in(home, directory, size);
        Demo demo = new Demo(options, home, world, Places.usual(), progress, clock)) {
      demo.start();
      if (headless) {
        return check(options, demo, progress, clock);
      }
      String farewell = "stopped; data and logs stay in " + directory + " until the next demo";
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> progress.accept(farewell), "say-farewell"));
      return show(demo, progress, clock);
    }
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(
          headless,
          Duration.ofMillis((long) (minutes * 60_000)),
          rate,
          taskManagers,
          slots,
          parallelism,
          seed,
          profile,
          !noKill,
          port,
          report,
          settings,
          noDevices
              ? Optional.empty()
              : Optional.of(
                  new DemoOptions.Devices(deviceRate, deviceParallelism, deviceSettings)));
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int check(DemoOptions options, Demo demo, Consumer<String> progress, Clock clock)
      throws Exception {
    DemoReport result = new DemoCheck(options, demo, progress, clock).run();
    options.report().ifPresent(result::write);
    progress.accept(result.summary());
    options.report().ifPresent(file -> progress.accept("report: " + file.toAbsolutePath()));
    return result.balanced() ? 0 : 1;
  }

  private int show(Demo demo, Consumer<String> progress, Clock clock) throws Exception {
    URI screens = demo.startDashboard();
    if (!noHistory) {
      progress.accept("the dashboard at " + screens + " fills as history is counted");
      demo.sendHistory();
    }
    demo.startTraffic();
    progress.accept("");
    progress.accept("  dashboard   " + screens);
    progress.accept("  Flink UI    " + demo.world().cluster().webUi());
    progress.accept("  Postgres    " + demo.jdbcUrl());
    progress.accept("  Kafka       " + demo.world().broker().bootstrapServers());
    progress.accept("");
    demo.devices().ifPresent(devices -> devices.hints().forEach(progress));
    progress.accept("Ctrl-C ends it.");
    DemoLine line = new DemoLine(demo.ledger().handedOver(), clock.millis());
    while (true) {
      TimeUnit.SECONDS.sleep(5);
      progress.accept(line.next(demo, clock.millis()));
      demo.devices().ifPresent(devices -> progress.accept(devices.line()));
    }
  }
}
