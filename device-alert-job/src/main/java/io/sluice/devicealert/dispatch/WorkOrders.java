package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.event.WorkOrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The states that work orders were in, per alert. Any order of arrival and any repetition gives the
 * same answers.
 */
final class WorkOrders {

  /** One message: from a time on, the order of an alert is in a state. */
  record Entry(String alertId, long ts, WorkOrderState state) {}

  private final List<Entry> entries = new ArrayList<>(0);

  void add(Entry entry) {
    if (!entries.contains(entry)) {
      entries.add(entry);
    }
  }

  /** All, in no particular order. */
  List<Entry> entries() {
    return entries;
  }

  boolean empty() {
    return entries.isEmpty();
  }

  /**
   * The state of the last message with a time up to the given one, or null; of several with the
   * same time, the one furthest along.
   */
  WorkOrderState at(String alertId, long time) {
    Entry last = last(alertId, time);
    return last == null ? null : last.state;
  }

  private Entry last(String alertId, long time) {
    Entry last = null;
    for (Entry entry : entries) {
      if (entry.alertId.equals(alertId)
          && entry.ts <= time
          && (last == null || after(entry, last))) {
        last = entry;
      }
    }
    return last;
  }

  private static boolean after(Entry entry, Entry other) {
    return entry.ts > other.ts || (entry.ts == other.ts && entry.state.compareTo(other.state) > 0);
  }

  /** The oldest message about an alert that nobody waits for, or {@link HeldAlert#NEVER}. */
  long oldestOrphan(Predicate<String> wanted) {
    long oldest = HeldAlert.NEVER;
    for (Entry entry : entries) {
      if (!wanted.test(entry.alertId)) {
        oldest = Math.min(oldest, entry.ts);
      }
    }
    return oldest;
  }

  /**
   * Forgets what no question can be about any more.
   *
   * @param clock up to which all was decided
   * @param orphansBefore messages before it go if nobody waits for their alert
   */
  void prune(long clock, long orphansBefore, Predicate<String> wanted) {
    entries.removeIf(
        entry ->
            wanted.test(entry.alertId)
                ? entry.ts <= clock && last(entry.alertId, clock) != entry
                : entry.ts <= orphansBefore);
  }
}
