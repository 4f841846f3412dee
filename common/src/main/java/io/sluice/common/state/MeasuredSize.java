package io.sluice.common.state;

/**
 * The size of one value as it was last measured, and when to measure it again. To measure costs as
 * much as to write, so it is done when the value is new and then after 1, 2, 4 … at most 64
 * updates, beginning anew whenever it has grown by more than a quarter.
 */
abstract class MeasuredSize {
  private static final int MOST_UPDATES_BETWEEN = 64;

  private int bytes;
  private int between = 1;
  private int left = 1;

  /** As last measured. */
  final int bytes() {
    return bytes;
  }

  /** Counts an update; true if it is time to measure. */
  final boolean updated() {
    return --left <= 0;
  }

  /** Takes a new measure and says what to add to the sums. */
  final int measured(int now) {
    int growth = now - bytes;
    between = growth > bytes / 4 ? 1 : Math.min(between * 2, MOST_UPDATES_BETWEEN);
    left = between;
    bytes = now;
    return growth;
  }
}
