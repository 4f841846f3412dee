package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ValueTypeInfo;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.StringValue;

/** All subtasks of one operator over {@link Ledger}, on RocksDB. */
final class Subtasks implements AutoCloseable {
  static final int MAX_PARALLELISM = 32;

  static final List<SnapshotType> SNAPSHOTS =
      List.of(
          CheckpointType.CHECKPOINT,
          SavepointType.savepoint(SavepointFormatType.CANONICAL),
          SavepointType.savepoint(SavepointFormatType.NATIVE));

  private static final TypeInformation<StringValue> KEY = ValueTypeInfo.STRING_VALUE_TYPE_INFO;

  /** A snapshot of all subtasks. */
  record Snapshot(OperatorSubtaskState state, int parallelism) {}

  private final List<KeyedOneInputStreamOperatorTestHarness<StringValue, Step, String>> harnesses =
      new ArrayList<>();
  private long checkpoints;

  /**
   * @param from where to begin, or null
   */
  Subtasks(int parallelism, Supplier<OneInputStreamOperator<Step, String>> operators, Snapshot from)
      throws Exception {
    for (int index = 0; index < parallelism; index++) {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              operators.get(), step -> step.key, KEY, MAX_PARALLELISM, parallelism, index);
      harnesses.add(harness);
      // Not incremental: nobody here keeps what several checkpoints share.
      harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
      harness.getExecutionConfig().enableObjectReuse();
      if (from != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                from.state, MAX_PARALLELISM, from.parallelism, parallelism, index));
      }
      harness.open();
      assertThat(harness.getOperator().<StringValue>getKeyedStateBackend())
          .isInstanceOf(RocksDBKeyedStateBackend.class);
    }
  }

  static Subtasks of(int parallelism, StateConfig config, Snapshot from) throws Exception {
    return new Subtasks(parallelism, () -> new WriteBehindOperator<>(new Ledger(), config), from);
  }

  KeyedOneInputStreamOperatorTestHarness<StringValue, Step, String> only() {
    assertThat(harnesses).hasSize(1);
    return harnesses.get(0);
  }

  /** Sends a step and says what came out; the sender's object is its own again afterwards. */
  List<String> take(Step step) throws Exception {
    int index =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            step.key, MAX_PARALLELISM, harnesses.size());
    harnesses.get(index).processElement(new StreamRecord<>(step));
    return said();
  }

  List<String> advance(long watermark) throws Exception {
    for (var harness : harnesses) {
      harness.processWatermark(watermark);
    }
    return said();
  }

  Snapshot snapshot(SnapshotType type) throws Exception {
    checkpoints++;
    OperatorSubtaskState[] states = new OperatorSubtaskState[harnesses.size()];
    for (int index = 0; index < states.length; index++) {
      harnesses.get(index).prepareSnapshotPreBarrier(checkpoints);
      states[index] =
          harnesses
              .get(index)
              .snapshotWithLocalState(checkpoints, checkpoints, type)
              .getJobManagerOwnedState();
    }
    return new Snapshot(AbstractStreamOperatorTestHarness.repackageState(states), harnesses.size());
  }

  void complete() throws Exception {
    for (var harness : harnesses) {
      harness.notifyOfCompletedCheckpoint(checkpoints);
    }
  }

  void abort() throws Exception {
    for (var harness : harnesses) {
      harness.getOperator().notifyCheckpointAborted(checkpoints);
    }
  }

  private List<String> said() {
    List<String> said = new ArrayList<>();
    for (var harness : harnesses) {
      for (StreamRecord<String> record : harness.getRecordOutput()) {
        said.add(record.getValue());
      }
      harness.getOutput().clear();
    }
    return said;
  }

  @Override
  public void close() throws Exception {
    for (var harness : harnesses) {
      harness.close();
    }
  }
}
