package io.sluice.loganalytics.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One open window on one level with the rows of its values. */
final class OpenWindow {
  /** All open windows of one granularity. */
  static final class Level {
    final Granularity granularity;
    final Map<Long, OpenWindow> windows = new HashMap<>();
    List<OpenRow> changed = new ArrayList<>();
    final List<OpenRow> unsaved = new ArrayList<>();

    /** Open windows with more than half their places taken. */
    int crowded;

    /** Whether the window that went last was one of them. */
    boolean lastWasCrowded;

    Level(Granularity granularity) {
      this.granularity = granularity;
    }
  }

  final Level level;
  final long start;
  final long end;

  /** The windows built from this one; none on the highest levels. */
  final List<OpenWindow> parents;

  final Map<String, OpenRow> rows = new HashMap<>();

  /** Values that took a place under the cap. */
  int admitted;

  /** Rows among them that are held back. */
  int held;

  /** Windows that still build this one. */
  int openChildren;

  boolean gone;

  /** More than half the places are taken. */
  private boolean crowded;

  /** Came through a checkpoint. */
  private boolean calm;

  private long savedBy = OpenRow.NOT_SAVED;

  OpenWindow(Level level, long start, long end, List<OpenWindow> parents) {
    this.level = level;
    this.start = start;
    this.end = end;
    this.parents = parents;
    for (OpenWindow parent : parents) {
      parent.openChildren++;
    }
  }

  /** Whether nothing can come to this window any more, from without or from the level below. */
  boolean isOver(long watermark) {
    return end - 1 <= watermark && held == 0 && openChildren == 0;
  }

  void crowd() {
    if (!crowded) {
      crowded = true;
      level.crowded++;
    }
  }

  /**
   * Whether hardly any value could lose its place here: there was room in the windows before, and
   * (but for a second, which is over soon) a checkpoint has shown how fast this one fills.
   */
  boolean hasRoom() {
    return level.crowded == 0
        && !level.lastWasCrowded
        && (calm || level.granularity == Granularity.SECOND);
  }

  void saved(long checkpoint) {
    if (savedBy == OpenRow.NOT_SAVED) {
      savedBy = checkpoint;
    }
  }

  void settled(long checkpoint) {
    calm |= savedBy != OpenRow.NOT_SAVED && savedBy <= checkpoint;
  }

  void go() {
    gone = true;
    level.lastWasCrowded = crowded;
    if (crowded) {
      level.crowded--;
    }
    for (OpenWindow parent : parents) {
      parent.openChildren--;
    }
  }
}
