package io.sluice.devicealert.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is kept of a device while its events are put in order. */
public final class OrderRow {
  /** Events whose time has not come, by id. */
  public Map<String, SequenceEvent> waiting = new HashMap<>();

  /** How many of them lie in each second of event time, by its number. */
  public Map<Long, Integer> perSecond = new HashMap<>();

  /** No waiting event lies before; Long.MAX_VALUE where none waits. */
  public long nextDue = Long.MAX_VALUE;

  /** Events that flink-cep was told of within the longest window, the oldest first. */
  public List<Told> told = new ArrayList<>();

  /** When each sequence last began, by its id. */
  public Map<String, Long> begun = new HashMap<>();

  /** When something was last dropped because there was too much; Long.MIN_VALUE for never. */
  public long droppedAt = Long.MIN_VALUE;

  /** An event that was passed on. */
  public record Told(String eventId, long ts) {}

  boolean empty() {
    return waiting.isEmpty() && told.isEmpty() && begun.isEmpty() && droppedAt == Long.MIN_VALUE;
  }
}
