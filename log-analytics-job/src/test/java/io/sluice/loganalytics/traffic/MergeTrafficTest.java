package io.sluice.loganalytics.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MergeTrafficTest {
  private static final long NOON = Instant.parse("2026-05-20T12:00:00Z").toEpochMilli();
  private static final int MAX_PARALLELISM = 720;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeOperators() throws Exception {
    for (AutoCloseable harness : open) {
      harness.close();
    }
  }

  @Test
  void givesRowsAsTheyGrow() throws Exception {
    Harness traffic = start(null, 1, 0);

    traffic.processElement(delta(Dimension.ALL, "all", NOON, 2), 0);
    assertThat(traffic.extractOutputValues()).isEmpty();
    traffic.setProcessingTime(250);
    assertThat(counts(traffic)).hasSize(6).containsValue(2L);
    traffic.processElement(delta(Dimension.ALL, "all", NOON, 3), 0);
    traffic.setProcessingTime(500);

    assertThat(counts(traffic))
        .hasSize(6)
        .allSatisfy((row, count) -> assertThat(count).isEqualTo(5));
  }

  @Test
  void stateEndsWithTheLastWindow() throws Exception {
    Harness traffic = start(null, 1, 0);
    traffic.processElement(delta(Dimension.STATUS, "200", NOON, 1), 0);
    traffic.prepareSnapshotPreBarrier(1);
    traffic.snapshot(1, 0);
    // One entry for all rows of a key, one for how far its windows are closed.
    assertThat(traffic.numKeyedStateEntries()).isEqualTo(2);

    traffic.processWatermark(Instant.parse("2026-06-01T00:00:00Z").toEpochMilli());
    OperatorSubtaskState after = traffic.snapshot(2, 0);

    assertThat(counts(start(after, 1, 0))).isEmpty();
    assertThat(traffic.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void whatComesAfterItsWindowIsGoneGoesAside() throws Exception {
    Harness traffic = start(null, 1, 0);
    traffic.processElement(delta(Dimension.ALL, "all", NOON, 1), 0);
    traffic.processWatermark(NOON + 999);

    traffic.processElement(delta(Dimension.ALL, "all", NOON, 7), 0);

    assertThat(traffic.getSideOutput(MergeTraffic.CLOSED_WINDOW))
        .singleElement()
        .satisfies(late -> assertThat(late.getValue().totals().requests).isEqualTo(7));
    traffic.setProcessingTime(1_000);
    assertThat(counts(traffic)).allSatisfy((row, count) -> assertThat(count).isEqualTo(1));
  }

  @Test
  void aRestoredWindowThatWasGoneStaysGone() throws Exception {
    Harness before = start(null, 1, 0);
    before.processElement(delta(Dimension.ALL, "all", NOON, 1), 0);
    before.processWatermark(NOON + 999);
    Harness after = start(before.snapshot(1, 0), 1, 0);

    after.processElement(delta(Dimension.ALL, "all", NOON, 7), 0);

    assertThat(after.getSideOutput(MergeTraffic.CLOSED_WINDOW)).hasSize(1);
  }

  @Test
  void aJobGoesOnAfterADrain() throws Exception {
    Harness before = start(null, 1, 0);
    before.processElement(delta(Dimension.ALL, "all", NOON, 1), 0);
    before.processWatermark(Long.MAX_VALUE);
    Harness after = start(before.snapshot(1, 0), 1, 0);

    after.processElement(delta(Dimension.ALL, "all", NOON + 5_000, 7), 0);
    after.prepareSnapshotPreBarrier(2);

    assertThat(counts(after)).hasSize(6);
  }

  @Test
  void aValueNearTheCapIsShownWhenItsCheckpointIsComplete() throws Exception {
    Harness traffic = start(null, 1, 0);
    traffic.processElement(delta(Dimension.PATH, "/new", NOON, 2), 0);
    traffic.prepareSnapshotPreBarrier(1);
    traffic.snapshot(1, 0);
    // Nobody knows yet how full the minute will be.
    assertThat(counts(traffic)).containsOnlyKeys("second path /new");

    traffic.notifyOfCompletedCheckpoint(1);
    traffic.setProcessingTime(250);

    assertThat(counts(traffic)).containsEntry("minute path /new", 2L);
  }

  @Test
  void whatAHeldRowOwesComesBackWithIt() throws Exception {
    Harness before = start(null, 1, 0);
    before.processElement(delta(Dimension.PATH, "/new", NOON, 2), 0);
    before.prepareSnapshotPreBarrier(1);
    Harness after = start(before.snapshot(1, 0), 1, 0);
    after.setProcessingTime(250);
    assertThat(counts(after)).containsOnlyKeys("minute path /new");

    // The hour had the two from the restored minute; its own state now holds them, once.
    after.prepareSnapshotPreBarrier(2);
    Harness again = start(after.snapshot(2, 0), 1, 0);
    again.setProcessingTime(500);
    assertThat(counts(again)).containsOnly(Map.entry("hour path /new", 2L));
    again.processElement(delta(Dimension.PATH, "/new", NOON, 1), 0);
    again.processWatermark(Long.MAX_VALUE);

    assertThat(counts(again)).hasSize(6).allSatisfy((row, count) -> assertThat(count).isEqualTo(3));
    assertThat(again.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void restartAndRescalingChangeNoFigure() throws Exception {
    Harness one = start(null, 1, 0);
    for (Dimension dimension : Dimension.values()) {
      one.processElement(delta(dimension, "v", NOON, 3), 0);
    }
    one.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState state = one.snapshot(1, 0);

    Map<String, Long> rows = new HashMap<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState share =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, 2, subtask);
      Harness half = start(share, 2, subtask);
      for (Dimension dimension : Dimension.values()) {
        if (half.owns(dimension)) {
          half.processElement(delta(dimension, "v", NOON, 2), 0);
        }
      }
      half.processWatermark(Long.MAX_VALUE);
      rows.putAll(counts(half));
    }

    assertThat(rows).hasSize(6 * Dimension.values().length);
    assertThat(rows).allSatisfy((row, count) -> assertThat(count).isEqualTo(5));
  }

  @Test
  void aReplayGivesEachRowOnceWhenItIsFinal() throws Exception {
    Harness traffic = start(null, 1, 0, true);
    traffic.processElement(delta(Dimension.ALL, "all", NOON, 1), 0);
    traffic.setProcessingTime(10_000);
    traffic.processElement(delta(Dimension.ALL, "all", NOON, 1), 0);
    assertThat(traffic.extractOutputValues()).isEmpty();

    traffic.processWatermark(Long.MAX_VALUE);

    assertThat(traffic.extractOutputValues())
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.requests()).isEqualTo(2));
  }

  private Harness start(OperatorSubtaskState state, int parallelism, int subtask) throws Exception {
    return start(state, parallelism, subtask, false);
  }

  private Harness start(
      OperatorSubtaskState state, int parallelism, int subtask, boolean finalRowsOnly)
      throws Exception {
    TrafficConfig config =
        new TrafficConfig(ZoneOffset.UTC, 1000, Duration.ofMillis(250), finalRowsOnly);
    Harness harness = new Harness(new MergeTraffic(config), parallelism, subtask);
    open.add(harness);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static TrafficDelta delta(Dimension dimension, String value, long second, int requests) {
    TrafficTotals totals = new TrafficTotals();
    totals.requests = requests;
    return new TrafficDelta(dimension, value, second, totals);
  }

  /** The last count of each row. */
  private static Map<String, Long> counts(Harness harness) {
    return harness.extractOutputValues().stream()
        .collect(
            Collectors.toMap(
                row -> row.granularity() + " " + row.dimension() + " " + row.value(),
                TrafficRow::requests,
                (earlier, later) -> later));
  }

  /** The operator under test. */
  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<Integer, TrafficDelta, TrafficRow> {
    private final int parallelism;
    private final int subtask;

    Harness(MergeTraffic operator, int parallelism, int subtask) throws Exception {
      super(operator, TrafficDelta::key, Types.INT, MAX_PARALLELISM, parallelism, subtask);
      this.parallelism = parallelism;
      this.subtask = subtask;
    }

    boolean owns(Dimension dimension) {
      return KeyGroupRangeAssignment.assignKeyToParallelOperator(
              dimension.ordinal(), MAX_PARALLELISM, parallelism)
          == subtask;
    }
  }
}
