package io.sluice.loganalytics.traffic;

import io.sluice.loganalytics.traffic.OpenWindow.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * The open windows of one dimension, on every level. Deltas come in at the second; what a row has
 * gained since the last {@link #flush} goes up to the rows built from it (deltas, never totals), so
 * that each request counts once on every level.
 *
 * <p>A window takes the first {@code maxValues} values that reach it and counts the rest as {@code
 * other}; {@code unknown} always has its own row. A value that was {@code other} in its second is
 * part of {@code other} on all levels above. A window whose end the watermark has passed is gone:
 * nothing is added to it again.
 *
 * <p>After a failure, requests can arrive in another order, and places of a window can go to other
 * values: rows already shown for the first ones would stand there with requests that are counted
 * elsewhere now. Where places may run out, new values are therefore held back, neither shown nor
 * promoted, until a checkpoint with their place in it is complete; so is {@code other} while any
 * is. Places may run out where more than half are taken, in this window or in one before it on its
 * level, and where nobody knows yet: in a window from minute up that has not seen a checkpoint. A
 * window waits for its held rows before it is gone.
 *
 * <p>Plain decisions, one thread, no Flink.
 */
final class TrafficWindows {
  /** Sees rows: those that changed, or those that are gone. */
  @FunctionalInterface
  interface RowVisitor {
    void row(Granularity granularity, long windowStart, String value, TrafficTotals totals);
  }

  private final WindowCalendar calendar;
  private final int maxValues;
  private final boolean holds;
  private final EnumMap<Granularity, Level> levels = new EnumMap<>(Granularity.class);
  private List<OpenRow> held = new ArrayList<>();

  /** The watermark up to which windows are gone. */
  private long closedUntil = Long.MIN_VALUE;

  private int rows;

  /**
   * @param maxValues values a window may hold besides unknown and other; Integer.MAX_VALUE for an
   *     uncapped dimension
   * @param holds whether there are checkpoints that values near the cap can wait for
   */
  TrafficWindows(WindowCalendar calendar, int maxValues, boolean holds) {
    this.calendar = calendar;
    this.maxValues = maxValues;
    this.holds = holds && maxValues < Integer.MAX_VALUE;
    for (Granularity granularity : Granularity.values()) {
      levels.put(granularity, new Level(granularity));
    }
  }

  /** Merges a delta into its second, or says false because that second is gone. */
  boolean add(String value, long second, TrafficTotals totals) {
    if (calendar.end(Granularity.SECOND, second) - 1 <= closedUntil) {
      return false;
    }
    row(window(Granularity.SECOND, second), value).merge(totals, true);
    return true;
  }

  /**
   * Takes every gain up to the highest level and shows each row that changed since last time, but
   * for those held back.
   */
  void flush(RowVisitor changedRows) {
    for (Level level : levels.values()) {
      List<OpenRow> changed = level.changed;
      level.changed = new ArrayList<>();
      for (OpenRow row : changed) {
        if (row.waits()) {
          level.changed.add(row);
        } else {
          promote(row);
          changedRows.row(level.granularity, row.window.start, row.value, row.total);
          row.shown();
        }
      }
    }
  }

  private void promote(OpenRow row) {
    TrafficTotals gain = row.owed();
    if (gain != null) {
      for (OpenWindow parent : row.window.parents) {
        row(parent, row.value).merge(gain, false);
      }
    }
    row.promoted();
  }

  /**
   * Drops the windows that this watermark has passed. To be called after a {@link #flush}, so that
   * nothing they gained is lost.
   *
   * @param finals sees every row of those windows, for the last time
   * @param stored sees those among them that {@link #save} had shown, to be removed from state
   */
  void close(long watermark, RowVisitor finals, Consumer<OpenRow> stored) {
    if (watermark <= closedUntil) {
      return;
    }
    closedUntil = watermark;
    for (Level level : levels.values()) {
      if (level.windows.values().removeIf(window -> closes(window, finals, stored))) {
        level.unsaved.removeIf(row -> row.window.gone);
      }
    }
  }

  private boolean closes(OpenWindow window, RowVisitor finals, Consumer<OpenRow> stored) {
    if (!window.isOver(closedUntil)) {
      return false;
    }
    for (OpenRow row : window.rows.values()) {
      finals.row(window.level.granularity, window.start, row.value, row.total);
      if (row.isStored()) {
        stored.accept(row);
      }
    }
    rows -= window.rows.size();
    window.go();
    return true;
  }

  /** Shows the rows that changed since the last call, to be written to this checkpoint's state. */
  void save(long checkpoint, Consumer<OpenRow> unsavedRows) {
    for (Level level : levels.values()) {
      for (OpenRow row : level.unsaved) {
        unsavedRows.accept(row);
        row.saved();
      }
      level.unsaved.clear();
    }
    for (OpenRow row : held) {
      if (row.savedBy == OpenRow.NOT_SAVED) {
        row.savedBy = checkpoint;
      }
    }
    forEachWindow(window -> window.saved(checkpoint));
  }

  /** This checkpoint is complete: whoever has a place in it keeps it. */
  void settle(long checkpoint) {
    List<OpenRow> waiting = new ArrayList<>();
    for (OpenRow row : held) {
      if (row.savedBy != OpenRow.NOT_SAVED && row.savedBy <= checkpoint) {
        row.settle();
      } else {
        waiting.add(row);
      }
    }
    held = waiting;
    forEachWindow(window -> window.settled(checkpoint));
  }

  private void forEachWindow(Consumer<OpenWindow> action) {
    for (Level level : levels.values()) {
      level.windows.values().forEach(action);
    }
  }

  /** At the end of time no checkpoint is worth waiting for, on any level. */
  void flushToTheEnd(RowVisitor changedRows) {
    flush(changedRows);
    while (!held.isEmpty()) {
      held.forEach(OpenRow::settle);
      held = new ArrayList<>();
      flush(changedRows);
    }
  }

  /**
   * Puts back a row as {@link #save} showed it. What was once admitted is not judged again.
   *
   * @param owed what the row had not yet passed on; null for nothing
   */
  void restore(
      Granularity granularity,
      long windowStart,
      String value,
      TrafficTotals totals,
      TrafficTotals owed) {
    OpenWindow window = window(granularity, windowStart);
    if (takesAPlace(value)) {
      window.admitted++;
      watchTheCap(window);
    }
    rows++;
    window.rows.put(value, OpenRow.restored(window, value, totals, owed));
  }

  void restoreClosedUntil(long watermark) {
    closedUntil = Math.max(closedUntil, watermark);
  }

  long closedUntil() {
    return closedUntil;
  }

  /** Rows in memory, on all levels. */
  int size() {
    return rows;
  }

  /** Rows among them that wait for a checkpoint. */
  int held() {
    return held.size();
  }

  private OpenWindow window(Granularity granularity, long start) {
    Level level = levels.get(granularity);
    OpenWindow window = level.windows.get(start);
    if (window == null) {
      List<OpenWindow> parents = new ArrayList<>(2);
      for (Granularity parent : granularity.parents()) {
        parents.add(window(parent, calendar.start(parent, start)));
      }
      window = new OpenWindow(level, start, calendar.end(granularity, start), parents);
      level.windows.put(start, window);
    }
    return window;
  }

  private OpenRow row(OpenWindow window, String value) {
    OpenRow row = window.rows.get(value);
    if (row != null) {
      return row;
    }
    return takesAPlace(value) && window.admitted >= maxValues
        ? row(window, Dimension.OTHER)
        : admit(window, value);
  }

  private OpenRow admit(OpenWindow window, String value) {
    OpenRow row = new OpenRow(window, value);
    window.rows.put(value, row);
    rows++;
    if (takesAPlace(value)) {
      window.admitted++;
      watchTheCap(window);
      if (holds && !window.hasRoom()) {
        row.held = true;
        window.held++;
        held.add(row);
      }
    }
    return row;
  }

  private void watchTheCap(OpenWindow window) {
    if (window.admitted > maxValues / 2) {
      window.crowd();
    }
  }

  private static boolean takesAPlace(String value) {
    return !value.equals(Dimension.UNKNOWN) && !value.equals(Dimension.OTHER);
  }
}
