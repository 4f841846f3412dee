package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.RuleBook;

/**
 * What the detector has before it: a device's row, the rules that it is judged by, and when that
 * is. One for all calls, so that nothing is made per event.
 */
final class Subject {
  private final long tolerance;

  RuleBook book = RuleBook.empty();
  String deviceId;
  DeviceRow row;

  /** The wall clock; Long.MIN_VALUE where it has no say. */
  private long recordedAt;

  /**
   * @param tolerance L in milliseconds
   */
  Subject(long tolerance) {
    this.tolerance = tolerance;
  }

  void turnTo(String id, DeviceRow device, long at) {
    deviceId = id;
    row = device;
    recordedAt = at;
    if (row.book != book) {
      row.book = book;
      row.log.resolve(book);
    }
  }

  /** Nothing will be put before it: what is older came beyond the tolerance. */
  long horizon() {
    return row.clock == DeviceRow.NOT_YET ? 0 : Math.max(0, row.clock - tolerance);
  }

  /** The first millisecond whose deadlines have not been judged. */
  long notPassed() {
    return row.passed == DeviceRow.NOT_YET ? 0 : row.passed + 1;
  }

  /** When a message about a time is found out; in a replay the time itself or the device's. */
  long recordedAt(long ts) {
    return recordedAt == Long.MIN_VALUE ? Math.max(ts, row.clock) : recordedAt;
  }
}
