package io.sluice.loganalytics.traffic;

import static io.sluice.loganalytics.traffic.Granularity.HOUR;
import static io.sluice.loganalytics.traffic.Granularity.MINUTE;
import static io.sluice.loganalytics.traffic.Granularity.MONTH;
import static io.sluice.loganalytics.traffic.Granularity.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficWindowsTest {
  private static final long NOON = Instant.parse("2026-05-20T12:00:00Z").toEpochMilli();
  private static final long SECOND_LATER = NOON + 1_000;
  private static final long MINUTE_LATER = NOON + 60_000;

  private final TrafficWindows windows = windows(Integer.MAX_VALUE);
  private final Map<String, Long> rows = new HashMap<>();

  @Test
  void aRequestCountsOnceOnEveryLevel() {
    windows.add("a", NOON, requests(3));
    flush();

    assertThat(rows)
        .containsOnly(
            Map.entry("SECOND a " + NOON, 3L),
            Map.entry("MINUTE a " + NOON, 3L),
            Map.entry("HOUR a " + NOON, 3L),
            Map.entry("DAY a " + Instant.parse("2026-05-20T00:00:00Z").toEpochMilli(), 3L),
            Map.entry("WEEK a " + Instant.parse("2026-05-18T00:00:00Z").toEpochMilli(), 3L),
            Map.entry("MONTH a " + Instant.parse("2026-05-01T00:00:00Z").toEpochMilli(), 3L));
  }

  @Test
  void onlyWhatWasGainedGoesUp() {
    windows.add("a", NOON, requests(3));
    flush();
    windows.add("a", NOON, requests(2));
    windows.add("a", SECOND_LATER, requests(1));
    flush();
    windows.add("a", NOON, requests(1));
    flush();

    assertThat(rows).containsEntry("SECOND a " + NOON, 6L).containsEntry("MINUTE a " + NOON, 7L);
    assertThat(total(MONTH)).isEqualTo(7);
  }

  @Test
  void aFlushShowsOnlyWhatChanged() {
    windows.add("a", NOON, requests(1));
    windows.add("b", NOON, requests(1));
    flush();
    rows.clear();
    windows.add("b", NOON, requests(1));
    flush();

    assertThat(rows.keySet()).hasSize(6).allMatch(key -> key.contains(" b "));
  }

  @Test
  void valuesBeyondTheCapAreOtherOnTheirLevelAndAbove() {
    TrafficWindows capped = windows(2);
    for (String value : List.of("a", "b", "c", "d", "a")) {
      capped.add(value, NOON, requests(1));
    }
    capped.add("c", SECOND_LATER, requests(1));
    capped.flush(this::remember);

    assertThat(rows)
        .containsEntry("SECOND a " + NOON, 2L)
        .containsEntry("SECOND b " + NOON, 1L)
        .containsEntry("SECOND other " + NOON, 2L)
        .containsEntry("SECOND c " + SECOND_LATER, 1L)
        .doesNotContainKey("SECOND c " + NOON)
        // The minute had its two values when c came up.
        .containsEntry("MINUTE other " + NOON, 3L)
        .doesNotContainKey("MINUTE c " + NOON);
    assertThat(total(SECOND)).isEqualTo(6);
    assertThat(total(MONTH)).isEqualTo(6);
  }

  @Test
  void unknownNeverCountsAgainstTheCap() {
    TrafficWindows capped = windows(1);
    capped.add("a", NOON, requests(1));
    capped.add("unknown", NOON, requests(1));
    capped.flush(this::remember);

    assertThat(rows).containsEntry("SECOND unknown " + NOON, 1L);
  }

  @Test
  void aWindowEndsWithTheWatermarkThatPassesIt() {
    windows.add("a", NOON, requests(1));
    flush();
    List<String> gone = new ArrayList<>();

    windows.close(SECOND_LATER - 2, show(gone), row -> {});
    assertThat(gone).isEmpty();
    windows.close(SECOND_LATER - 1, show(gone), row -> {});
    assertThat(gone).containsExactly("SECOND a " + NOON);
    assertThat(windows.size()).isEqualTo(5);
  }

  @Test
  void nothingIsAddedToAWindowThatIsGone() {
    windows.add("a", NOON, requests(1));
    flush();
    windows.close(SECOND_LATER - 1, (g, s, v, t) -> {}, row -> {});

    assertThat(windows.add("a", NOON, requests(1))).isFalse();
    assertThat(windows.add("a", SECOND_LATER, requests(1))).isTrue();
    flush();
    assertThat(rows).containsEntry("SECOND a " + NOON, 1L).containsEntry("MINUTE a " + NOON, 2L);
  }

  @Test
  void everythingIsGoneAtTheEndOfTime() {
    windows.add("a", NOON, requests(1));
    windows.add("b", MINUTE_LATER, requests(1));
    flush();

    windows.close(Long.MAX_VALUE, (g, s, v, t) -> {}, row -> {});

    assertThat(windows.size()).isZero();
  }

  @Test
  void savesWhatChangedAndNamesWhatToForget() {
    windows.add("a", NOON, requests(1));
    windows.add("a", MINUTE_LATER, requests(1));
    flush();
    List<String> saved = new ArrayList<>();
    windows.save(1, name(saved));
    assertThat(saved).hasSize(8);

    saved.clear();
    windows.add("b", MINUTE_LATER, requests(1));
    flush();
    windows.save(1, name(saved));
    assertThat(saved).hasSize(6).allMatch(row -> row.contains(" b "));

    windows.add("c", NOON, requests(1));
    flush();
    List<String> forget = new ArrayList<>();
    windows.close(SECOND_LATER, (g, s, v, t) -> {}, name(forget));
    // c was never saved, so there is nothing of it to forget.
    assertThat(forget).containsExactly("SECOND a " + NOON);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void levelsAddUpWhateverTheOrderTheFlushesAndTheRestarts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TrafficWindows current = windows(5);
    long expected = 0;
    long watermark = NOON;
    for (int step = 0; step < 2_000; step++) {
      long second = Math.floorDiv(watermark + random.nextLong(180_000), 1000) * 1000 + 1000;
      int requests = 1 + random.nextInt(3);
      assertThat(current.add("v" + random.nextInt(9), second, requests(requests))).isTrue();
      expected += requests;
      if (random.nextInt(10) == 0) {
        current.flush(this::remember);
      }
      if (random.nextInt(50) == 0) {
        watermark += random.nextLong(30_000);
        current.flush(this::remember);
        current.close(watermark, (g, s, v, t) -> {}, row -> {});
      }
    }
    current.flush(this::remember);
    for (Granularity granularity : Granularity.values()) {
      assertThat(total(granularity)).as("seed %s, %s", seed, granularity).isEqualTo(expected);
    }
  }

  @Test
  void aRestoredRowGoesOnFromItsTotal() {
    windows.add("a", NOON, requests(4));
    flush();
    TrafficWindows restored = windows(Integer.MAX_VALUE);
    windows.save(1, row -> restore(row, restored));
    rows.clear();

    restored.add("a", NOON, requests(1));
    restored.flush(this::remember);

    assertThat(rows)
        .containsEntry("SECOND a " + NOON, 5L)
        .containsEntry("MINUTE a " + NOON, 5L)
        .containsEntry("HOUR a " + NOON, 5L);
    assertThat(total(HOUR)).isEqualTo(5);
    assertThat(total(MINUTE)).isEqualTo(5);
  }

  @Test
  void aLowerCapAfterARestartTakesNoRowAway() {
    TrafficWindows roomy = windows(3);
    for (String value : List.of("a", "b", "c", "d")) {
      roomy.add(value, NOON, requests(1));
    }
    roomy.flush((g, s, v, t) -> {});
    TrafficWindows narrow = windows(1);
    roomy.save(1, row -> restore(row, narrow));

    narrow.add("a", NOON, requests(1));
    narrow.add("e", NOON, requests(1));
    narrow.flush(this::remember);
    List<String> forgotten = new ArrayList<>();
    narrow.close(SECOND_LATER, (g, s, v, t) -> {}, name(forgotten));

    assertThat(rows)
        .containsEntry("SECOND a " + NOON, 2L)
        .containsEntry("SECOND other " + NOON, 2L)
        .containsEntry("MONTH other " + Instant.parse("2026-05-01T00:00:00Z").toEpochMilli(), 2L);
    assertThat(forgotten).hasSize(4);
  }

  private static TrafficWindows windows(int maxValues) {
    return new TrafficWindows(new WindowCalendar(ZoneOffset.UTC), maxValues, false);
  }

  private static TrafficTotals requests(int count) {
    TrafficTotals totals = new TrafficTotals();
    totals.requests = count;
    return totals;
  }

  private void flush() {
    windows.flush(this::remember);
  }

  private void remember(Granularity granularity, long start, String value, TrafficTotals totals) {
    rows.put(name(granularity, start, value), totals.requests);
  }

  private static TrafficWindows.RowVisitor show(List<String> names) {
    return (granularity, start, value, totals) -> names.add(name(granularity, start, value));
  }

  private static Consumer<OpenRow> name(List<String> names) {
    return row -> names.add(name(row.granularity(), row.window.start, row.value));
  }

  private static void restore(OpenRow row, TrafficWindows into) {
    TrafficTotals owed = row.owed() == null ? null : row.owed().copy();
    into.restore(row.granularity(), row.window.start, row.value, row.total.copy(), owed);
  }

  private static String name(Granularity granularity, long start, String value) {
    return granularity + " " + value + " " + start;
  }

  private long total(Granularity granularity) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().startsWith(granularity.name() + " "))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
