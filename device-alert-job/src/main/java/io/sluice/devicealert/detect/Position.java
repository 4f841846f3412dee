package io.sluice.devicealert.detect;

/**
 * A place in the order of a device's events: by (ts, seq, eventId). What no event marks, a deadline
 * or the end of a rule, stands before all events of its millisecond.
 */
public record Position(long ts, long seq, String eventId) implements Comparable<Position> {

  /** Before all events of that millisecond. */
  public static Position before(long ts) {
    return new Position(ts, Long.MIN_VALUE, "");
  }

  @Override
  public int compareTo(Position other) {
    return compare(ts, seq, eventId, other.ts, other.seq, other.eventId);
  }

  static int compare(long ts, long seq, String id, long otherTs, long otherSeq, String otherId) {
    if (ts != otherTs) {
      return ts < otherTs ? -1 : 1;
    }
    if (seq != otherSeq) {
      return seq < otherSeq ? -1 : 1;
    }
    return id.compareTo(otherId);
  }

  public boolean isBefore(Position other) {
    return compareTo(other) < 0;
  }
}
