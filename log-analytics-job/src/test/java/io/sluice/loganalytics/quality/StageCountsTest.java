package io.sluice.loganalytics.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.geo.Place;
import io.sluice.common.reject.Rejected;
import io.sluice.common.time.EventTimed;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Customer;
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
    parsed.add(at(NOON + 1_000, ParsedLine.of(new AccessRequest())));
    parsed.add(at(NOON + 2_000, ParsedLine.of(rejected("empty-line"))));
    parsed.add(at(NOON + 3_000, ParsedLine.of(rejected("empty-line"))));
    parsed.add(at(NOON + 61_000, ParsedLine.of(new AccessRequest())));

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
  void whatComesBeforeTheFirstReadableEventIsInMinuteZero() {
    CountParsed parsed = new CountParsed();
    parsed.add(at(EventTimed.NO_TIMESTAMP, ParsedLine.of(rejected("empty-line"))));

    List<StageCounts> counts = new ArrayList<>();
    parsed.drain(new ListCollector<>(counts));

    assertThat(counts).extracting(count -> count.minute).containsExactly(0L);
  }

  @Test
  void lateAndFutureRequestsLeaveTrafficWithTheirReason() {
    CountEnriched enriched = new CountEnriched(List.of("enrich", "traffic"));
    AccessRequest late = request();
    late.late = true;
    AccessRequest future = request();
    future.future = true;
    AccessRequest missed = request();
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
  void theLookupIsAStageWhereThereIsOne() {
    CountEnriched enriched = new CountEnriched(List.of("enrich", "lookup", "traffic"));
    AccessRequest known = request();
    known.customer = new Customer("Acme", "gold");
    AccessRequest unknown = request();
    unknown.customer = Customer.UNKNOWN;
    enriched.add(known);
    enriched.add(unknown);

    List<StageCounts> counts = new ArrayList<>();
    enriched.drain(new ListCollector<>(counts));

    assertThat(counts)
        .extracting(count -> count.stage)
        .containsExactly("enrich", "lookup", "traffic");
    assertThat(counts.get(1).in).isEqualTo(2);
    assertThat(counts.get(1).out).isEqualTo(2);
  }

  @Test
  void countsOfAllSubtasksAddUpAndStateEnds() throws Exception {
    try (var merging = merging(true)) {
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
  void aMinuteIsGivenOutOnceItIsOver() throws Exception {
    try (var merging = merging(false)) {
      merging.processElement(counts(3, 0), 0);
      merging.processElement(counts(2, 0), 0);
      merging.processWatermark(NOON + 59_998);
      assertThat(over(merging)).isEmpty();

      merging.processWatermark(NOON + 59_999);

      assertThat(over(merging)).containsExactly(5L);
      assertThat(merging.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void whatComesFromAPartitionThatWasIdleIsAddedAndToldAgain() throws Exception {
    try (var merging = merging(false)) {
      merging.processElement(counts(3, 0), 0);
      merging.processWatermark(NOON + 600_000);

      merging.processElement(counts(2, 0), 0);

      assertThat(over(merging)).containsExactly(3L, 5L);
    }
  }

  private static List<Long> over(
      KeyedOneInputStreamOperatorTestHarness<String, StageCounts, StageCounts> merging) {
    var over = merging.getSideOutput(MergeStageCounts.OVER);
    return over == null ? List.of() : over.stream().map(each -> each.getValue().in).toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, StageCounts, StageCounts> merging(
      boolean asTheyGrow) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new MergeStageCounts(asTheyGrow)),
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

  private static ParsedLine at(long progress, ParsedLine line) {
    line.setProgress(progress);
    return line;
  }

  private static AccessRequest request() {
    AccessRequest request = new AccessRequest();
    request.progress = NOON;
    return request;
  }

  private static Rejected rejected(String reason) {
    return new Rejected("parse", reason, "", "access-logs", 0, 0, NOON, null, new byte[0]);
  }
}
