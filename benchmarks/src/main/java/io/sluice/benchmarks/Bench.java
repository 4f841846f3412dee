package io.sluice.benchmarks;

import io.sluice.benchmarks.contest.ContestException;
import io.sluice.benchmarks.micro.JsonDatabind;
import io.sluice.benchmarks.micro.JsonOurs;
import io.sluice.benchmarks.micro.LocateOurs;
import io.sluice.benchmarks.micro.LocateReader;
import io.sluice.benchmarks.micro.LocateUncached;
import io.sluice.benchmarks.micro.ParseLogparser;
import io.sluice.benchmarks.micro.ParseOurs;
import io.sluice.benchmarks.micro.ParseRegex;
import io.sluice.benchmarks.micro.RulesCel;
import io.sluice.benchmarks.micro.RulesOurs;
import io.sluice.benchmarks.micro.TrafficObvious;
import io.sluice.benchmarks.micro.TrafficOurs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice bench}: what is fast, how fast, and compared to what. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Runs ours, the plain loop and what one would use instead, interleaved round by round,",
      "checks that their results are equal, and prints ratios against the goals."
    })
public final class Bench implements Callable<Integer> {
  private static final List<Benchmark> ALL =
      List.of(
          new MinuteTrafficBenchmark(),
          new KafkaTrafficBenchmark(),
          new SideBySide("parse", "lines of combined format to requests", "combined", 0.2)
              .with("ours", ParseOurs.class)
              .with("regex", ParseRegex.class),
          new SideBySide(
                  "parse-logparser",
                  "the same by nl.basjes httpdlog-parser, on fewer lines",
                  "combined",
                  0.02)
              .with("ours", ParseOurs.class)
              .with("logparser", ParseLogparser.class),
          new SideBySide("enrich", "an address to its place", "combined", 0.2)
              .with("ours", LocateOurs.class)
              .with("ours-uncached", LocateUncached.class)
              .with("maxmind-reader", LocateReader.class),
          new SideBySide("json", "a request to its JSON object", "combined", 0.1)
              .with("ours", JsonOurs.class)
              .with("databind", JsonDatabind.class),
          new SideBySide("traffic", "a request into all dimensions of its second", "combined", 0.1)
              .with("ours", TrafficOurs.class)
              .with("obvious", TrafficObvious.class),
          new SideBySide("rules", "ten cleaning rules over a parsed request", "combined", 0.1)
              .with("ours", RulesOurs.class)
              .with("cel-runtime", RulesCel.class),
          new SinkBenchmark(),
          new StateBenchmark(),
          new AlertBenchmark(),
          new AlertLatencyBenchmark());

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "w1, w1-kafka, parse, parse-logparser, enrich, json, traffic, rules, sink, state, w3, w3-latency;"
              + " all when absent.")
  List<String> names = List.of();

  @Option(
      names = "--lines",
      description = "Records per contender and round (default ${DEFAULT-VALUE}).",
      defaultValue = "10000000")
  long lines;

  @Option(
      names = "--rounds",
      description = "Rounds that count (default ${DEFAULT-VALUE}).",
      defaultValue = "5")
  int rounds;

  @Option(
      names = "--contenders",
      description = "Only these, comma-separated (default ${DEFAULT-VALUE}).",
      defaultValue = "all")
  String contenders;

  @Option(
      names = "--profile",
      description = "Leave a flight recording of every contender in the folder.")
  boolean profile;

  @Option(
      names = "--folder",
      description = "Where input is kept from run to run (default: beside temporary files).")
  Path folder = Path.of(System.getProperty("java.io.tmpdir"), "sluice-bench");

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (lines < 1 || rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--lines and --rounds must be at least 1");
    }
    Report report = new Report(System.out);
    report.say(Machine.here().toString());
    Files.createDirectories(folder);
    Options options = new Options(lines, rounds, folder.toAbsolutePath(), contenders, profile);
    try {
      for (Benchmark benchmark : wanted()) {
        report.heading(benchmark.name() + ": " + benchmark.about());
        benchmark.run(options, report);
      }
      return 0;
    } catch (ContestException failed) {
      String cause = failed.getCause() == null ? "" : ": " + failed.getCause();
      spec.commandLine().getErr().println(failed.getMessage() + cause);
      return 1;
    }
  }

  private List<Benchmark> wanted() {
    if (names.isEmpty()) {
      return ALL;
    }
    return names.stream().map(this::named).toList();
  }

  private Benchmark named(String name) {
    return ALL.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "no benchmark '"
                        + name
                        + "', there are "
                        + String.join(", ", ALL.stream().map(Benchmark::name).toList())));
  }
}
