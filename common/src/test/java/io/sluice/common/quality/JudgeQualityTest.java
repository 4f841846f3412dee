package io.sluice.common.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.quality.Judgement.Verdict;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Friday noon; minutes are counted from it. */
class JudgeQualityTest {
  private static final long NOON = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private KeyedOneInputStreamOperatorTestHarness<String, Measurement, Violation> judging;
  private String rule;

  @AfterEach
  void close() throws Exception {
    judging.close();
  }

  @Test
  void aViolationIsToldOnceWhenItBeginsAndOnceWhenItEnds() throws Exception {
    open("{id: rejects, type: reject-share, atMost: 5%, minimum: 20}");
    rejects(0, 100, 5);
    rejects(1, 100, 6);
    rejects(2, 100, 100);
    rejects(3, 10, 10);
    rejects(4, 100, 0);
    rejects(5, 100, 0);
    watermarkAfter(6);

    assertThat(told())
        .containsExactly(
            "OPEN rejects@2026-11-20T12:01:00Z 0.06", "CLOSE rejects@2026-11-20T12:01:00Z 0.0");
    assertThat(judging.extractOutputValues().get(0).message)
        .isEqualTo("6.0 % of 100 records rejected by parse, expected at most 5.0 %: empty-line 6");
    assertThat(verdicts())
        .containsExactly(
            Verdict.OK,
            Verdict.VIOLATED,
            Verdict.VIOLATED,
            Verdict.NOT_JUDGED,
            Verdict.OK,
            Verdict.OK);
  }

  @Test
  void oneBadWindowIsForgivenWhereTheRuleSaysSoAndOneGoodOneEndsNothing() throws Exception {
    open("{id: r, type: reject-share, atMost: 5%, openAfter: 2, closeAfter: 2, clearAtMost: 1%}");
    int[] rejectedOfHundred = {50, 0, 50, 50, 0, 4, 0, 1, 50};
    for (int minute = 0; minute < rejectedOfHundred.length; minute++) {
      rejects(minute, 100, rejectedOfHundred[minute]);
    }
    watermarkAfter(rejectedOfHundred.length);

    // 4 % is in order, but not clear enough to end an episode.
    assertThat(told())
        .containsExactly("OPEN r@2026-11-20T12:02:00Z 0.5", "CLOSE r@2026-11-20T12:02:00Z 0.01");
    assertThat(judging.extractOutputValues().get(1).windowStart).isEqualTo(NOON + 7 * MINUTE);
  }

  @Test
  void rulesThatDropEverythingAreSaidInWords() throws Exception {
    open("{id: dropped, type: dropped-share, atMost: 90%, severity: critical}");
    Measurement dropped = new Measurement("dropped", "", NOON, 1200, 1200);
    dropped.details.putAll(Map.of("no-bots", 1190L, "no-health", 10L));
    judging.processElement(dropped, 0);
    watermarkAfter(1);

    assertThat(judging.extractOutputValues())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.message)
                  .isEqualTo(
                      "every one of 1,200 records left out by cleaning rules, expected at most"
                          + " 90.0 %: no-bots 1,190, no-health 10");
              assertThat(violation.severity).isEqualTo(Severity.CRITICAL);
            });
  }

  @Test
  void silenceInAReplayIsSeenWhenSomethingFollowsIt() throws Exception {
    open("{id: silence, type: volume, atLeast: 1}");
    volume(0, 5);
    volume(1, 5);
    volume(4, 5);
    watermarkAfter(5);

    assertThat(told())
        .containsExactly(
            "OPEN silence@2026-11-20T12:02:00Z 0.0", "CLOSE silence@2026-11-20T12:02:00Z 5.0");
    assertThat(judging.extractOutputValues().get(0).message)
        .isEqualTo("no records at all in parse, expected at least 1");
  }

  @Test
  void neitherTheFirstWindowNorOneThatTheEndCutsOffIsAWholeOne() throws Exception {
    open("{id: busy, type: volume, atLeast: 100}");
    volume(0, 3);
    volume(1, 100);
    volume(2, 3);
    judging.processWatermark(Long.MAX_VALUE);

    assertThat(told()).isEmpty();
    assertThat(verdicts()).containsExactly(Verdict.NOT_JUDGED, Verdict.OK, Verdict.NOT_JUDGED);
    assertNothingLeft();
  }

  @Test
  void aLongGapIsNotJudgedMinuteByMinute() throws Exception {
    open("{id: silence, type: volume, atLeast: 1}");
    volume(0, 5);
    volume(60 * 24 * 365, 5);
    watermarkAfter(60 * 24 * 365 + 1);

    assertThat(told()).hasSize(2);
    assertThat(judging.getSideOutput(JudgeQuality.JUDGED)).hasSize(1 + 24 * 60 + 1);
  }

  @Test
  void garbageAheadOfTheFirstEventIsJudgedByItself() throws Exception {
    open("{id: r, type: reject-share, atMost: 5%}");
    Measurement garbage = new Measurement("r", "", 0, 10, 10);
    judging.processElement(garbage, 0);
    rejects(0, 10, 0);
    watermarkAfter(1);

    assertThat(told())
        .containsExactly("OPEN r@1970-01-01T00:00:00Z 1.0", "CLOSE r@1970-01-01T00:00:00Z 0.0");
  }

  @Test
  void liveSilenceIsNoticedByTheWallClock() throws Exception {
    open("{id: silence, type: volume, atLeast: 1}");
    judging.setProcessingTime(NOON);
    volume(0, 5);
    volume(1, 5);
    pulse(NOON + MINUTE + 30_000);
    judging.processWatermark(NOON - MINUTE);

    // The newest event is half a minute into 12:01; then nothing but pulses.
    liveFor(90);
    assertThat(told()).isEmpty();
    liveFor(150);

    assertThat(told()).containsExactly("OPEN silence@2026-11-20T12:02:00Z 0.0");

    // What comes now was delayed: it counts in the first window that is not yet judged.
    volume(2, 7);
    volume(4, 7);
    volume(5, 7);
    watermarkAfter(6);
    assertThat(told())
        .containsExactly(
            "OPEN silence@2026-11-20T12:02:00Z 0.0", "CLOSE silence@2026-11-20T12:02:00Z 7.0");
  }

  @Test
  void aTopicOfNothingButGarbageIsNoticedThoughEventTimeStandsStill() throws Exception {
    open("{id: r, type: reject-share, atMost: 5%}");
    judging.setProcessingTime(NOON);
    judging.processWatermark(NOON - MINUTE);
    for (int minute = 0; minute < 4; minute++) {
      rejects(minute, 100, 100);
      for (int second = 0; second < 60; second++) {
        judging.setProcessingTime(NOON + minute * MINUTE + second * 1000L);
        pulse(NOON + minute * MINUTE + second * 1000L);
      }
    }

    assertThat(told()).containsExactly("OPEN r@2026-11-20T12:00:00Z 1.0");
  }

  @Test
  void aTopicThatIsSilentFromTheStartIsNoticed() throws Exception {
    open("{id: silence, type: volume, atLeast: 1}");
    judging.setProcessingTime(NOON);
    for (int second = 0; second < 240; second++) {
      judging.setProcessingTime(NOON + second * 1000L);
      pulse(Long.MIN_VALUE);
    }

    assertThat(told()).hasSize(1).first().asString().startsWith("OPEN silence@");
  }

  @Test
  void anUnusualHourIsOneUnlikeThoseOfPastWeeks() throws Exception {
    open(
        "{id: usual, type: usual-volume, window: 5m, change: 50%, minimumWeeks: 2, closeAfter: 2}");
    int week = 7 * 24 * 60;
    for (int minute = 0; minute < 3 * week; minute += 5) {
      boolean rush = Math.floorMod(minute, 24 * 60) < 60;
      volume(minute, rush ? 1000 : 100);
    }
    judging.processWatermark(NOON + 3L * week * MINUTE - 1);
    assertThat(told()).isEmpty();

    // The same hour of the next week, but with a fifth of the usual, then too much, then the usual.
    int[] windows = {1000, 200, 200, 2000, 1000, 1000};
    for (int i = 0; i < windows.length; i++) {
      volume(3 * week + 5 * i, windows[i]);
    }
    watermarkAfter(3 * week + 30);

    assertThat(told())
        .containsExactly(
            "OPEN usual@2026-12-11T12:05:00Z 200.0", "CLOSE usual@2026-12-11T12:05:00Z 1000.0");
    assertThat(judging.extractOutputValues().get(0).message)
        .isEqualTo("200 records in parse, usual are 1,000 (500 to 1,500)");
  }

  @Test
  void aStageThatLosesARecordIsAViolationOfItsOwn() throws Exception {
    open("{id: r, type: reject-share, atMost: 5%}");
    judging.processElement(new Measurement("balance", "clean", NOON, 10, 1), 0);
    judging.processElement(new Measurement("balance", "parse", NOON, 10, 3), 0);
    judging.processElement(new Measurement("balance", "parse", NOON, 10, -3), 0);
    watermarkAfter(1);

    assertThat(told()).containsExactly("OPEN balance/clean@2026-11-20T12:00:00Z 1.0");
    assertThat(judging.extractOutputValues().get(0).message)
        .isEqualTo("clean took in 1 records more than it accounts for");
  }

  @Test
  void stateSurvivesARestartInTheMiddleOfAnEpisode() throws Exception {
    String yaml = "{id: r, type: reject-share, atMost: 5%, closeAfter: 2}";
    open(yaml);
    rejects(0, 100, 50);
    rejects(1, 100, 0);
    watermarkAfter(2);
    rejects(2, 60, 0);
    OperatorSubtaskState state = judging.snapshot(1, 1);
    judging.close();

    judging = harness(yaml);
    judging.initializeState(state);
    judging.open();
    rejects(2, 40, 0);
    watermarkAfter(3);

    assertThat(told()).containsExactly("CLOSE r@2026-11-20T12:00:00Z 0.0");
    assertThat(judging.extractOutputValues().get(0).records).isEqualTo(100);
  }

  /**
   * What is open at the restart, minutes 10 and 11 or the latter alone, is not judged as a whole
   * window of the new length, and counts once.
   */
  @ParameterizedTest
  @CsvSource({
    "1m, 5m, 10000, 12:25:00Z 5.0",
    "5m, 1m, 20000, 12:24:00Z 1.0",
    "2m, 5m, 20000, 12:25:00Z 5.0"
  })
  void aRuleThatComesBackWithAnotherWindowGoesOnWithWhatIsOpen(
      String before, String after, long open, String opening) throws Exception {
    String yaml = "{id: r, type: volume, atLeast: 50, window: %s}";
    open(yaml.formatted(before));
    for (int minute = 0; minute < 12; minute++) {
      volume(minute, 10_000);
    }
    watermarkAfter(11);
    OperatorSubtaskState state = judging.snapshot(1, 1);
    judging.close();

    judging = harness(yaml.formatted(after));
    judging.initializeState(state);
    judging.open();
    for (int minute = 12; minute < 30; minute++) {
      volume(minute, minute < 24 ? 100 : 1);
    }
    watermarkAfter(30);

    assertThat(told()).containsExactly("OPEN r@2026-11-20T" + opening);
    assertThat(judging.getSideOutput(JudgeQuality.JUDGED))
        .extracting(judged -> judged.getValue().records())
        .satisfies(
            records ->
                assertThat(records.stream().mapToLong(n -> n).sum())
                    .isEqualTo(open + 12 * 100 + 6));
    watermarkAfter(40 * 24 * 60);
    assertNothingLeft();
  }

  @Test
  void stateGoesWhenNothingComesAnyMoreOrTheRuleIsGone() throws Exception {
    open("{id: usual, type: usual-volume, weeks: 2, minimumWeeks: 1}");
    for (int minute = 0; minute < 180; minute++) {
      volume(minute, 5);
    }
    watermarkAfter(180);
    assertThat(judging.numKeyedStateEntries()).isPositive();

    watermarkAfter(4 * 7 * 24 * 60);
    assertNothingLeft();

    open("{id: old, type: volume, atLeast: 1}");
    volume(0, 5);
    OperatorSubtaskState state = judging.snapshot(1, 1);
    judging.close();
    judging = harness("{id: new, type: volume, atLeast: 1}");
    judging.initializeState(state);
    judging.open();
    watermarkAfter(1);
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherOrderNorTheSplittingIntoPartsChangesAnything(long seed) throws Exception {
    String yaml = "{id: r, type: reject-share, atMost: 5%, window: 2m, openAfter: 2}";
    Random random = new Random(seed);
    List<Measurement> whole = new ArrayList<>();
    List<Measurement> parts = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      int rejected = random.nextInt(3) * 20;
      whole.add(rejected(minute, 100, rejected));
      for (int i = 0; i < 100; i++) {
        parts.add(rejected(minute, 1, i < rejected ? 1 : 0));
      }
    }
    Collections.shuffle(parts, random);

    assertThat(judged(yaml, parts)).isNotEmpty().isEqualTo(judged(yaml, whole));
  }

  private List<String> judged(String yaml, List<Measurement> measurements) throws Exception {
    open(yaml);
    for (Measurement measurement : measurements) {
      judging.processElement(measurement, 0);
    }
    judging.processWatermark(Long.MAX_VALUE);
    List<String> told = told();
    judging.close();
    return told;
  }

  private void open(String yaml) throws Exception {
    judging = harness(yaml);
    judging.open();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Measurement, Violation> harness(
      String yaml) throws Exception {
    List<QualityRule> rules =
        new QualityRulesFile(Set.of("parse", "clean"), Set.of("url.path"))
            .read(new StringReader("rules: [" + yaml + "]"));
    rule = rules.get(0).id();
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new JudgeQuality(rules, ZoneId.of("UTC"), PATIENCE)),
            Measurement::key,
            Types.STRING);
    harness.getExecutionConfig().enableObjectReuse();
    return harness;
  }

  private static Measurement rejected(int minute, long in, long rejected) {
    Measurement measured = new Measurement("r", "", NOON + minute * MINUTE, in, rejected);
    if (rejected > 0) {
      measured.details.put("empty-line", rejected);
    }
    return measured;
  }

  private void rejects(int minute, long in, long rejected) throws Exception {
    Measurement measured = rejected(minute, in, rejected);
    measured.rule = rule;
    judging.processElement(measured, 0);
  }

  private void volume(int minute, long records) throws Exception {
    judging.processElement(new Measurement(rule, "", NOON + minute * MINUTE, records, 0), 0);
  }

  private void pulse(long newest) throws Exception {
    judging.processElement(Measurement.pulse(newest, 0, 1).addressedTo(rule), 0);
  }

  private void liveFor(int untilSecond) throws Exception {
    long from = judging.getProcessingTime();
    for (long at = from; at <= NOON + untilSecond * 1000L; at += 1000) {
      judging.setProcessingTime(at);
      pulse(NOON + MINUTE + 30_000);
    }
  }

  private void watermarkAfter(int minutes) throws Exception {
    judging.processWatermark(NOON + minutes * MINUTE - 1);
  }

  private List<String> told() {
    return judging.extractOutputValues().stream()
        .map(violation -> violation.action + " " + violation.episode + " " + violation.observed)
        .toList();
  }

  private List<Verdict> verdicts() {
    return judging.getSideOutput(JudgeQuality.JUDGED).stream()
        .map(StreamRecord::getValue)
        .map(Judgement::verdict)
        .toList();
  }

  private void assertNothingLeft() {
    assertThat(judging.numKeyedStateEntries()).isZero();
    assertThat(judging.numEventTimeTimers()).isZero();
  }
}
