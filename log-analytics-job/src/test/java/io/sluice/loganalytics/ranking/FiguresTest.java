package io.sluice.loganalytics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.common.state.StateConfig;
import io.sluice.common.state.WriteBehindOperator;
import io.sluice.loganalytics.traffic.Granularity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** From scores to the rows of combinations, firings and windows. */
class FiguresTest {
  private static final long FIRING = Instant.parse("2026-03-02T10:15:00Z").toEpochMilli();
  private static final long START = FIRING - 900_000;

  @Test
  void aSumDoesNotDependOnTheOrder() {
    SplittableRandom random = new SplittableRandom(3);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      numbers.add(i % 3 == 0 ? 1.0 : 1 / (Math.log(2 + random.nextInt(18)) / Math.log(2)));
    }
    ExactSum forwards = new ExactSum();
    numbers.forEach(forwards::add);
    ExactSum inParts = new ExactSum();
    for (int from = 9_000; from >= 0; from -= 1_000) {
      ExactSum part = new ExactSum();
      numbers.subList(from, from + 1_000).forEach(part::add);
      inParts.add(part);
    }

    assertThat(inParts.value()).isEqualTo(forwards.value());
    assertThat(forwards.value())
        .isEqualTo(numbers.stream().mapToDouble(Double::doubleValue).sum(), within(1e-9));
  }

  @Test
  void aSumOfOneNumberIsTheNumber() {
    for (double number : new double[] {0, 1, 0.5, 0.6309297535714575, 0.2276702486969530}) {
      ExactSum sum = new ExactSum();
      sum.add(number);

      assertThat(sum.value()).isEqualTo(number);
    }
  }

  @Test
  void noValueOfACombinationPassesForAnother() {
    List<Combination> tricky =
        List.of(
            new Combination("a", "b", null, null),
            new Combination("a1:b", null, null, null),
            new Combination(null, "a-", "-", "3:x"),
            new Combination("", "", "", "süß 🙂 2:"),
            new Combination(null, null, null, null));

    assertThat(tricky).extracting(Combination::key).doesNotHaveDuplicates();
    assertThat(tricky)
        .allSatisfy(each -> assertThat(Combination.ofKey(each.key())).isEqualTo(each));
  }

  @Test
  void everySearchCountsInAllSixteenCombinations() {
    Map<String, ScoreParts> combined =
        combined(score("GB-ENG", "London", "red", 3, 1), score("GB-ENG", "Leeds", "red", 3, 0));

    assertThat(combined).hasSize(16 + 8);
    Map<Long, Long> bySize = new HashMap<>();
    combined.forEach(
        (key, parts) ->
            bySize.merge(
                (long) Combination.ofKey(key).subset(), parts.total().searches(), Long::sum));
    assertThat(bySize)
        .hasSize(16)
        .allSatisfy((subset, searches) -> assertThat(searches).isEqualTo(2));
    ScoreSums red = combined.get(new Combination(null, null, null, "red").key()).total();
    assertThat(red.withClick()).isEqualTo(1);
    assertThat(red.ndcgSum(10)).isEqualTo(1.0);
  }

  /** What one subtask or another said, before or after a restart: the firing comes once, whole. */
  @Test
  void aFiringComesOnceWithWhatAllSubtasksSaid() throws Exception {
    OperatorSubtaskState state;
    String all = new Combination(null, null, null, null).key();
    try (var merging = merging(null)) {
      merging.processElement(new StreamRecord<>(delta(all, FIRING, 0, 1)));
      merging.processElement(new StreamRecord<>(delta(all, FIRING + 300_000, 0, 1)));
      merging.prepareSnapshotPreBarrier(1);
      state = merging.snapshot(1, 1);
      merging.processElement(new StreamRecord<>(delta(all, FIRING, 60, 1)));
    }
    try (var merging = merging(state)) {
      merging.processWatermark(FIRING - 2);
      assertThat(merging.extractOutputValues()).isEmpty();
      merging.processElement(new StreamRecord<>(delta(all, FIRING, 60, 0)));
      merging.processElement(new StreamRecord<>(delta(all, FIRING, 0, 1)));
      merging.processWatermark(FIRING - 1);

      assertThat(merging.extractOutputValues()).hasSize(1);
      ScoreSums sums = merging.extractOutputValues().get(0).parts().total();
      assertThat(sums.searches()).isEqualTo(3);
      assertThat(sums.ndcgSum(20)).isEqualTo(2.0);

      OperatorSubtaskState later = merging.snapshot(2, 2);
      merging.processWatermark(Long.MAX_VALUE);
      assertThat(merging.extractOutputValues()).hasSize(2);
      try (var again = merging(later)) {
        again.processWatermark(Long.MAX_VALUE);
        assertThat(again.extractOutputValues())
            .as("the first firing is gone from state")
            .hasSize(1);
      }
    }
  }

  @Test
  void windowsOfAllLevelsGrowAndEnd() throws Exception {
    String all = new Combination(null, null, null, null).key();
    OperatorSubtaskState state;
    List<String> rows = new ArrayList<>();
    try (var rolling = rolling(true, null)) {
      rolling.processElement(new StreamRecord<>(delta(all, FIRING, 0, 1)));
      rolling.processElement(new StreamRecord<>(delta(all, FIRING + 300_000, 61, 0)));
      rows.addAll(rows(rolling));
      rolling.prepareSnapshotPreBarrier(1);
      state = rolling.snapshot(1, 1);
    }
    assertThat(rows)
        .containsExactly(
            "second 2026-03-02T10:00:00Z 1/1", "minute 2026-03-02T10:00:00Z 1/1",
            "second 2026-03-02T10:06:01Z 0/1", "minute 2026-03-02T10:06:00Z 0/1");
    try (var rolling = rolling(true, state)) {
      rolling.processElement(new StreamRecord<>(delta(all, FIRING + 3_300_000, 299, 1)));
      rows(rolling);
      // Searches of 10:55 to 11:00 are judged at 11:10.
      rolling.processWatermark(START + 3_600_000 + 600_000 - 2);
      assertThat(rows(rolling)).isEmpty();
      rolling.processWatermark(START + 3_600_000 + 600_000 - 1);
      assertThat(rows(rolling)).containsExactly("hour 2026-03-02T10:00:00Z 2/3");
      rolling.processWatermark(Long.MAX_VALUE);
      assertThat(rows(rolling))
          .containsExactlyInAnyOrder(
              "day 2026-03-01T23:00:00Z 2/3",
              "week 2026-03-01T23:00:00Z 2/3",
              "month 2026-02-28T23:00:00Z 2/3");
      assertThat(rolling.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void rowsThatPeopleWatchComeAsTheyGrow() throws Exception {
    String all = new Combination(null, null, null, null).key();
    try (var rolling = rolling(false, null)) {
      rolling.processElement(new StreamRecord<>(delta(all, FIRING, 0, 1)));
      rows(rolling);
      rolling.processElement(new StreamRecord<>(delta(all, FIRING + 300_000, 0, 1)));

      assertThat(rows(rolling))
          .containsExactly(
              "second 2026-03-02T10:05:00Z 1/1",
              "minute 2026-03-02T10:05:00Z 1/1",
              "hour 2026-03-02T10:00:00Z 2/2",
              "day 2026-03-01T23:00:00Z 2/2",
              "week 2026-03-01T23:00:00Z 2/2",
              "month 2026-02-28T23:00:00Z 2/2");
      rolling.processWatermark(Long.MAX_VALUE);
      assertThat(rows(rolling)).isEmpty();
      assertThat(rolling.numKeyedStateEntries()).isZero();
    }
  }

  private static List<String> rows(
      KeyedOneInputStreamOperatorTestHarness<String, FiringDelta, NdcgRow> rolling) {
    List<String> rows = new ArrayList<>();
    for (NdcgRow row : rolling.extractOutputValues()) {
      if (row.k() == 10) {
        rows.add(
            String.format(
                "%s %s %.0f/%d",
                row.granularity(),
                Instant.ofEpochMilli(row.time()),
                row.ndcgSum(),
                row.searches()));
      }
    }
    rolling.getOutput().clear();
    return rows;
  }

  private static Map<String, ScoreParts> combined(SearchScore... scores) {
    CombineScores combining = new CombineScores(Granularity.SECOND);
    for (SearchScore score : scores) {
      combining.add(score);
    }
    List<FiringDelta> deltas = new ArrayList<>();
    combining.drain(new ListCollector<>(deltas));
    assertThat(combining.size()).isZero();
    Map<String, ScoreParts> byKey = new HashMap<>();
    deltas.forEach(delta -> assertThat(byKey.put(delta.combination(), delta.parts())).isNull());
    return byKey;
  }

  private static FiringDelta delta(String combination, long firing, int offset, double ndcg) {
    ScoreParts parts = new ScoreParts();
    parts.add(offset, score("r", "c", "t", offset, ndcg));
    return new FiringDelta(combination, firing, parts);
  }

  private static SearchScore score(
      String region, String city, String term, int offset, double ndcg) {
    SearchScore score = new SearchScore();
    score.windowEnd = FIRING;
    score.second = START + offset * 1000L;
    score.region = region;
    score.city = city;
    score.channel = "web";
    score.term = term;
    score.withClick = ndcg > 0;
    score.ndcgAtTen = ndcg;
    score.ndcgAtTwenty = ndcg;
    return score;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, FiringDelta, FiringDelta> merging(
      OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new MergeFirings(), FiringDelta::combination, Types.STRING);
    open(harness, state);
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, FiringDelta, NdcgRow> rolling(
      boolean finalRowsOnly, OperatorSubtaskState state) throws Exception {
    RankingConfig config =
        new RankingConfig(
            RankingConfig.Engine.COHORT,
            GainScale.LINEAR,
            Duration.ofMinutes(15),
            Granularity.SECOND,
            ZoneId.of("Europe/Berlin"),
            finalRowsOnly,
            new StateConfig(true, 1 << 20, 100));
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new WriteBehindOperator<>(new RollUpFirings(config), config.state()),
            FiringDelta::combination,
            Types.STRING);
    if (finalRowsOnly) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
    }
    open(harness, state);
    return harness;
  }

  private static void open(AbstractStreamOperatorTestHarness<?> harness, OperatorSubtaskState state)
      throws Exception {
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }
}
