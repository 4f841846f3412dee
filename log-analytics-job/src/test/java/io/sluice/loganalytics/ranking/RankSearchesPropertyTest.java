package io.sluice.loganalytics.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.state.StateConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random searches and clicks, out of order and twice, through the cohort engine on RocksDB, with
 * checkpoints, and deaths after which it goes on from the last one with 1, 2 or 4 subtasks, other
 * bounds, or no rows in heap: what it says in the end is what the definition says, once.
 */
class RankSearchesPropertyTest {
  private static final long NANOS = 6_000_000_000L;
  private static final int LEAST_RUNS = 4;

  @Test
  void saysWhatTheDefinitionSaysWhateverHappensBetween() throws Exception {
    long end = System.nanoTime() + NANOS;
    SplittableRandom seeds = new SplittableRandom(System.nanoTime());
    Set<String> reasons = new TreeSet<>();
    for (int run = 0; run < LEAST_RUNS || System.nanoTime() < end; run++) {
      reasons.addAll(run(seeds.nextLong()));
    }
    assertThat(reasons)
        .as("what the random events came to")
        .containsExactly(Reasons.DUPLICATE_SEARCH, Reasons.LATE_CLICK, Reasons.ORPHAN_CLICK);
  }

  /** Gives the reasons for which events were left out. */
  private static Set<String> run(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Duration memory = Duration.ofMinutes(5 * random.nextInt(4));
    List<SearchEvent> events = new RandomSearches(random).events(60);
    Buckets.Snapshot safe = null;
    int safeAt = 0;
    Buckets buckets = start(random, memory, null);
    try {
      long largest = Long.MIN_VALUE;
      int deaths = 2;
      for (int at = 0; at < events.size(); at++) {
        largest = at == 0 ? Long.MIN_VALUE : Math.max(largest, events.get(at - 1).ts);
        int happens = random.nextInt(200);
        if (happens < 60 && at > 0) {
          buckets.advance(largest - RandomSearches.LATENESS - 1);
        } else if (happens < 64) {
          safe = buckets.snapshot();
          safeAt = at;
        } else if (happens == 64 && deaths > 0) {
          deaths--;
          buckets.close();
          buckets = start(random, memory, safe);
          at = safe == null ? 0 : safeAt;
          largest = Long.MIN_VALUE;
        }
        buckets.take(events.get(at));
      }
      buckets.advance(Long.MAX_VALUE);

      NaiveRanking naive = new NaiveRanking(memory.toMillis(), events);
      List<String> scores = new ArrayList<>(buckets.scores);
      scores.sort(null);
      assertThat(scores).as("seed %s", seed).isEqualTo(naive.scores);
      assertThat(buckets.leftOut).as("seed %s: none twice", seed).doesNotHaveDuplicates();
      assertThat(new TreeSet<>(buckets.leftOut)).as("seed %s", seed).isEqualTo(naive.leftOut);
      assertThat(buckets.left()).as("seed %s: state and timers left", seed).isZero();
      return naive.leftOut.stream()
          .map(each -> each.substring(0, each.indexOf(' ')))
          .collect(Collectors.toSet());
    } finally {
      buckets.close();
    }
  }

  private static Buckets start(SplittableRandom random, Duration memory, Buckets.Snapshot from)
      throws Exception {
    int[] parallelism = {1, 2, 4};
    long[] heap = {0, 4_000, 1 << 20};
    StateConfig state =
        random.nextInt(6) == 0
            ? null
            : new StateConfig(true, heap[random.nextInt(heap.length)], 1 + random.nextInt(100));
    return new Buckets(parallelism[random.nextInt(parallelism.length)], memory, state, from);
  }
}
