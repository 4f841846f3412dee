package io.sluice.common.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class PatientUpsertsTest {
  private static final int BATCH = 20;
  private static final int BUFFER = 50;
  private static final String CONNECTION_LOST = "08006";
  private static final String TABLE_MISSING = "42P01";

  private final FakeStore store = new FakeStore();
  private final UpsertMetrics metrics = new UpsertMetrics(new UnregisteredMetricsGroup());
  private final List<Long> pauses = new ArrayList<>();
  private Runnable duringPause = () -> {};
  private long now = 1_000_000;

  private final PatientUpserts upserts =
      new PatientUpserts(
          "counts",
          store,
          BATCH,
          BUFFER,
          new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new SplittableRandom(1)),
          () -> now,
          this::pause,
          metrics);

  @Test
  void theLastVersionOfAKeyIsWrittenOnce() throws Exception {
    upserts.add(row("a", 0, 1));
    upserts.add(row("a", 0, 3));
    upserts.add(row("a", 0, 2));
    upserts.flush();

    assertThat(store.rows.values()).containsExactly(row("a", 0, 3));
    assertThat(store.batches).containsExactly(1);
    assertThat(metrics.coalesced.getCount()).isEqualTo(2);
    assertThat(metrics.written.getCount()).isEqualTo(1);
  }

  @Test
  void generationComesBeforeWhatWasMerged() throws Exception {
    upserts.add(row("a", 2, 1));
    upserts.add(row("a", 1, 100));
    upserts.flush();

    assertThat(store.rows.values()).containsExactly(row("a", 2, 1));
  }

  @Test
  void countsWhatTheGuardRefuses() throws Exception {
    upserts.add(row("a", 0, 5));
    upserts.add(row("b", 0, 5));
    upserts.flush();
    upserts.add(row("a", 0, 4));
    upserts.add(row("b", 0, 6));
    upserts.flush();

    assertThat(metrics.refused.getCount()).isEqualTo(1);
    assertThat(metrics.written.getCount()).isEqualTo(3);
  }

  @Test
  void aFullBatchDoesNotWaitForTheNextTick() throws Exception {
    addKeys(0, BATCH - 1);
    assertThat(store.calls).isZero();

    addKeys(BATCH - 1, BATCH);

    assertThat(store.rows).hasSize(BATCH);
  }

  @Test
  void takesRowsInDuringAnOutageAndTriesLessAndLessOften() throws Exception {
    store.fault = CONNECTION_LOST;
    upserts.add(row("a", 0, 1));
    for (int tick = 0; tick < 600; tick++) {
      upserts.tryToWrite();
      now += 100;
    }

    // A minute: at most 100 + 200 + … up to 5 s between tries, at least half of that.
    assertThat(store.calls).isBetween(15, 35);
    assertThat(metrics.retries.getCount()).isEqualTo(store.calls);
    assertThat(pauses).isEmpty();
    assertThat(upserts.away()).isTrue();
  }

  @Test
  void afterTheOutageEverythingIsThere() throws Exception {
    store.fault = CONNECTION_LOST;
    addKeys(0, BUFFER - 1);
    store.fault = null;
    now += 10_000;
    upserts.tryToWrite();

    assertThat(store.rows).hasSize(BUFFER - 1);
    assertThat(upserts.away()).isFalse();
    assertThat(metrics.written.getCount()).isEqualTo(BUFFER - 1);
  }

  @Test
  void aFullBufferHoldsItsCallerBackUntilTheDatabaseIsBack() throws Exception {
    store.fault = CONNECTION_LOST;
    addKeys(0, BUFFER - 1);
    assertThat(pauses).isEmpty();
    duringPause = () -> store.fault = pauses.size() < 30 ? CONNECTION_LOST : null;

    addKeys(BUFFER - 1, BUFFER);

    assertThat(pauses).hasSize(30).allMatch(millis -> millis <= 5_000);
    assertThat(store.rows).hasSize(BUFFER);
  }

  @Test
  void theBarrierWaitsUntilTheDatabaseIsBack() throws Exception {
    store.fault = CONNECTION_LOST;
    upserts.add(row("a", 0, 1));
    duringPause = () -> store.fault = pauses.size() < 3 ? CONNECTION_LOST : null;

    upserts.flush();

    assertThat(pauses).hasSize(3);
    assertThat(store.rows).hasSize(1);
  }

  @Test
  void aCancelledTaskIsNotHeldBack() throws Exception {
    store.fault = CONNECTION_LOST;
    upserts.add(row("a", 0, 1));
    duringPause = () -> Thread.currentThread().interrupt();

    assertThatThrownBy(upserts::flush).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aPoisonedRowDoesNotTakeItsNeighboursAlong() throws Exception {
    store.refusedKeys.add("key-7");
    store.refusedKeys.add("key-11");

    addKeys(0, BATCH);
    upserts.flush();

    assertThat(store.rows).hasSize(BATCH - 2);
    assertThat(metrics.poisoned.getCount()).isEqualTo(2);
    assertThat(metrics.written.getCount()).isEqualTo(BATCH - 2);
  }

  @Test
  void aRowIsPoisonedOnceEvenIfTheDatabaseGoesAwayMeanwhile() throws Exception {
    store.refusedKeys.add("key-0");
    upserts.add(row("key-0", 0, 1));
    upserts.add(row("key-1", 0, 1));
    upserts.tryToWrite();
    store.fault = CONNECTION_LOST;
    upserts.add(row("key-2", 0, 1));
    upserts.tryToWrite();
    store.fault = null;
    upserts.flush();

    assertThat(metrics.poisoned.getCount()).isEqualTo(1);
    assertThat(store.rows).hasSize(2);
  }

  @Test
  void aTableThatFitsNoRowFailsTheJob() throws Exception {
    for (int i = 0; i < BATCH; i++) {
      store.refusedKeys.add("key-" + i);
    }

    assertThatThrownBy(() -> addKeys(0, BATCH))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("counts")
        .hasMessageContaining("refused every one of 20 rows");
  }

  @Test
  void aMissingTableFailsTheJobAndSaysWhich() throws Exception {
    store.fault = TABLE_MISSING;
    upserts.add(row("a", 0, 1));

    assertThatThrownBy(upserts::flush)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("counts")
        .hasMessageContaining("42P01");
  }

  private void pause(long millis) throws InterruptedException {
    pauses.add(millis);
    now += millis;
    duringPause.run();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void addKeys(int from, int to) throws IOException, InterruptedException {
    for (int i = from; i < to; i++) {
      upserts.add(row("key-" + i, 0, 1));
    }
  }

  private static TableRow row(String key, int generation, long merged) {
    return Counts.TABLE.row(new Object[] {key, 1L, generation, merged});
  }
}
