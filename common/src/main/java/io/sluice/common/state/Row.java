package io.sluice.common.state;

import java.util.Arrays;

/**
 * Everything that is held in heap for one key.
 *
 * @param <K> the key; owned by the row, never a sender's object
 */
final class Row<K> {
  /** No timer; a real one at this time is never known. */
  private static final long NO_TIMER = Long.MIN_VALUE;

  private static final RowState[] NOTHING = {};

  final K key;
  final int hash;

  /** Of the handle 0, which most functions have no other than; null if it was not touched yet. */
  private RowState first;

  /** Of the handles from 1 on. */
  private RowState[] others = NOTHING;

  /** When it was last asked for, in ticks of {@link HeapRows}. */
  long touched;

  /** Estimated. */
  long bytes;

  /** Where it stands among {@link DirtyRows}; below 0 nowhere. */
  int dirtyPlace = DirtyRows.CLEAN;

  /** Event-time timers of this key that are surely pending: a function rarely has more than two. */
  private long lastTimer = NO_TIMER;

  private long timerBefore = NO_TIMER;

  Row(K key, int hash) {
    this.key = key;
    this.hash = hash;
  }

  /** What is held of the state of a handle; null if it was not touched yet. */
  RowState state(int handle) {
    if (handle == 0) {
      return first;
    }
    return handle <= others.length ? others[handle - 1] : null;
  }

  void put(int handle, RowState state) {
    if (handle == 0) {
      first = state;
      return;
    }
    if (handle > others.length) {
      others = Arrays.copyOf(others, handle);
    }
    others[handle - 1] = state;
  }

  /** Whether an event-time timer is surely pending. False says nothing. */
  boolean knowsTimer(long time) {
    return time != NO_TIMER && (time == lastTimer || time == timerBefore);
  }

  void timerSet(long time) {
    timerBefore = lastTimer;
    lastTimer = time;
  }

  void timerGone(long time) {
    if (time == lastTimer) {
      lastTimer = timerBefore;
      timerBefore = NO_TIMER;
    } else if (time == timerBefore) {
      timerBefore = NO_TIMER;
    }
  }

  boolean dirty() {
    return dirtyPlace >= 0;
  }

  /** Writes what changed; the current key of the keyed state is this row's. */
  void write() throws Exception {
    if (first != null) {
      first.write();
    }
    for (RowState state : others) {
      if (state != null) {
        state.write();
      }
    }
  }
}
