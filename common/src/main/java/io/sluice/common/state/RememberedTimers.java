package io.sluice.common.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.util.function.BiConsumerWithException;

/**
 * Flink's own timers, which are keyed state and so are in every checkpoint by themselves. Each row
 * remembers the last two event-time timers of its key: to register one again, as many functions do
 * with every event, would change nothing and costs an access to RocksDB.
 *
 * <p>For one timer service with one namespace, which is what a process function has.
 */
final class RememberedTimers<N> implements InternalTimerService<N> {
  private final InternalTimerService<N> timers;
  private final HeapRows<?> rows;

  private RememberedTimers(InternalTimerService<N> timers, HeapRows<?> rows) {
    this.timers = timers;
    this.rows = rows;
  }

  /** The timers themselves where no rows are kept. */
  static <N> InternalTimerService<N> over(InternalTimerService<N> timers, HeapRows<?> rows) {
    return rows == null ? timers : new RememberedTimers<>(timers, rows);
  }

  @Override
  public void registerEventTimeTimer(N namespace, long time) {
    Row<?> row = row();
    if (!row.knowsTimer(time)) {
      timers.registerEventTimeTimer(namespace, time);
      row.timerSet(time);
    }
  }

  @Override
  public void deleteEventTimeTimer(N namespace, long time) {
    Row<?> row = row();
    timers.deleteEventTimeTimer(namespace, time);
    row.timerGone(time);
  }

  @Override
  public void registerProcessingTimeTimer(N namespace, long time) {
    // Timers may keep the key: it has to be the row's own.
    row();
    timers.registerProcessingTimeTimer(namespace, time);
  }

  @Override
  public void deleteProcessingTimeTimer(N namespace, long time) {
    timers.deleteProcessingTimeTimer(namespace, time);
  }

  private Row<?> row() {
    try {
      return rows.current();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long currentProcessingTime() {
    return timers.currentProcessingTime();
  }

  @Override
  public long currentWatermark() {
    return timers.currentWatermark();
  }

  @Override
  public void initializeWatermark(long watermark) {
    timers.initializeWatermark(watermark);
  }

  @Override
  public void forEachEventTimeTimer(BiConsumerWithException<N, Long, Exception> consumer)
      throws Exception {
    timers.forEachEventTimeTimer(consumer);
  }

  @Override
  public void forEachProcessingTimeTimer(BiConsumerWithException<N, Long, Exception> consumer)
      throws Exception {
    timers.forEachProcessingTimeTimer(consumer);
  }
}
