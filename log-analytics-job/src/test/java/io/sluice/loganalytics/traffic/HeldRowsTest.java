package io.sluice.loganalytics.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values near the cap, and what a failure makes of them. */
class HeldRowsTest {
  private static final long NOON = Instant.parse("2026-05-20T12:00:00Z").toEpochMilli();
  private static final TrafficWindows.RowVisitor NOBODY = (granularity, start, value, totals) -> {};

  private final Map<String, Long> shown = new HashMap<>();

  @Test
  void aValueInTheSecondHalfOfThePlacesWaitsForItsCheckpoint() {
    TrafficWindows windows = windows(4);
    for (String value : List.of("a", "b", "c", "d", "e")) {
      windows.add(value, NOON, request());
    }
    windows.flush(this::show);
    assertThat(shown.keySet()).containsOnly("SECOND a " + NOON, "SECOND b " + NOON);

    windows.save(7, row -> {});
    windows.settle(6);
    windows.flush(this::show);
    assertThat(shown).hasSize(2);

    windows.settle(7);
    windows.flush(this::show);
    assertThat(shown).containsEntry("SECOND c " + NOON, 1L).containsEntry("SECOND d " + NOON, 1L);
    assertThat(shown).containsEntry("SECOND other " + NOON, 1L);
    assertThat(shown).containsEntry("MINUTE a " + NOON, 1L).containsEntry("MINUTE b " + NOON, 1L);
    // The minute has seen c and d only now.
    assertThat(shown).doesNotContainKeys("MINUTE c " + NOON, "MINUTE other " + NOON);
  }

  @Test
  void whereThereIsRoomAValueIsShownAtOnce() {
    TrafficWindows windows = windows(10);
    windows.add("a", NOON, request());
    windows.flush(this::show);
    for (int checkpoint = 1; checkpoint <= 5; checkpoint++) {
      windows.save(checkpoint, row -> {});
      windows.settle(checkpoint);
      windows.flush(this::show);
    }
    assertThat(shown).hasSize(6);

    windows.add("b", NOON + 1_000, request());
    windows.flush(this::show);

    assertThat(shown).hasSize(12);
  }

  @Test
  void behindACrowdedWindowEveryNewValueWaits() {
    TrafficWindows windows = windows(4);
    for (String value : List.of("a", "b", "c")) {
      windows.add(value, NOON, request());
    }
    windows.add("a", NOON + 1_000, request());
    windows.flush(this::show);

    assertThat(shown).doesNotContainKey("SECOND a " + (NOON + 1_000));
  }

  @Test
  void aRowAdmittedAfterTheBarrierIsNotSettledByIt() {
    TrafficWindows windows = windows(2);
    windows.add("a", NOON, request());
    windows.save(1, row -> {});
    windows.add("b", NOON, request());
    windows.settle(1);
    windows.flush(this::show);

    assertThat(shown).doesNotContainKey("SECOND b " + NOON);
    assertThat(windows.held()).isEqualTo(1);
  }

  @Test
  void aRowThatWaitedIsShownWhenItComesBack() {
    TrafficWindows windows = windows(4);
    windows.add("a", NOON, request());
    TrafficWindows restored = windows;
    for (int checkpoint = 1; checkpoint <= 5; checkpoint++) {
      windows = restored;
      windows.flush(this::show);
      TrafficWindows next = windows(4);
      windows.save(
          checkpoint,
          row ->
              next.restore(
                  row.granularity(),
                  row.window.start,
                  row.value,
                  row.total.copy(),
                  row.owed() == null ? null : row.owed().copy()));
      restored = next;
    }
    restored.flush(this::show);

    assertThat(shown).hasSize(6).allSatisfy((row, requests) -> assertThat(requests).isEqualTo(1));
  }

  @Test
  void aWindowWaitsForItsHeldRows() {
    TrafficWindows windows = windows(2);
    windows.add("a", NOON, request());
    windows.add("b", NOON, request());
    windows.flush(this::show);
    windows.close(NOON + 1_000, NOBODY, row -> {});
    assertThat(windows.add("b", NOON, request())).isFalse();
    for (int checkpoint = 1; checkpoint <= 6; checkpoint++) {
      windows.save(checkpoint, row -> {});
      windows.settle(checkpoint);
      windows.flush(this::show);
      windows.close(NOON + 1_000 + checkpoint, NOBODY, row -> {});
    }

    assertThat(shown).containsEntry("SECOND b " + NOON, 1L).containsEntry("MINUTE b " + NOON, 1L);
    // Both are gone from the second, and stay on the five levels above.
    assertThat(windows.size()).isEqualTo(10);
    assertThat(windows.held()).isZero();
  }

  @Test
  void atTheEndOfTimeNothingWaits() {
    TrafficWindows windows = windows(1);
    windows.add("a", NOON, request());
    windows.add("b", NOON, request());
    windows.flushToTheEnd(this::show);
    windows.close(Long.MAX_VALUE, NOBODY, row -> {});

    assertThat(shown).hasSize(12);
    assertThat(windows.size()).isZero();
  }

  /**
   * A table that takes no row back to fewer requests, a job that is killed at any moment and reads
   * again from its last checkpoint, the requests in an order a little different each time: every
   * level adds up to the requests, so that none stands in two rows.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noRequestStandsInTwoRowsHoweverOftenTheJobIsKilled(long seed) {
    Killed killed = new Killed(new SplittableRandom(seed));
    killed.run(6_000);

    EnumMap<Granularity, Long> sums = new EnumMap<>(Granularity.class);
    killed.table.forEach(
        (row, requests) ->
            sums.merge(
                Granularity.valueOf(row.substring(0, row.indexOf(' '))), requests, Long::sum));
    assertThat(sums).as("seed %s, %s kills", seed, killed.kills).hasSize(6);
    assertThat(sums)
        .as("seed %s, %s kills", seed, killed.kills)
        .allSatisfy((granularity, requests) -> assertThat(requests).isEqualTo(6_000L));
    assertThat(killed.kills).isPositive();
  }

  private static TrafficWindows windows(int maxValues) {
    return new TrafficWindows(new WindowCalendar(ZoneOffset.UTC), maxValues, true);
  }

  private static TrafficTotals request() {
    TrafficTotals totals = new TrafficTotals();
    totals.requests = 1;
    return totals;
  }

  private void show(Granularity granularity, long start, String value, TrafficTotals totals) {
    shown.put(granularity + " " + value + " " + start, totals.requests);
  }

  /** Keyed state as the operator keeps it. */
  private record Saved(
      Map<RowKey, TrafficTotals> rows,
      Map<RowKey, TrafficTotals> owed,
      long closedUntil,
      int position) {
    Saved copy() {
      return new Saved(new HashMap<>(rows), new HashMap<>(owed), closedUntil, position);
    }
  }

  /**
   * A job over 40 ms of event time a request, read in blocks whose inner order is left to chance.
   */
  private static final class Killed {
    private static final int MAX_VALUES = 8;
    private static final int VALUES = 14;
    // Fewer than half the places, so that nobody in the first half is overtaken by them all.
    private static final int BLOCK = 4;
    private static final long STEP = 40;
    private static final long LATENESS = 2_000;

    private final SplittableRandom random;
    private final Map<String, Long> table = new HashMap<>();
    private final Map<Integer, String> values = new HashMap<>();
    private Saved state = new Saved(new HashMap<>(), new HashMap<>(), Long.MIN_VALUE, 0);
    private Saved complete = state.copy();
    private int checkpoint;
    private TrafficWindows windows = windows(MAX_VALUES);
    private int kills;

    Killed(SplittableRandom random) {
      this.random = random;
    }

    void run(int requests) {
      int position = 0;
      Saved pending = null;
      while (position < requests) {
        for (int at : block(position, requests)) {
          String value = values.computeIfAbsent(at, key -> "v" + random.nextInt(VALUES));
          assertThat(windows.add(value, (NOON + at * STEP) / 1_000 * 1_000, request())).isTrue();
        }
        position = Math.min(position + BLOCK, requests);
        int chance = random.nextInt(400);
        if (chance < 160) {
          windows.flush(this::write);
        } else if (chance < 240) {
          close(NOON + position * STEP - LATENESS);
        } else if (chance < 280 && pending == null && position - state.position >= 200) {
          pending = save(position);
        } else if (chance < 320 && pending != null) {
          complete = pending;
          pending = null;
          windows.settle(checkpoint);
        } else if (chance == 320) {
          position = kill();
          pending = null;
        }
      }
      windows.flushToTheEnd(this::write);
    }

    private List<Integer> block(int from, int requests) {
      List<Integer> block = new ArrayList<>();
      for (int at = from; at < Math.min(from + BLOCK, requests); at++) {
        block.add(random.nextInt(block.size() + 1), at);
      }
      return block;
    }

    private void write(Granularity granularity, long start, String value, TrafficTotals totals) {
      table.merge(granularity + " " + value + " " + start, totals.requests, Math::max);
    }

    private void close(long watermark) {
      windows.flush(this::write);
      windows.close(
          watermark,
          NOBODY,
          row -> {
            state.rows.remove(RowKey.of(row));
            state.owed.remove(RowKey.of(row));
          });
    }

    private Saved save(int position) {
      windows.flush(this::write);
      windows.save(
          ++checkpoint,
          row -> {
            state.rows.put(RowKey.of(row), row.total.copy());
            if (row.owed() != null) {
              state.owed.put(RowKey.of(row), row.owed().copy());
            } else if (row.isStoredOwed()) {
              state.owed.remove(RowKey.of(row));
            }
          });
      state = new Saved(state.rows, state.owed, windows.closedUntil(), position);
      return state.copy();
    }

    private int kill() {
      kills++;
      state = complete.copy();
      windows = windows(MAX_VALUES);
      windows.restoreClosedUntil(state.closedUntil);
      state.rows.forEach(
          (key, totals) ->
              windows.restore(
                  key.granularity(),
                  key.windowStart(),
                  key.value(),
                  totals.copy(),
                  state.owed.containsKey(key) ? state.owed.get(key).copy() : null));
      return state.position;
    }
  }
}
