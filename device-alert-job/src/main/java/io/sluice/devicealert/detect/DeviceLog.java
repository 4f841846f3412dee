package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.Kind;
import io.sluice.devicealert.rule.RuleBook;
import java.util.Arrays;
import java.util.Objects;

/**
 * The events of one device that may still matter, in their order, each id once. Columns side by
 * side: a look back is a walk over a few arrays.
 */
final class DeviceLog {
  private static final int FIRST_CAPACITY = 8;

  private int size;
  private long[] ts = new long[FIRST_CAPACITY];
  private long[] seq = new long[FIRST_CAPACITY];
  private String[] id = new String[FIRST_CAPACITY];

  /** Of the ids, so that a search need not look at the texts. */
  private int[] hash = new int[FIRST_CAPACITY];

  private EventType[] type = new EventType[FIRST_CAPACITY];
  private String[] code = new String[FIRST_CAPACITY];

  /** What the rules have to do with it, of one book; not part of the state. */
  private Kind[] kind = new Kind[FIRST_CAPACITY];

  int size() {
    return size;
  }

  long ts(int at) {
    return ts[at];
  }

  long seq(int at) {
    return seq[at];
  }

  String id(int at) {
    return id[at];
  }

  EventType type(int at) {
    return type[at];
  }

  String code(int at) {
    return code[at];
  }

  Kind kind(int at) {
    return kind[at];
  }

  Position position(int at) {
    return new Position(ts[at], seq[at], id[at]);
  }

  /** The first entry at or behind a place; size() if there is none. */
  int from(Position position) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, position) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int at, Position position) {
    return Position.compare(
        ts[at], seq[at], id[at], position.ts(), position.seq(), position.eventId());
  }

  /** Where the event with that id lies, or -1. */
  int find(String eventId) {
    int wanted = eventId.hashCode();
    for (int at = size - 1; at >= 0; at--) {
      if (hash[at] == wanted && id[at].equals(eventId)) {
        return at;
      }
    }
    return -1;
  }

  /** Puts an event in its place and gives that. */
  int insert(Position position, EventType eventType, String eventCode, Kind eventKind) {
    int at = size == 0 || compare(size - 1, position) < 0 ? size : from(position);
    ensureRoom();
    if (at < size) {
      shift(at, at + 1, size - at);
    }
    size++;
    ts[at] = position.ts();
    seq[at] = position.seq();
    id[at] = position.eventId();
    hash[at] = position.eventId().hashCode();
    type[at] = eventType;
    // One text for all events of a code that a rule names.
    code[at] = eventKind != null && eventKind.code() != null ? eventKind.code() : eventCode;
    kind[at] = eventKind;
    return at;
  }

  void remove(int at) {
    shift(at + 1, at, size - at - 1);
    size--;
    id[size] = null;
    code[size] = null;
    kind[size] = null;
  }

  private void shift(int from, int to, int length) {
    System.arraycopy(ts, from, ts, to, length);
    System.arraycopy(seq, from, seq, to, length);
    System.arraycopy(id, from, id, to, length);
    System.arraycopy(hash, from, hash, to, length);
    System.arraycopy(type, from, type, to, length);
    System.arraycopy(code, from, code, to, length);
    System.arraycopy(kind, from, kind, to, length);
  }

  private void ensureRoom() {
    if (size < ts.length) {
      return;
    }
    int capacity = size * 2;
    ts = Arrays.copyOf(ts, capacity);
    seq = Arrays.copyOf(seq, capacity);
    id = Arrays.copyOf(id, capacity);
    hash = Arrays.copyOf(hash, capacity);
    type = Arrays.copyOf(type, capacity);
    code = Arrays.copyOf(code, capacity);
    kind = Arrays.copyOf(kind, capacity);
  }

  /** Looks every event up in a book of rules. */
  void resolve(RuleBook book) {
    for (int at = 0; at < size; at++) {
      kind[at] = book.kindOf(type[at], code[at]);
    }
  }

  /**
   * Forgets what no event at or after the horizon can ask for any more.
   *
   * @param horizon nothing before it will be inserted
   */
  void prune(long horizon) {
    int kept = 0;
    for (int at = 0; at < size; at++) {
      boolean wanted =
          ts[at] >= horizon
              || (kind[at].reach() > 0 && ts[at] >= horizon - kind[at].reach())
              || (kind[at].lastKept() && lastOfItsKind(at, horizon));
      if (wanted) {
        move(at, kept++);
      }
    }
    clearFrom(kept);
  }

  private boolean lastOfItsKind(int at, long horizon) {
    for (int later = at + 1; later < size && ts[later] < horizon; later++) {
      if (type[later] == type[at] && Objects.equals(code[later], code[at])) {
        return false;
      }
    }
    return true;
  }

  /** Drops the oldest events until so many are left, and gives the time of the last dropped. */
  long dropOldest(int left) {
    int dropped = size - left;
    long last = ts[dropped - 1];
    shift(dropped, 0, left);
    clearFrom(left);
    return last;
  }

  private void move(int from, int to) {
    ts[to] = ts[from];
    seq[to] = seq[from];
    id[to] = id[from];
    hash[to] = hash[from];
    type[to] = type[from];
    code[to] = code[from];
    kind[to] = kind[from];
  }

  private void clearFrom(int kept) {
    for (int at = kept; at < size; at++) {
      id[at] = null;
      code[at] = null;
      kind[at] = null;
    }
    size = kept;
  }
}
