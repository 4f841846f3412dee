package io.sluice.loganalytics.ranking;

import io.sluice.common.state.StateConfig;
import io.sluice.common.state.WriteBehindOperator;
import io.sluice.loganalytics.quality.LateRecord;
import io.sluice.loganalytics.traffic.Granularity;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** All subtasks of the cohort engine, on RocksDB, and what they have said so far. */
final class Buckets implements AutoCloseable {
  private static final int MAX_PARALLELISM = 128;

  /** A snapshot of all subtasks, with what was said until then. */
  record Snapshot(
      OperatorSubtaskState state, int parallelism, List<String> scores, List<String> leftOut) {}

  private final List<KeyedOneInputStreamOperatorTestHarness<Integer, SearchEvent, SearchScore>>
      harnesses = new ArrayList<>();
  final List<String> scores = new ArrayList<>();
  final List<String> leftOut = new ArrayList<>();
  private long checkpoints;

  static RankingConfig config(Duration memory) {
    return new RankingConfig(
        RankingConfig.Engine.COHORT,
        GainScale.LINEAR,
        memory,
        Granularity.SECOND,
        ZoneOffset.UTC,
        false,
        new StateConfig(true, 1 << 20, 1000));
  }

  /**
   * @param state null for no rows in heap
   * @param from where to begin, or null
   */
  Buckets(int parallelism, Duration memory, StateConfig state, Snapshot from) throws Exception {
    for (int index = 0; index < parallelism; index++) {
      RankSearches function = new RankSearches(config(memory));
      OneInputStreamOperator<SearchEvent, SearchScore> operator =
          state == null
              ? new KeyedProcessOperator<>(function)
              : new WriteBehindOperator<>(function, state);
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              operator, Buckets::key, Types.INT, MAX_PARALLELISM, parallelism, index);
      harnesses.add(harness);
      harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
      harness.getExecutionConfig().enableObjectReuse();
      if (from != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                from.state, MAX_PARALLELISM, from.parallelism, parallelism, index));
      }
      harness.open();
    }
    if (from != null) {
      scores.addAll(from.scores);
      leftOut.addAll(from.leftOut);
    }
  }

  private static int key(SearchEvent event) {
    return SearchHash.bucketOf(SearchHash.of(event.searchId));
  }

  void take(SearchEvent event) throws Exception {
    int index =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key(event), MAX_PARALLELISM, harnesses.size());
    harnesses.get(index).processElement(new StreamRecord<>(event));
  }

  void advance(long watermark) throws Exception {
    for (var harness : harnesses) {
      harness.processWatermark(watermark);
      hear(harness);
    }
  }

  private void hear(
      KeyedOneInputStreamOperatorTestHarness<Integer, SearchEvent, SearchScore> said) {
    for (StreamRecord<SearchScore> score : said.getRecordOutput()) {
      scores.add(NaiveRanking.text(score.getValue()));
    }
    said.getOutput().clear();
    Queue<StreamRecord<LateRecord>> late = said.getSideOutput(RankingStage.LEFT_OUT);
    if (late != null) {
      for (StreamRecord<LateRecord> each : late) {
        leftOut.add(each.getValue().reason() + " " + each.getValue().offset());
      }
      late.clear();
    }
  }

  Snapshot snapshot() throws Exception {
    checkpoints++;
    OperatorSubtaskState[] states = new OperatorSubtaskState[harnesses.size()];
    for (int index = 0; index < states.length; index++) {
      harnesses.get(index).prepareSnapshotPreBarrier(checkpoints);
      states[index] =
          harnesses
              .get(index)
              .snapshotWithLocalState(checkpoints, checkpoints, CheckpointType.CHECKPOINT)
              .getJobManagerOwnedState();
    }
    return new Snapshot(
        AbstractStreamOperatorTestHarness.repackageState(states),
        harnesses.size(),
        List.copyOf(scores),
        List.copyOf(leftOut));
  }

  /** How many keys have state, and how many timers are set. */
  long left() throws Exception {
    snapshot();
    long left = 0;
    for (var harness : harnesses) {
      var backend = harness.getOperator().<Integer>getKeyedStateBackend();
      left += harness.numEventTimeTimers();
      left += backend.getKeys(RankSearches.BUCKET.getName(), VoidNamespace.INSTANCE).count();
      left += backend.getKeys(RankSearches.COHORTS.getName(), VoidNamespace.INSTANCE).count();
    }
    return left;
  }

  @Override
  public void close() throws Exception {
    for (var harness : harnesses) {
      harness.close();
    }
  }
}
