package io.sluice.loganalytics.traffic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
 * <p>Plain decisions, one thread, no Flink.
 */
final class TrafficWindows {
  /** Sees rows: those that changed, or those that are gone. */
  @FunctionalInterface
  interface RowVisitor {
    void row(Granularity granularity, long windowStart, String value, TrafficTotals totals);
  }

  /** One value in one window. */
  private static final class Row {
    final Window window;
    final String value;
    TrafficTotals total;

    /** Gained since the last flush; null while {@link #promoted} is false: then it is the total. */
    TrafficTotals gained;

    boolean promoted;
    boolean changed;
    boolean unsaved;
    boolean stored;

    Row(Window window, String value) {
      this.window = window;
      this.value = value;
    }

    /** Adds partial totals, which become the row's if {@code owned}, else stay the caller's. */
    void merge(TrafficTotals totals, boolean owned) {
      if (total == null) {
        total = owned ? totals : totals.copy();
      } else {
        total.merge(totals);
        if (promoted && window.hasParents()) {
          gained = gain(totals, owned);
        }
      }
      if (!changed) {
        changed = true;
        window.level.changed.add(this);
      }
      if (!unsaved) {
        unsaved = true;
        window.level.unsaved.add(this);
      }
    }

    private TrafficTotals gain(TrafficTotals totals, boolean owned) {
      if (gained == null) {
        return owned ? totals : totals.copy();
      }
      gained.merge(totals);
      return gained;
    }
  }

  /** One window on one level with the rows of its values. */
  private static final class Window {
    final Level level;
    final long start;
    final long end;
    final List<Window> parents = new ArrayList<>(2);
    final Map<String, Row> rows = new HashMap<>();
    int admitted;

    Window(Level level, long start, long end) {
      this.level = level;
      this.start = start;
      this.end = end;
    }

    boolean hasParents() {
      return !level.granularity.parents().isEmpty();
    }
  }

  /** All open windows of one granularity. */
  private static final class Level {
    final Granularity granularity;
    final Map<Long, Window> windows = new HashMap<>();
    final List<Row> changed = new ArrayList<>();
    final List<Row> unsaved = new ArrayList<>();

    Level(Granularity granularity) {
      this.granularity = granularity;
    }
  }

  private final WindowCalendar calendar;
  private final int maxValues;
  private final EnumMap<Granularity, Level> levels = new EnumMap<>(Granularity.class);

  /** The watermark up to which windows are gone. */
  private long closedUntil = Long.MIN_VALUE;

  private int rows;

  /**
   * @param maxValues values a window may hold besides unknown and other; Integer.MAX_VALUE for an
   *     uncapped dimension
   */
  TrafficWindows(WindowCalendar calendar, int maxValues) {
    this.calendar = calendar;
    this.maxValues = maxValues;
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

  /** Takes every gain up to the highest level and shows each row that changed since last time. */
  void flush(RowVisitor changedRows) {
    for (Level level : levels.values()) {
      for (Row row : level.changed) {
        promote(row);
        changedRows.row(level.granularity, row.window.start, row.value, row.total);
        row.changed = false;
      }
      level.changed.clear();
    }
  }

  private void promote(Row row) {
    TrafficTotals gain = row.promoted ? row.gained : row.total;
    for (Window parent : parents(row.window)) {
      row(parent, row.value).merge(gain, false);
    }
    row.promoted = true;
    row.gained = null;
  }

  /**
   * Drops the windows that this watermark has passed. To be called after a {@link #flush}, so that
   * nothing they gained is lost.
   *
   * @param finals sees every row of those windows, for the last time
   * @param stored sees those among them that {@link #save} had shown, to be removed from state
   */
  void close(long watermark, RowVisitor finals, RowVisitor stored) {
    if (watermark <= closedUntil) {
      return;
    }
    closedUntil = watermark;
    for (Level level : levels.values()) {
      if (level.windows.values().removeIf(window -> closes(window, finals, stored))) {
        level.unsaved.removeIf(row -> row.window.end - 1 <= watermark);
      }
    }
  }

  private boolean closes(Window window, RowVisitor finals, RowVisitor stored) {
    if (window.end - 1 > closedUntil) {
      return false;
    }
    for (Row row : window.rows.values()) {
      finals.row(window.level.granularity, window.start, row.value, row.total);
      if (row.stored) {
        stored.row(window.level.granularity, window.start, row.value, row.total);
      }
    }
    rows -= window.rows.size();
    return true;
  }

  /** Shows the rows that changed since the last call, to be written to state. */
  void save(RowVisitor unsavedRows) {
    for (Level level : levels.values()) {
      for (Row row : level.unsaved) {
        unsavedRows.row(level.granularity, row.window.start, row.value, row.total);
        row.unsaved = false;
        row.stored = true;
      }
      level.unsaved.clear();
    }
  }

  /** Puts back a row as {@link #save} showed it. What was once admitted is not judged again. */
  void restore(Granularity granularity, long windowStart, String value, TrafficTotals totals) {
    Row row = admit(window(granularity, windowStart), value);
    row.total = totals;
    row.promoted = true;
    row.stored = true;
  }

  void restoreClosedUntil(long watermark) {
    closedUntil = Math.max(closedUntil, watermark);
  }

  long closedUntil() {
    return closedUntil;
  }

  /** Rows held, on all levels. */
  int size() {
    return rows;
  }

  private Collection<Window> parents(Window window) {
    if (window.parents.isEmpty()) {
      for (Granularity parent : window.level.granularity.parents()) {
        window.parents.add(window(parent, calendar.start(parent, window.start)));
      }
    }
    return window.parents;
  }

  private Window window(Granularity granularity, long start) {
    Level level = levels.get(granularity);
    return level.windows.computeIfAbsent(
        start, key -> new Window(level, key, calendar.end(granularity, key)));
  }

  private Row row(Window window, String value) {
    Row row = window.rows.get(value);
    if (row != null) {
      return row;
    }
    return takesAPlace(value) && window.admitted >= maxValues
        ? row(window, Dimension.OTHER)
        : admit(window, value);
  }

  private Row admit(Window window, String value) {
    if (takesAPlace(value)) {
      window.admitted++;
    }
    rows++;
    Row row = new Row(window, value);
    window.rows.put(value, row);
    return row;
  }

  private static boolean takesAPlace(String value) {
    return !value.equals(Dimension.UNKNOWN) && !value.equals(Dimension.OTHER);
  }
}
