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

  /** By the number of the handle; null where nothing was touched yet. */
  private RowState[] states = NOTHING;

  /** When it was last asked for, in ticks of {@link HeapRows}. */
  int touched;

  /** Estimated. */
  long bytes;

  /** Where it stands among the rows to be written, or {@link DirtyRows#CLEAN}. */
  int dirtyPlace = DirtyRows.CLEAN;

  /** Event-time timers of this key that are surely pending: a function rarely has more than two. */
  private long lastTimer = NO_TIMER;

  private long timerBefore = NO_TIMER;

  Row(K key, int hash) {
    this.key = key;
    this.hash = hash;
  }

  RowState state(int handle) {
    return handle < states.length ? states[handle] : null;
  }

  void put(int handle, RowState state) {
    if (handle >= states.length) {
      states = Arrays.copyOf(states, handle + 1);
    }
    states[handle] = state;
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
    return dirtyPlace != DirtyRows.CLEAN;
  }

  /** Writes what changed; the current key of the keyed state is this row's. */
  void write() throws Exception {
    for (RowState state : states) {
      if (state != null) {
        state.write();
      }
    }
  }
}
