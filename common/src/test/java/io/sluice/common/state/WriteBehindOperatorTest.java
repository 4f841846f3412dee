package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.state.Step.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.ValueTypeInfo;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.StringValue;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteBehindOperatorTest {
  private static final StateConfig ROOMY = new StateConfig(true, 1 << 20, 1_000);
  private static final StateConfig NO_ROOM = new StateConfig(true, 0, 1_000);
  private static final StateConfig OFF = new StateConfig(false, 1 << 20, 1_000);

  private final Step step = new Step();
  private Subtasks subtasks;

  static List<SnapshotType> snapshots() {
    return Subtasks.SNAPSHOTS;
  }

  @AfterEach
  void close() throws Exception {
    if (subtasks != null) {
      subtasks.close();
    }
  }

  @Test
  void nothingIsWrittenBeforeTheBarrierAndAllBeforeTheSnapshot() throws Exception {
    start(ROOMY);
    take("a", Kind.ADD, 5);

    assertThat(stored("a")).isNull();
    subtasks.only().prepareSnapshotPreBarrier(1);
    assertThat(stored("a")).hasToString("1×5≤5");
  }

  @Test
  void whatChangesBetweenBarrierAndSnapshotIsInTheSnapshot() throws Exception {
    start(ROOMY);
    take("a", Kind.ADD, 5);
    subtasks.only().prepareSnapshotPreBarrier(1);
    take("a", Kind.ADD, 6);
    var snapshot = subtasks.only().snapshot(1, 1);

    restart(1, ROOMY, new Subtasks.Snapshot(snapshot, 1));
    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 2×11≤6");
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void goesOnFromTwoToFourToOneSubtask(SnapshotType type) throws Exception {
    start(2, ROOMY);
    for (int round = 0; round < 3; round++) {
      for (int key = 0; key < 50; key++) {
        take("key" + key, Kind.ADD, key);
        take("key" + key, Kind.MERGE, round, key);
      }
      Subtasks.Snapshot snapshot = subtasks.snapshot(type);
      // Lost with the heap: nobody has seen a checkpoint of it.
      take("key1", Kind.ADD, 1_000_000);
      restart(round == 0 ? 4 : 1, ROOMY, snapshot);
    }

    for (int key = 0; key < 50; key++) {
      String name = "key" + key;
      assertThat(take(name, Kind.READ, 0)).isEqualTo(name + " READ 3×" + 3 * key + "≤" + key);
      String tile = "1×" + key + "≤" + key;
      assertThat(take(name, Kind.LIST, 0))
          .isEqualTo(name + " LIST {0=" + tile + ", 1=" + tile + ", 2=" + tile + "}");
    }
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void aSavepointMovesBetweenRowsInHeapNoRowsAndPlainFlink(SnapshotType type) throws Exception {
    start(ROOMY);
    take("a", Kind.ADD, 1);
    take("a", Kind.SET_TIMER, 10, 0);
    restart(1, OFF, subtasks.snapshot(type));
    take("a", Kind.ADD, 2);
    Subtasks.Snapshot snapshot = subtasks.snapshot(type);
    subtasks.close();
    subtasks = new Subtasks(1, () -> new KeyedProcessOperator<>(new Ledger()), snapshot);
    take("a", Kind.ADD, 3);
    restart(1, ROOMY, subtasks.snapshot(type));

    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 3×6≤3");
    assertThat(subtasks.advance(10)).containsExactly("a timer 10 3×6≤3");
  }

  @Test
  void watermarksAloneFireTheTimersOfKeysNobodyHasSeenSinceTheRestore() throws Exception {
    start(2, ROOMY);
    take("a", Kind.ADD, 7);
    take("a", Kind.SET_TIMER, 10, 0);
    take("b", Kind.SET_TIMER, 20, 0);
    restart(4, ROOMY, subtasks.snapshot(CheckpointType.CHECKPOINT));

    assertThat(subtasks.advance(9)).isEmpty();
    assertThat(subtasks.advance(10)).containsExactly("a timer 10 1×7≤7");
    assertThat(subtasks.advance(30)).containsExactly("b timer 20 null");
    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 2×8≤7");
  }

  @Test
  void anAbortedCheckpointAndThenAKillGoBackToTheOneBefore() throws Exception {
    start(ROOMY);
    take("a", Kind.ADD, 1);
    take("b", Kind.ADD, 1);
    Subtasks.Snapshot completed = subtasks.snapshot(CheckpointType.CHECKPOINT);
    subtasks.complete();
    take("a", Kind.ADD, 10);
    subtasks.snapshot(CheckpointType.CHECKPOINT);
    subtasks.abort();
    take("b", Kind.ADD, 100);
    restart(1, ROOMY, completed);

    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 1×1≤1");
    assertThat(take("b", Kind.READ, 0)).isEqualTo("b READ 1×1≤1");
  }

  @Test
  void whatAnAbortedCheckpointWroteIsInTheNextOne() throws Exception {
    start(ROOMY);
    take("a", Kind.ADD, 1);
    subtasks.snapshot(CheckpointType.CHECKPOINT);
    subtasks.abort();
    take("b", Kind.ADD, 2);
    restart(1, ROOMY, subtasks.snapshot(CheckpointType.CHECKPOINT));

    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 1×1≤1");
    assertThat(take("b", Kind.READ, 0)).isEqualTo("b READ 1×2≤2");
  }

  @Test
  void theSendersObjectsAreNotKept() throws Exception {
    start(ROOMY);
    // The step, its key and the row that the ledger puts in are changed after each step.
    take("a", Kind.REPLACE, 1);
    take("b", Kind.REPLACE, 2);
    take("a", Kind.PUT, 1, 3);
    take("a", Kind.SET_TIMER, 10, 0);
    step.set("nobody", Kind.READ, 0, 0);

    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 1×1≤1");
    assertThat(take("b", Kind.READ, 0)).isEqualTo("b READ 1×2≤2");
    assertThat(take("a", Kind.LIST, 0)).isEqualTo("a LIST {1=1×3≤3}");
    assertThat(subtasks.advance(10)).containsExactly("a timer 10 1×1≤1");
  }

  @Test
  void eachRowIsWrittenUnderItsOwnKeyAndTheKeyBeforeIsPutBack() throws Exception {
    start(ROOMY);
    take("a", Kind.ADD, 1);
    take("b", Kind.ADD, 2);
    take("c", Kind.ADD, 3);
    KeyedStateBackend<StringValue> backend = backend();
    backend.setCurrentKey(new StringValue("b"));
    subtasks.only().getOperator().setCurrentKey(new StringValue("a"));

    subtasks.only().prepareSnapshotPreBarrier(1);

    assertThat((Object) backend.getCurrentKey()).hasToString("b");
    assertThat((Object) subtasks.only().getOperator().getCurrentKey()).hasToString("a");
    assertThat(stored("a")).hasToString("1×1≤1");
    assertThat(stored("b")).hasToString("1×2≤2");
    assertThat(stored("c")).hasToString("1×3≤3");
  }

  @Test
  void aDirtyRowIsWrittenWhenItIsEvicted() throws Exception {
    start(NO_ROOM);
    take("a", Kind.ADD, 1);

    assertThat(stored("a")).hasToString("1×1≤1");
    assertThat(take("a", Kind.ADD, 2)).isEqualTo("a ADD null");
    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 2×3≤2");
  }

  @Test
  void aRowTouchedAfterAFlushIsWrittenAgain() throws Exception {
    start(new StateConfig(true, 1 << 20, 1));
    take("a", Kind.ADD, 1);
    assertThat(stored("a")).hasToString("1×1≤1");
    take("a", Kind.ADD, 2);
    assertThat(stored("a")).hasToString("2×3≤2");

    restart(1, ROOMY, subtasks.snapshot(CheckpointType.CHECKPOINT));
    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 2×3≤2");
  }

  @Test
  void clearedRowsAreGoneFromTheStateBackend() throws Exception {
    start(ROOMY);
    take("a", Kind.ADD, 1);
    take("a", Kind.PUT, 1, 1);
    subtasks.snapshot(CheckpointType.CHECKPOINT);
    assertThat(storedKeys()).containsExactly(1L, 1L);
    take("a", Kind.CLEAR, 0);
    take("a", Kind.REMOVE, 1, 0);
    subtasks.snapshot(CheckpointType.CHECKPOINT);

    assertThat(storedKeys()).containsExactly(0L, 0L);
  }

  @Test
  void theSameTimerIsRegisteredOnceAndAgainAfterItFired() throws Exception {
    start(ROOMY);
    take("a", Kind.SET_TIMER, 10, 0);
    take("a", Kind.SET_TIMER, 10, 0);
    assertThat(subtasks.only().numEventTimeTimers()).isEqualTo(1);
    assertThat(subtasks.advance(10)).containsExactly("a timer 10 null");
    take("a", Kind.SET_TIMER, 10, 0);
    assertThat(subtasks.advance(11)).containsExactly("a timer 10 1×1≤1");
    take("a", Kind.SET_TIMER, 20, 0);
    take("a", Kind.UNSET_TIMER, 20, 0);
    assertThat(subtasks.advance(20)).isEmpty();
    take("a", Kind.SET_TIMER, 20, 0);
    assertThat(subtasks.advance(21)).hasSize(1);
  }

  /** All has come out before the operator is told to end, and nothing comes from closing it. */
  @Test
  void theLastWatermarkBringsOutAllAndClosingNothing() throws Exception {
    start(ROOMY);
    take("a", Kind.ADD, 1);
    take("a", Kind.SET_TIMER, 10, 0);

    assertThat(subtasks.advance(Long.MAX_VALUE)).containsExactly("a timer 10 1×1≤1");
    subtasks.only().endInput();
    Subtasks.Snapshot last = subtasks.snapshot(CheckpointType.CHECKPOINT);
    var output = subtasks.only().getRecordOutput();
    subtasks.close();
    assertThat(output).isEmpty();

    subtasks = Subtasks.of(1, ROOMY, last);
    assertThat(take("a", Kind.READ, 0)).isEqualTo("a READ 2×2≤1");
  }

  @Test
  void onTheHeapBackendTheFunctionWorksStraightOnIt() throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new WriteBehindOperator<>(new Ledger(), NO_ROOM),
            (Step each) -> each.key,
            ValueTypeInfo.STRING_VALUE_TYPE_INFO)) {
      harness.setStateBackend(new HashMapStateBackend());
      harness.open();
      harness.processElement(step.set("a", Kind.ADD, 0, 1), 0);

      assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    }
  }

  @Test
  void aTimeToLiveIsRefusedEitherWay() {
    StateTtlConfig hour = StateTtlConfig.newBuilder(Duration.ofHours(1)).build();
    var value = new ValueStateDescriptor<>("session", Types.LONG);
    value.enableTimeToLive(hour);
    var map = new MapStateDescriptor<>("tiles", Types.LONG, Types.LONG);
    map.enableTimeToLive(hour);

    for (StateConfig config : List.of(ROOMY, OFF)) {
      assertThatThrownBy(() -> open(config, context -> context.getState(value)))
          .hasMessageContaining("'session'")
          .hasMessageContaining("event-time timer");
      assertThatThrownBy(() -> open(config, context -> context.getMapState(map)))
          .hasMessageContaining("'tiles'");
    }
  }

  @Test
  void otherKindsOfStateAreRefusedEitherWay() {
    for (StateConfig config : List.of(ROOMY, OFF)) {
      assertThatThrownBy(
              () ->
                  open(
                      config,
                      context ->
                          context.getListState(new ListStateDescriptor<>("log", Types.LONG))))
          .hasMessageContaining("'log' is a ListState")
          .hasMessageContaining("use a ValueState or a MapState");
      assertThatThrownBy(
              () ->
                  open(
                      config,
                      context ->
                          context.getReducingState(
                              new ReducingStateDescriptor<>("sum", Long::sum, Types.LONG))))
          .hasMessageContaining("'sum' is a ReducingState");
    }
  }

  private void open(StateConfig config, Consumer<RuntimeContext> asks) throws Exception {
    subtasks = new Subtasks(1, () -> new WriteBehindOperator<>(new Asking(asks), config), null);
  }

  private void start(StateConfig config) throws Exception {
    start(1, config);
  }

  private void start(int parallelism, StateConfig config) throws Exception {
    subtasks = Subtasks.of(parallelism, config, null);
  }

  private void restart(int parallelism, StateConfig config, Subtasks.Snapshot snapshot)
      throws Exception {
    subtasks.close();
    subtasks = Subtasks.of(parallelism, config, snapshot);
  }

  private String take(String key, Kind kind, long amount) throws Exception {
    return take(key, kind, 0, amount);
  }

  private String take(String key, Kind kind, long place, long amount) throws Exception {
    List<String> said = subtasks.take(step.set(key, kind, place, amount));
    assertThat(said).hasSize(1);
    return said.get(0);
  }

  private KeyedStateBackend<StringValue> backend() {
    return subtasks.only().getOperator().getKeyedStateBackend();
  }

  /** How many keys have a value, and a map, in RocksDB. */
  private List<Long> storedKeys() {
    return List.of(
        backend().getKeys("total", VoidNamespace.INSTANCE).count(),
        backend().getKeys("tiles", VoidNamespace.INSTANCE).count());
  }

  /** What lies in RocksDB, past the rows in heap. */
  private Tally stored(String key) throws Exception {
    KeyedStateBackend<StringValue> backend = backend();
    StringValue before = backend.getCurrentKey();
    backend.setCurrentKey(new StringValue(key));
    ValueState<Tally> state =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, Ledger.TOTAL);
    Tally tally = state.value();
    if (before != null) {
      backend.setCurrentKey(before);
    }
    return tally;
  }

  /** Asks for state when it opens. */
  private static final class Asking extends KeyedProcessFunction<StringValue, Step, String> {
    private static final long serialVersionUID = 1L;
    private final transient Consumer<RuntimeContext> asks;

    Asking(Consumer<RuntimeContext> asks) {
      this.asks = asks;
    }

    @Override
    public void open(OpenContext context) {
      asks.accept(getRuntimeContext());
    }

    @Override
    public void processElement(Step each, Context context, Collector<String> out) {}
  }
}
