package io.sluice.devicealert.sequence;

import io.sluice.devicealert.event.Alert;
import java.util.ArrayList;
import java.util.List;

/** The alerts of a device's sequences that are open, and what waits to be judged. */
public final class TrackRow {
  /** Signals whose time has not come, in the order of arrival. */
  public List<SequenceSignal> waiting = new ArrayList<>();

  public List<Open> open = new ArrayList<>();

  /** When something of the device was last dropped; Long.MIN_VALUE for never. */
  public long droppedAt = Long.MIN_VALUE;

  /**
   * An alert that is open.
   *
   * @param raised the message that said so
   * @param seq of the place at which it opened, with eventId
   */
  public record Open(Alert raised, long seq, String eventId) {}

  boolean empty() {
    return waiting.isEmpty() && open.isEmpty() && droppedAt == Long.MIN_VALUE;
  }
}
