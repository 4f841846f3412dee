package io.sluice.loganalytics.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.geo.Place;
import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class StageCountsTest {
  private static final long NOON = 1_779_278_400_000L;
  private static final long A_DAY_AFTER = NOON + 60_000 + Duration.ofDays(1).toMillis();

  @Test
  void whatComesInIsGivenOutOrRejected() {
    CountParsed parsed = new CountParsed();
    parsed.add(ParsedLine.of(request(NOON + 1_000, NOON)));
    parsed.add(ParsedLine.of(rejected(NOON + 2_000, "empty-line")));
    parsed.add(ParsedLine.of(rejected(NOON + 3_000, "empty-line")));
    parsed.add(ParsedLine.of(request(NOON + 61_000, NOON)));

    List<StageCounts> counts = new ArrayList<>();
    parsed.drain(new ListCollector<>(counts));

    assertThat(counts).extracting(count -> count.minute).containsExactly(NOON, NOON + 60_000);
    StageCounts first = counts.get(0);
    assertThat(first.in).isEqualTo(3);
    assertThat(first.out).isEqualTo(1);
    assertThat(first.rejected).containsOnly(Map.entry("empty-line", 2L));
    assertThat(parsed.size()).isZero();
  }

  @Test
  void inAReplayTheNewestEventTellsTheMinute() {
    CountParsed parsed = new CountParsed();
    parsed.add(ParsedLine.of(request(RawRecord.NO_ARRIVAL, NOON + 120_000)));
    parsed.add(ParsedLine.of(request(RawRecord.NO_ARRIVAL, NOON)));
    parsed.add(ParsedLine.of(rejected(RawRecord.NO_ARRIVAL, "unrecognised-format")));

    List<StageCounts> counts = new ArrayList<>();
    parsed.drain(new ListCollector<>(counts));

    assertThat(counts)
        .singleElement()
        .satisfies(
            count -> {
              assertThat(count.minute).isEqualTo(NOON + 120_000);
              assertThat(count.in).isEqualTo(3);
            });
  }

  @Test
  void lateAndFutureRequestsLeaveTrafficWithTheirReason() {
    CountEnriched enriched = new CountEnriched();
    AccessRequest late = request(NOON, NOON);
    late.late = true;
    AccessRequest future = request(NOON, NOON);
    future.future = true;
    AccessRequest missed = request(NOON, NOON);
    missed.place = Place.nowhere(Place.Status.MISS);
    enriched.add(late);
    enriched.add(future);
    enriched.add(missed);

    List<StageCounts> counts = new ArrayList<>();
    enriched.drain(new ListCollector<>(counts));

    assertThat(counts).extracting(count -> count.stage).containsExactly("enrich", "traffic");
    assertThat(counts.get(0).geoMisses).isEqualTo(1);
    StageCounts traffic = counts.get(1);
    assertThat(traffic.in).isEqualTo(3);
    assertThat(traffic.out).isEqualTo(1);
    assertThat(traffic.late).isEqualTo(1);
    assertThat(traffic.rejected).containsOnly(Map.entry("late", 1L), Map.entry("future", 1L));
  }

  @Test
  void countsOfAllSubtasksAddUpAndStateEnds() throws Exception {
    try (var merging = merging(false)) {
      merging.processElement(counts(3, 1), 0);
      merging.processElement(counts(2, 1), 0);

      assertThat(merging.extractOutputValues())
          .extracting(count -> count.in)
          .containsExactly(3L, 5L);
      assertThat(merging.extractOutputValues().get(1).rejected).containsEntry("empty-line", 2L);
      merging.processWatermark(A_DAY_AFTER);
      assertThat(merging.numKeyedStateEntries()).isZero();
      assertThat(merging.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aReplayGivesAMinuteOnceAfterItsEnd() throws Exception {
    try (var merging = merging(true)) {
      merging.processElement(counts(3, 0), 0);
      merging.processElement(counts(2, 0), 0);
      assertThat(merging.extractOutputValues()).isEmpty();

      merging.processWatermark(Long.MAX_VALUE);

      assertThat(merging.extractOutputValues())
          .singleElement()
          .satisfies(count -> assertThat(count.in).isEqualTo(5));
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, StageCounts, StageCounts> merging(
      boolean finalRowsOnly) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new MergeStageCounts(finalRowsOnly)),
            StageCounts::key,
            Types.STRING);
    // Operators hand on what they hold: the collector must not see later changes of it.
    harness.getExecutionConfig().enableObjectReuse();
    harness.open();
    return harness;
  }

  private static StageCounts counts(int in, int rejected) {
    StageCounts counts = new StageCounts("parse", NOON);
    counts.in = in;
    for (int i = 0; i < rejected; i++) {
      counts.reject("empty-line");
    }
    return counts;
  }

  private static AccessRequest request(long arrival, long timestamp) {
    AccessRequest request = new AccessRequest();
    request.arrival = arrival;
    request.timestamp = timestamp;
    return request;
  }

  private static Rejected rejected(long arrival, String reason) {
    return new Rejected("parse", reason, "", "access-logs", 0, 0, arrival, null, new byte[0]);
  }
}
