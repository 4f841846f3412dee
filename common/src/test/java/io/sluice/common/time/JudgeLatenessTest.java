package io.sluice.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.common.config.Settings;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.runtime.RuntimeConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeLatenessTest {

  private static final long TOLERANCE = 100;
  private static final long MAX_FUTURE = 50;
  private static final LatenessRule RULE = new LatenessRule(TOLERANCE, MAX_FUTURE);
  private static final int MOST_SUBTASKS = 16;

  @Test
  void judgesEachPartitionByItselfAndDropsNothing() throws Exception {
    try (Subtasks job = Subtasks.start(1)) {
      assertThat(job.verdict(live(0, 1_000))).isEqualTo("in time");
      assertThat(job.verdict(live(1, 10))).isEqualTo("in time");
      assertThat(job.verdict(live(0, 900))).isEqualTo("in time");
      assertThat(job.verdict(live(0, 899))).isEqualTo("late");
      assertThat(job.verdict(live(1, 20))).isEqualTo("in time");
      assertThat(job.verdict(TimedRecord.inFile("access-logs", 5))).isEqualTo("late");
      assertThat(job.verdict(TimedRecord.inFile("other.log", 5))).isEqualTo("in time");
      assertThat(job.emitted()).isEqualTo(7);
    }
  }

  @Test
  void aRejectHasNoTimeToBeLateBy() throws Exception {
    try (Subtasks job = Subtasks.start(1)) {
      job.verdict(live(0, 1_000));

      assertThat(job.verdict(live(0, EventTimed.NO_TIMESTAMP))).isEqualTo("in time");
      assertThat(job.verdict(live(0, 950))).isEqualTo("in time");
    }
  }

  @Test
  void aFutureTimestampIsMarkedAndMakesNobodyLate() throws Exception {
    try (Subtasks job = Subtasks.start(1)) {
      assertThat(job.verdict(TimedRecord.live(0, 1_000, 1_000))).isEqualTo("in time");
      assertThat(job.verdict(TimedRecord.live(0, 1_050, 1_000))).isEqualTo("in time");
      assertThat(job.verdict(TimedRecord.live(0, 9_000, 1_000))).isEqualTo("future");
      assertThat(job.verdict(TimedRecord.live(0, 950, 1_000))).isEqualTo("in time");
      assertThat(job.verdict(TimedRecord.live(0, 949, 1_000))).isEqualTo("late");
    }
  }

  @Test
  void aLateFollowerIsLateAcrossRescaling() throws Exception {
    Snapshot state;
    try (Subtasks two = Subtasks.start(2)) {
      two.verdict(0, live(0, 5_000));
      two.verdict(1, live(1, 7_000));
      state = two.snapshot();
    }
    try (Subtasks one = Subtasks.restore(1, state)) {
      assertThat(one.verdict(live(0, 4_899))).isEqualTo("late");
      // Partition 1 stays untouched: the next snapshot must carry it all the same.
      state = one.snapshot();
    }
    try (Subtasks four = Subtasks.restore(4, state)) {
      assertThat(four.verdict(3, live(1, 6_899))).isEqualTo("late");
      assertThat(four.verdict(2, live(0, 4_900))).isEqualTo("in time");
      assertThat(four.verdict(2, live(0, 4_899))).isEqualTo("late");
      state = four.snapshot();
    }
    try (Subtasks two = Subtasks.restore(2, state)) {
      assertThat(two.verdict(0, live(1, 6_899))).isEqualTo("late");
      assertThat(two.verdict(1, live(0, 4_899))).isEqualTo("late");
    }
  }

  /** Whenever the job is restarted, and however it is rescaled, the verdicts stay the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noRestartPointChangesAVerdict(long seed) throws Exception {
    Random random = new Random(seed);
    List<TimedRecord> events = randomEvents(random);
    List<String> expected = expectedVerdicts(events);
    List<String> verdicts = new ArrayList<>();

    Subtasks job = Subtasks.start(1 + random.nextInt(4));
    try {
      for (TimedRecord event : events) {
        if (random.nextInt(25) == 0) {
          Snapshot state = job.snapshot();
          job.close();
          job = Subtasks.restore(1 + random.nextInt(4), state);
        }
        verdicts.add(job.verdict((event.partition + job.size()) % job.size(), event));
      }
    } finally {
      job.close();
    }

    assertThat(expected).contains("late", "future", "in time");
    assertThat(verdicts).isEqualTo(expected);
  }

  @Test
  void finishedFilesAreForgottenInTheEnd() {
    LargestTimestamps timestamps = new LargestTimestamps(RULE);
    timestamps.judge(live(0, 1_000));
    for (int file = 0; file < LargestTimestamps.FILES_KEPT + 500; file++) {
      timestamps.judge(TimedRecord.inFile("access.log." + file, 1_000));
    }

    List<LargestTimestamp> written = timestamps.snapshot(false);

    assertThat(written).hasSize(LargestTimestamps.FILES_KEPT + 1);
    assertThat(written).contains(new LargestTimestamp("access-logs", 0, false, 1_000));
    assertThat(written).noneMatch(entry -> entry.topic().equals("access.log.499"));
    assertThat(written).anyMatch(entry -> entry.topic().equals("access.log.500"));
  }

  @Test
  void staysChainedToItsSource() {
    RuntimeConfig runtime =
        RuntimeConfig.from(Settings.of(RuntimeConfig.SETTINGS, Map.of("parallelism", "4")));
    StreamExecutionEnvironment environment = JobEnvironment.create(runtime);
    DataStream<TimedRecord> source = environment.fromData(live(0, 1)).uid("read-records");
    Lateness lateness = new Lateness(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    JudgeLateness.of(source, lateness, "parse", OperatorId.of("judge-lateness"))
        .sinkTo(new DiscardingSink<>())
        .uid("discard-records");

    assertThat(environment.getStreamGraph().getJobGraph().getVertices())
        .extracting(JobVertex::getName, JobVertex::getParallelism)
        .contains(tuple("Source: Collection Source -> judge lateness", 1));
  }

  @Test
  void stateIsAPojo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(LargestTimestamp.class);
  }

  private static TimedRecord live(int partition, long timestamp) {
    return TimedRecord.live(partition, timestamp, Long.MAX_VALUE - MAX_FUTURE);
  }

  private static List<TimedRecord> randomEvents(Random random) {
    List<TimedRecord> events = new ArrayList<>();
    long arrival = 10_000;
    for (int number = 0; number < 400; number++) {
      arrival += random.nextInt(20);
      long timestamp = arrival - random.nextInt(250) + random.nextInt(110);
      events.add(TimedRecord.live(random.nextInt(5), timestamp, arrival));
    }
    return events;
  }

  /** The definition of DESIGN 6.0 in its plainest form, over the whole input at once. */
  private static List<String> expectedVerdicts(List<TimedRecord> events) {
    Map<Integer, Long> largest = new HashMap<>();
    List<String> verdicts = new ArrayList<>();
    for (TimedRecord event : events) {
      Long before = largest.get(event.partition);
      boolean late = before != null && event.timestamp < before - TOLERANCE;
      boolean future = event.timestamp > event.arrival + MAX_FUTURE;
      verdicts.add(late ? "late" : future ? "future" : "in time");
      if (!future) {
        largest.merge(event.partition, event.timestamp, Math::max);
      }
    }
    return verdicts;
  }

  private record Snapshot(OperatorSubtaskState state, int parallelism) {}

  /** The operator at some parallelism. */
  private static final class Subtasks implements AutoCloseable {

    private final List<OneInputStreamOperatorTestHarness<TimedRecord, TimedRecord>> harnesses =
        new ArrayList<>();

    static Subtasks start(int parallelism) throws Exception {
      return restore(parallelism, null);
    }

    static Subtasks restore(int parallelism, Snapshot snapshot) throws Exception {
      Subtasks job = new Subtasks();
      for (int index = 0; index < parallelism; index++) {
        OneInputStreamOperatorTestHarness<TimedRecord, TimedRecord> harness =
            new OneInputStreamOperatorTestHarness<>(
                new StreamMap<>(new JudgeLateness<TimedRecord>(RULE, "parse")),
                MOST_SUBTASKS,
                parallelism,
                index);
        if (snapshot != null) {
          harness.initializeState(
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  snapshot.state, MOST_SUBTASKS, snapshot.parallelism, parallelism, index));
        }
        harness.open();
        job.harnesses.add(harness);
      }
      return job;
    }

    int size() {
      return harnesses.size();
    }

    String verdict(TimedRecord event) throws Exception {
      return verdict(0, event);
    }

    String verdict(int subtask, TimedRecord event) throws Exception {
      harnesses.get(subtask).processElement(event, event.timestamp());
      return event.late() ? "late" : event.future() ? "future" : "in time";
    }

    int emitted() {
      return harnesses.stream().mapToInt(harness -> harness.extractOutputValues().size()).sum();
    }

    Snapshot snapshot() throws Exception {
      List<OperatorSubtaskState> states = new ArrayList<>();
      for (OneInputStreamOperatorTestHarness<TimedRecord, TimedRecord> harness : harnesses) {
        states.add(harness.snapshot(1, 1));
      }
      return new Snapshot(
          AbstractStreamOperatorTestHarness.repackageState(
              states.toArray(OperatorSubtaskState[]::new)),
          size());
    }

    @Override
    public void close() throws Exception {
      for (OneInputStreamOperatorTestHarness<TimedRecord, TimedRecord> harness : harnesses) {
        harness.close();
      }
    }
  }
}
