package io.sluice.playground.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One stage's line in the report; every figure is counted outside of the job.
 *
 * @param sent lines that should pass this stage
 * @param received rows or requests found behind it, repeats included
 * @param written the same without repeats
 * @param rejected lines found in the dead letters instead
 * @param lost sent and found nowhere they should be
 * @param doubled found more often than sent, or without having been sent
 * @param latency from sending to seeing it there; null where nothing is timed
 * @param problems what is wrong beyond the counts, empty when all is well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"name", "balanced"})
public record Stage(
    String name,
    long sent,
    long received,
    long written,
    long rejected,
    long lost,
    long doubled,
    Latency latency,
    List<String> problems) {

  public Stage {
    problems = List.copyOf(problems);
  }

  public boolean isBalanced() {
    return (written > 0 || sent == 0) && lost == 0 && doubled == 0 && problems.isEmpty();
  }

  Stage with(Latency measured) {
    return new Stage(name, sent, received, written, rejected, lost, doubled, measured, problems);
  }

  /**
   * From a generator into the broker.
   *
   * @param inLog records that the topic's log holds
   */
  static Stage ofInput(
      String name, long handedOver, long acknowledged, long inLog, List<String> problems) {
    return new Stage(
        name,
        handedOver,
        inLog,
        acknowledged,
        0,
        handedOver - acknowledged,
        Math.max(0, inLog - acknowledged),
        null,
        problems);
  }

  /**
   * Milliseconds. The undisturbed figures leave out what was under way at the fault or sent before
   * the job had caught up again, and the warm-up; null when nothing is left.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Latency(
      long samples,
      Long p50Ms,
      Long p99Ms,
      long undisturbedSamples,
      Long undisturbedP50Ms,
      Long undisturbedP99Ms) {}
}
