package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.junit.jupiter.api.Test;

/**
 * Random steps for a few keys, with random bounds, against plain maps: between them watermarks,
 * checkpoints that complete or are aborted, savepoints, and deaths after which the job goes on from
 * its last checkpoint with another parallelism, other bounds, or without rows in heap at all.
 */
class WriteBehindPropertyTest {
  private static final long NANOS = 12_000_000_000L;
  private static final int STEPS = 3_000;
  private static final int LEAST_RUNS = 3;

  @Test
  void saysWhatPlainMapsSayWhateverHappensBetween() throws Exception {
    long end = System.nanoTime() + NANOS;
    SplittableRandom seeds = new SplittableRandom(System.nanoTime());
    for (int run = 0; run < LEAST_RUNS || System.nanoTime() < end; run++) {
      run(seeds.nextLong());
    }
  }

  private static void run(long seed) throws Exception {
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    LedgerModel model = new LedgerModel();
    LedgerModel safeModel = model.copy();
    Subtasks.Snapshot safe = null;
    Subtasks subtasks = start(random, null);
    Step step = new Step();
    long watermark = 0;
    long safeWatermark = 0;
    try {
      for (int number = 0; number < STEPS; number++) {
        int event = random.nextInt(1_000);
        if (event < 960) {
          fill(step, random, watermark);
          List<String> said = subtasks.take(step);
          assertThat(said).as("seed %s, step %s", seed, number).containsExactly(model.take(step));
          // The sender reuses its object.
          step.key.setValue("nobody");
        } else if (event < 985) {
          watermark += random.nextInt(8);
          assertThat(subtasks.advance(watermark))
              .as("seed %s, timers to %s", seed, watermark)
              .containsExactlyInAnyOrderElementsOf(model.advance(watermark));
        } else if (event < 989) {
          subtasks.snapshot(any(random, Subtasks.SNAPSHOTS));
          subtasks.abort();
        } else if (event < 996) {
          safe = subtasks.snapshot(any(random, Subtasks.SNAPSHOTS));
          subtasks.complete();
          safeModel = model.copy();
          safeWatermark = watermark;
        } else if (event < 998) {
          // The heap is gone, and all since the checkpoint with it.
          subtasks.close();
          subtasks = start(random, safe);
          model = safeModel.copy();
          watermark = safeWatermark;
        }
      }
      assertThat(subtasks.advance(Long.MAX_VALUE))
          .as("seed %s, at the end", seed)
          .containsExactlyInAnyOrderElementsOf(model.advance(Long.MAX_VALUE));
    } finally {
      subtasks.close();
    }
  }

  private static Subtasks start(SplittableRandom random, Subtasks.Snapshot from) throws Exception {
    StateConfig config =
        new StateConfig(
            true,
            any(random, List.of(0L, 1_500L, 4_000L, 1_000_000L)),
            any(random, List.of(1, 3, 1_000)));
    boolean plain = random.nextInt(6) == 0;
    Supplier<OneInputStreamOperator<Step, String>> operators =
        plain
            ? () -> new KeyedProcessOperator<>(new Ledger())
            : () -> new WriteBehindOperator<>(new Ledger(), config);
    return new Subtasks(any(random, List.of(1, 2, 4)), operators, from);
  }

  private static void fill(Step step, SplittableRandom random, long watermark) {
    String key = "key" + random.nextInt(1 + random.nextInt(12));
    Step.Kind kind = any(random, List.of(Step.Kind.values()));
    boolean timer = kind == Step.Kind.SET_TIMER || kind == Step.Kind.UNSET_TIMER;
    long place = timer ? watermark + 1 + random.nextInt(10) : random.nextInt(8);
    step.set(key, kind, place, random.nextInt(100));
  }

  private static <T> T any(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
