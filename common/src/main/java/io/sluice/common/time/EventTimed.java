package io.sluice.common.time;

/** A record that may carry an event time and knows where it came from; see {@code Lateness}. */
public interface EventTimed {
  /** The timestamp of a record that has none, such as a reject. It never moves a watermark. */
  long NO_TIMESTAMP = Long.MIN_VALUE;

  /** Event time in epoch milliseconds, or {@link #NO_TIMESTAMP}. */
  long timestamp();

  /** When the broker took the record in, epoch milliseconds; RawRecord.NO_ARRIVAL in a replay. */
  long arrival();

  /** Topic or file name the record came from. */
  String topic();

  int partition();

  /**
   * The least event time that files still unread may hold, or Long.MAX_VALUE where nothing is
   * pending: a replay of overlapping files holds its watermark back to it.
   */
  default long pendingFrom() {
    return Long.MAX_VALUE;
  }

  /**
   * How far the record's partition or file has come: the newest event time up to and including it
   * that counted. A record that does not count (a reject, one ahead of its time) is put as long
   * after the newest one as it arrived after it, so that garbage does not make time stand still.
   * {@link #NO_TIMESTAMP} while nothing is known. Set by {@link JudgeLateness}; the same at any
   * parallelism.
   */
  default long progress() {
    return NO_TIMESTAMP;
  }

  default void setProgress(long progress) {}

  /** Marks the record as beyond the tolerance; it is never dropped for it. */
  void markLate();

  /** Marks the record as ahead of its arrival by more than {@code max-future}. */
  void markFuture();

  boolean late();

  boolean future();
}
