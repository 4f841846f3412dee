package io.sluice.devicealert.detect;

/** Keeps a device's row small: what nothing can ask for any more goes, and so does too much. */
final class Pruning {
  private static final int FEWEST = 8;

  private final Subject subject;
  private final Announcements announcements;
  private final int maxLogEvents;

  Pruning(Subject subject, Announcements announcements, int maxLogEvents) {
    this.subject = subject;
    this.announcements = announcements;
    this.maxLogEvents = maxLogEvents;
  }

  /** Where the log has doubled since the last time, or is over its limit. */
  void ifWorthwhile() {
    DeviceRow row = subject.row;
    int size = row.log.size();
    if (size < Math.max(row.pruneAt, FEWEST) && size <= maxLogEvents) {
      return;
    }
    long horizon = subject.horizon();
    row.log.prune(horizon);
    row.episodes.removeIf(episode -> !episode.open() && episode.end() < horizon);
    if (row.log.size() > maxLogEvents) {
      overflow();
    }
    row.pruneAt = Math.min(maxLogEvents, row.log.size() * 2);
  }

  private void overflow() {
    DeviceRow row = subject.row;
    boolean first = row.blindUntil < subject.horizon() - subject.book.longestWindow();
    // An eighth at a time, or each further event would cost a walk through the log.
    int left = maxLogEvents - maxLogEvents / 8;
    row.blindUntil = Math.max(row.blindUntil, row.log.dropOldest(left));
    if (first) {
      announcements.overflowed();
    }
  }
}
