package io.sluice.loganalytics.traffic;

/**
 * One value in one open window. What it gained since it was last promoted is still owed to the
 * windows above.
 */
final class OpenRow {
  static final long NOT_SAVED = -1;

  final OpenWindow window;
  final String value;
  TrafficTotals total;

  /** Gained since the last promotion; unused while {@link #promoted} is false: then it is total. */
  private TrafficTotals gained;

  private boolean promoted;

  /** Neither shown nor promoted until the checkpoint that holds its place is complete. */
  boolean held;

  /** The first checkpoint with this row, while it is held. */
  long savedBy = NOT_SAVED;

  private boolean changed;
  private boolean unsaved;
  private boolean stored;
  private boolean storedOwed;

  OpenRow(OpenWindow window, String value) {
    this.window = window;
    this.value = value;
  }

  static OpenRow restored(
      OpenWindow window, String value, TrafficTotals total, TrafficTotals owed) {
    OpenRow row = new OpenRow(window, value);
    row.total = total;
    row.promoted = true;
    row.stored = true;
    if (owed != null) {
      row.gained = owed;
      row.storedOwed = true;
      row.touch();
    }
    return row;
  }

  Granularity granularity() {
    return window.level.granularity;
  }

  /** Adds partial totals, which become the row's if {@code owned}, else stay the caller's. */
  void merge(TrafficTotals totals, boolean owned) {
    if (total == null) {
      total = owned ? totals : totals.copy();
    } else {
      total.merge(totals);
      if (promoted && !window.parents.isEmpty()) {
        gain(totals, owned);
      }
    }
    touch();
    toBeSaved();
  }

  private void gain(TrafficTotals totals, boolean owned) {
    if (gained == null) {
      gained = owned ? totals : totals.copy();
    } else {
      gained.merge(totals);
    }
  }

  private void touch() {
    if (!changed) {
      changed = true;
      if (!held) {
        window.level.changed.add(this);
      }
    }
  }

  private void toBeSaved() {
    if (!unsaved) {
      unsaved = true;
      window.level.unsaved.add(this);
    }
  }

  /** Whether it must wait: what is 'other' depends on the places that are not safe yet. */
  boolean waits() {
    return held || (window.held > 0 && value.equals(Dimension.OTHER));
  }

  void settle() {
    held = false;
    window.held--;
    if (changed) {
      window.level.changed.add(this);
    }
  }

  /**
   * What the windows above have not had yet; null for nothing. Where there are none above, a row
   * that waits to be shown owes nothing to nobody, so that it is known as waiting when it comes
   * back.
   */
  TrafficTotals owed() {
    if (window.parents.isEmpty()) {
      return changed ? new TrafficTotals() : null;
    }
    return promoted ? gained : total;
  }

  void promoted() {
    promoted = true;
    gained = null;
    if (storedOwed) {
      toBeSaved();
    }
  }

  void shown() {
    changed = false;
  }

  void saved() {
    unsaved = false;
    stored = true;
    storedOwed = owed() != null;
  }

  /** Whether state has this row. */
  boolean isStored() {
    return stored;
  }

  /** Whether state has, beside this row, what it owed. */
  boolean isStoredOwed() {
    return storedOwed;
  }
}
