package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.testing.RecordedMetrics;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows are written and which go, by a clock that stands still unless told otherwise. */
class HeapRowsTest {
  private static final ValueStateDescriptor<byte[]> STATE =
      new ValueStateDescriptor<>("row", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** More than the calls between two looks at the clock. */
  private static final int CALLS = 64;

  private final RecordedMetrics metrics = new RecordedMetrics();
  private KeyedOneInputStreamOperatorTestHarness<String, String, String> harness;
  private KeyedStateBackend<String> backend;
  private ValueState<byte[]> stored;
  private HeapRows<String> rows;
  private HeapValueState<String, byte[]> state;
  private long now;
  private long perLook;

  @BeforeEach
  void openRocksDb() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Idle()), key -> key, Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.open();
    backend = harness.getOperator().getKeyedStateBackend();
    stored =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, STATE);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void quietRowsAreWrittenAheadAndThoseInUseAreNot() throws Exception {
    hold(1 << 20, 10);
    for (int key = 0; key < 8; key++) {
      put("key" + key, 10);
    }
    second();
    put("key0", 10);
    second();

    assertThat(inState("key0")).isFalse();
    for (int key = 1; key < 8; key++) {
      assertThat(inState("key" + key)).as("key%s", key).isTrue();
    }
    assertThat(metrics.count("sluice.state.slices")).isEqualTo(1);
    assertThat(metrics.count("sluice.state.rows-written")).isEqualTo(7);
    assertThat(metrics.value("sluice.state.dirty-rows")).isEqualTo(1);
  }

  @Test
  void belowHalfOfTheBoundNothingIsWrittenAhead() throws Exception {
    hold(1 << 20, 10);
    for (int key = 0; key < 5; key++) {
      put("key" + key, 10);
    }
    second();
    second();

    assertThat(metrics.count("sluice.state.rows-written")).isZero();
  }

  @Test
  void neverDoMoreRowsWaitThanTheBoundSays() throws Exception {
    hold(1 << 20, 100);
    for (int key = 0; key < 1_000; key++) {
      put("key" + key, 10);
      rows.settle();
    }
    rows.writeBeforeBarrier();

    assertThat(metrics.count("sluice.state.rows-written")).isEqualTo(1_000);
    assertThat(metrics.count("sluice.state.slices")).isGreaterThan(100);
    for (int key = 0; key < 1_000; key++) {
      assertThat(inState("key" + key)).as("key%s", key).isTrue();
    }
  }

  @Test
  void quietRowsThatNeedNoWritingGoFirst() throws Exception {
    hold(4_000, 1_000);
    put("clean", 500);
    rows.writeAll();
    put("dirty", 500);
    second();
    put("new", 500);
    assertThat(metrics.count("sluice.state.evictions")).isZero();

    put("more", 500);
    rows.settle();

    assertThat(metrics.count("sluice.state.evictions")).isEqualTo(1);
    assertThat(inState("dirty")).isFalse();
    long loads = metrics.count("sluice.state.loads");
    rows.select("clean");
    assertThat(state.value()).hasSize(500);
    assertThat(metrics.count("sluice.state.loads")).isEqualTo(loads + 1);
  }

  @Test
  void dirtyRowsAreWrittenAndGoWhereNoneIsClean() throws Exception {
    hold(4_000, 1_000);
    for (int key = 0; key < 100; key++) {
      put("key" + key, 500);
      rows.settle();
    }
    look();

    assertThat((long) metrics.value("sluice.state.heap-bytes")).isLessThan(4_000);
    assertThat((int) metrics.value("sluice.state.rows")).isBetween(1, 4);
    for (int key = 0; key < 100; key++) {
      rows.select("key" + key);
      assertThat(state.value()).as("key%s", key).hasSize(500);
    }
  }

  /** An iterator, say: its writes would overwrite what has been read anew since. */
  @Test
  void whatIsKeptOfAnEvictedRowIsRefused() throws Exception {
    hold(0, 1_000);
    rows.select("a");
    Row<String> kept = rows.current();
    rows.settle();

    assertThatThrownBy(() -> rows.changed(kept))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kept from an earlier call");
  }

  @Test
  void aRowThatGrowsIsMeasuredAgain() throws Exception {
    hold(1 << 20, 1_000);
    put("a", 100);
    look();
    long before = (long) metrics.value("sluice.state.heap-bytes");
    for (int size = 100; size < 10_000; size += 100) {
      put("a", size);
    }
    look();

    assertThat((long) metrics.value("sluice.state.heap-bytes") - before)
        .isBetween(10_000L, 20_000L);
  }

  @Test
  void theLongestPauseIsKept() throws Exception {
    hold(1 << 20, 1_000);
    put("a", 10);
    perLook = TimeUnit.MILLISECONDS.toNanos(40);
    rows.writeBeforeBarrier();
    perLook = TimeUnit.MILLISECONDS.toNanos(7);
    rows.writeBeforeBarrier();

    assertThat(metrics.value("sluice.state.longest-pause-ms")).isEqualTo(40L);
    assertThat(metrics.value("sluice.state.barrier-pause-ms")).isEqualTo(7L);
  }

  private void hold(long bytes, int maxDirtyRows) {
    rows =
        new HeapRows<>(
            backend,
            new StateConfig(true, bytes, maxDirtyRows),
            () -> {
              now += perLook;
              return now;
            },
            metrics);
    state = new HeapValueState<>(rows, 0, stored, STATE);
  }

  private void put(String key, int size) throws Exception {
    rows.select(key);
    byte[] value = new byte[size];
    Arrays.fill(value, (byte) 1);
    state.update(value);
  }

  private void second() throws Exception {
    now += TimeUnit.SECONDS.toNanos(1);
    look();
  }

  private void look() throws Exception {
    for (int call = 0; call < CALLS; call++) {
      rows.settle();
    }
  }

  private boolean inState(String key) throws Exception {
    backend.setCurrentKey(key);
    return stored.value() != null;
  }

  /** Does nothing; its backend is wanted. */
  private static final class Idle extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String value, Context context, Collector<String> out) {}
  }
}
