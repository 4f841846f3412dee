package io.sluice.devicealert.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What operators did to targets: shelved them until a time, took that back, acknowledged. A target
 * is a device, a rule or an alert; of two acts on one target, the later one counts. Any order of
 * arrival and any repetition gives the same answers.
 */
final class ActionBook {
  /** Not shelved at the time asked for. */
  static final long NOT_SHELVED = Long.MIN_VALUE;

  /** The kinds of acts; of two at one time the later kind counts. */
  enum Act {
    ACK,
    SHELVE,
    UNSHELVE
  }

  /**
   * @param until end of a shelving, {@link HeldAlert#NEVER} for none
   */
  record Entry(String target, long ts, Act act, long until) {}

  private static final Comparator<Entry> IN_ORDER =
      Comparator.comparingLong(Entry::ts).thenComparing(Entry::act).thenComparingLong(Entry::until);

  private final List<Entry> entries = new ArrayList<>(0);

  void add(Entry entry) {
    if (!entries.contains(entry)) {
      entries.add(entry);
      entries.sort(IN_ORDER);
    }
  }

  List<Entry> entries() {
    return entries;
  }

  boolean empty() {
    return entries.isEmpty();
  }

  /** Until when a target is shelved, as of a time; {@link #NOT_SHELVED} if it is not. */
  long shelvedUntil(String target, long time) {
    Entry last = lastShelving(target, time);
    boolean shelved = last != null && last.act == Act.SHELVE && last.until > time;
    return shelved ? last.until : NOT_SHELVED;
  }

  private Entry lastShelving(String target, long time) {
    Entry last = null;
    for (Entry entry : entries) {
      if (entry.ts <= time && entry.act != Act.ACK && entry.target.equals(target)) {
        last = entry;
      }
    }
    return last;
  }

  boolean acknowledged(String target, long after, long to) {
    for (Entry entry : entries) {
      if (entry.act == Act.ACK
          && entry.ts > after
          && entry.ts <= to
          && entry.target.equals(target)) {
        return true;
      }
    }
    return false;
  }

  /** When something changes for a target next, after a time; {@link HeldAlert#NEVER} if not. */
  long nextChange(String target, long after) {
    long next = HeldAlert.NEVER;
    for (Entry entry : entries) {
      if (entry.target.equals(target)) {
        next = earlier(next, entry.ts, after);
        next = entry.act == Act.SHELVE ? earlier(next, entry.until, after) : next;
      }
    }
    return next;
  }

  private static long earlier(long next, long time, long after) {
    return time > after && time < next ? time : next;
  }

  /** When the first entry has lost its meaning, whatever else there is. */
  long oldestEnd() {
    long oldest = HeldAlert.NEVER;
    for (Entry entry : entries) {
      long end = entry.act == Act.SHELVE ? Math.max(entry.ts, entry.until) : entry.ts;
      oldest = Math.min(oldest, end);
    }
    return oldest;
  }

  /** Forgets what no question about a time from the given one on can be about. */
  void prune(long time) {
    entries.removeIf(
        entry ->
            entry.act == Act.ACK
                ? entry.ts <= time
                : entry.ts <= time
                    && (shelvedUntil(entry.target, time) == NOT_SHELVED
                        || lastShelving(entry.target, time) != entry));
  }
}
