package io.sluice.playground.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the headless demo found, and its verdict.
 *
 * @param measuredFromSecond seconds of warm-up that the undisturbed latencies leave out
 * @param problems what is wrong beside the stages' own counts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DemoReport(
    String startedAt,
    double trafficSeconds,
    int ratePerSecond,
    long seed,
    String profile,
    int taskManagers,
    int parallelism,
    int processors,
    int measuredFromSecond,
    Fault fault,
    List<Pipeline> pipelines,
    List<String> problems) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A job from its input topic to its sinks. */
  public record Pipeline(String name, List<Stage> stages) {
    @JsonProperty
    public boolean delivered() {
      return !stages.isEmpty() && stages.stream().allMatch(Stage::isBalanced);
    }
  }

  /** Whether every pipeline delivered and nothing was lost or doubled. */
  @JsonProperty
  public boolean balanced() {
    return problems.isEmpty()
        && !pipelines.isEmpty()
        && pipelines.stream().allMatch(Pipeline::delivered);
  }

  public void write(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw new IllegalArgumentException("--report: cannot write " + file + ": " + e.getMessage());
    }
  }

  /** For people: one line a stage. */
  public String summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        row("stage", "sent", "received", "written", "rejected", "lost", "doubled", "p50/p99 ms"));
    for (Pipeline pipeline : pipelines) {
      pipeline.stages().forEach(stage -> lines.addAll(lines(stage)));
    }
    if (fault != null) {
      lines.add(
          "kill -9 of %s: every task ran again after %.1f s"
              .formatted(fault.part(), fault.recoverySeconds()));
    }
    problems.forEach(problem -> lines.add("problem: " + problem));
    lines.add(balanced() ? "balanced: nothing lost, nothing doubled" : "NOT BALANCED");
    return String.join(System.lineSeparator(), lines);
  }

  private static List<String> lines(Stage stage) {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            stage.name(),
            number(stage.sent()),
            number(stage.received()),
            number(stage.written()),
            number(stage.rejected()),
            number(stage.lost()),
            number(stage.doubled()),
            shown(stage.latency())));
    stage.problems().forEach(problem -> lines.add("  problem: " + problem));
    return lines;
  }

  private static String shown(Stage.Latency latency) {
    if (latency == null || latency.p50Ms() == null) {
      return "-";
    }
    String all = latency.p50Ms() + "/" + latency.p99Ms();
    return latency.undisturbedP50Ms() == null
        ? all
        : all + ", undisturbed " + latency.undisturbedP50Ms() + "/" + latency.undisturbedP99Ms();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String row(String... cells) {
    return String.format("%-32s %10s %10s %10s %9s %6s %8s  %s", (Object[]) cells);
  }
}
