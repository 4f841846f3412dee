package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Counts per key beside a step that is broadcast, with room for all rows, for none, and without.
 */
class WriteBehindBroadcastOperatorTest {
  private KeyedBroadcastOperatorTestHarness<String, String, Long, String> harness;

  static List<StateConfig> configs() {
    return List.of(
        new StateConfig(true, 1 << 20, 1_000),
        new StateConfig(true, 1 << 20, 2),
        new StateConfig(true, 0, 1_000),
        new StateConfig(false, 0, 1));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void whatIsBroadcastReachesTheRowsOfAllKeys(StateConfig config) throws Exception {
    start(config, null);
    count("a", "b", "a", "c");
    harness.processBroadcastElement(10L, 0);
    assertThat(said()).containsExactlyInAnyOrder("a was 2", "b was 1", "c was 1");
    count("b");
    assertThat(said()).containsExactly("b is 20");

    OperatorSubtaskState snapshot = snapshot();
    harness.close();
    start(config, snapshot);
    harness.processBroadcastElement(1L, 0);
    assertThat(said()).containsExactlyInAnyOrder("a was 10", "b was 20", "c was 10");
  }

  @ParameterizedTest
  @MethodSource("configs")
  void timersOfSilentKeysFireAfterARestore(StateConfig config) throws Exception {
    start(config, null);
    count("a", "b");
    OperatorSubtaskState snapshot = snapshot();
    harness.close();
    start(config, snapshot);
    harness.watermark(100);

    assertThat(said()).containsExactlyInAnyOrder("a ends with 1", "b ends with 1");
    harness.processBroadcastElement(1L, 0);
    assertThat(said()).isEmpty();
  }

  private void start(StateConfig config, OperatorSubtaskState from) throws Exception {
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new WriteBehindBroadcastOperator<>(new Count(), List.of(Count.STEP), config),
            key -> key,
            Types.STRING,
            8,
            1,
            0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    if (from != null) {
      harness.initializeState(from);
    }
    harness.open();
    assertThat(harness.getOperator().getKeyedStateBackend().getBackendTypeIdentifier())
        .isEqualTo("rocksdb");
  }

  private void count(String... keys) throws Exception {
    for (String key : keys) {
      harness.processElement(key, 0);
    }
  }

  private OperatorSubtaskState snapshot() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1);
  }

  private List<String> said() {
    List<String> said = new ArrayList<>(harness.extractOutputValues());
    harness.getOutput().clear();
    return said;
  }

  /** Counts by the step that was broadcast last; a new one sets all counts to it. */
  private static final class Count
      extends KeyedBroadcastProcessFunction<String, String, Long, String> {
    private static final long serialVersionUID = 1L;
    static final MapStateDescriptor<String, Long> STEP =
        new MapStateDescriptor<>("step", Types.STRING, Types.LONG);
    private static final ValueStateDescriptor<Long> COUNT =
        new ValueStateDescriptor<>("count", Types.LONG);

    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(COUNT);
    }

    @Override
    public void processElement(String key, ReadOnlyContext context, Collector<String> out)
        throws Exception {
      Long step = context.getBroadcastState(STEP).get("step");
      Long before = count.value();
      count.update((before == null ? 0 : before) + (step == null ? 1 : step));
      context.timerService().registerEventTimeTimer(100);
      if (step != null) {
        out.collect(context.getCurrentKey() + " is " + count.value());
      }
    }

    @Override
    public void processBroadcastElement(Long step, Context context, Collector<String> out)
        throws Exception {
      context.getBroadcastState(STEP).put("step", step);
      context.applyToKeyedState(
          COUNT,
          (key, state) -> {
            out.collect(key + " was " + state.value());
            // By the function's own handle: it is the same state of the same key.
            count.update(step);
          });
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<String> out) throws Exception {
      out.collect(context.getCurrentKey() + " ends with " + count.value());
      count.clear();
    }
  }
}
