package io.sluice.devicealert.sequence;

import java.util.Comparator;
import java.util.List;

/**
 * Puts a device's events in the order in which they count and tells of each once; decides what
 * flink-cep needs to hear of.
 *
 * <p>An event that begins no sequence is left out while none of those that hear it has begun within
 * its window: there is nothing it could complete, forbid or stand between. So a device without such
 * faults costs flink-cep nothing, however much it says.
 */
final class OrderingOfEvents {
  /** Milliseconds between two tellings that events are left out. */
  static final long TOLD_EVERY = 1_000;

  private final SequenceBook book;
  private final int maxEvents;
  private final long longest;

  /** What comes of an event whose time has come. */
  interface Sink {
    /** In order, each once. */
    void tell(SequenceEvent event);

    /** It may close alerts. */
    void revokes(SequenceEvent event);

    /** The device has said too much, and an event was left out. */
    void leftOut();

    /** From this one on events are left out; told about once a second, and whether it is new. */
    void degraded(SequenceEvent event, boolean first);
  }

  OrderingOfEvents(SequenceBook book, int maxEvents) {
    this.book = book;
    this.maxEvents = maxEvents;
    this.longest = book.longestWithin();
  }

  /** Takes in an event that is to wait for its time. */
  void arrive(OrderRow row, SequenceEvent event, Sink sink) {
    SequenceEvent same = row.waiting.get(event.eventId());
    if (same != null && same.place().compareTo(event.place()) <= 0) {
      return;
    }
    if (same != null) {
      leave(row, same);
    }
    if (row.perSecond.getOrDefault(second(event), 0) >= maxEvents) {
      drop(row, event, sink);
    } else {
      row.waiting.put(event.eventId(), event);
      row.perSecond.merge(second(event), 1, Integer::sum);
      row.nextDue = Math.min(row.nextDue, SequenceEvent.cepTime(event.ts()));
    }
  }

  private static void leave(OrderRow row, SequenceEvent event) {
    row.waiting.remove(event.eventId());
    row.perSecond.computeIfPresent(second(event), (second, count) -> count == 1 ? null : count - 1);
  }

  private static long second(SequenceEvent event) {
    return Math.floorDiv(event.ts(), 1_000L);
  }

  /** Whether it was told of already: the same event once more. */
  boolean known(OrderRow row, SequenceEvent event) {
    for (OrderRow.Told told : row.told) {
      if (told.eventId().equals(event.eventId())) {
        return true;
      }
    }
    return false;
  }

  /** Time has come to this point, inclusive: all events up to it are there. */
  void pass(OrderRow row, long time, Sink sink) {
    if (row.nextDue <= time) {
      List<SequenceEvent> due =
          row.waiting.values().stream()
              .filter(event -> SequenceEvent.cepTime(event.ts()) <= time)
              .sorted(Comparator.comparing(SequenceEvent::place))
              .toList();
      due.forEach(event -> leave(row, event));
      row.nextDue = nextDue(row);
      due.forEach(event -> pass(row, event, sink));
    }
    forget(row, time);
  }

  private static long nextDue(OrderRow row) {
    long next = Long.MAX_VALUE;
    for (SequenceEvent event : row.waiting.values()) {
      next = Math.min(next, SequenceEvent.cepTime(event.ts()));
    }
    return next;
  }

  private void pass(OrderRow row, SequenceEvent event, Sink sink) {
    forget(row, event.ts());
    if (known(row, event)) {
      return;
    }
    if (book.revokes(event.type(), event.code())) {
      sink.revokes(event);
    }
    if (matters(row, event)) {
      tell(row, event, sink);
    }
  }

  private void forget(OrderRow row, long time) {
    row.told.removeIf(told -> told.ts() <= time - longest);
    row.begun
        .entrySet()
        .removeIf(
            begun -> {
              Sequence sequence = book.byId(begun.getKey());
              return sequence == null || begun.getValue() <= time - sequence.within();
            });
    if (row.droppedAt <= time - longest) {
      row.droppedAt = Long.MIN_VALUE;
    }
  }

  private boolean matters(OrderRow row, SequenceEvent event) {
    boolean matters = false;
    for (Sequence sequence : book.all()) {
      if (sequence.beginsWith(event.type(), event.code())) {
        row.begun.put(sequence.id(), event.ts());
        matters = true;
      } else {
        Long begun = row.begun.get(sequence.id());
        matters |=
            begun != null
                && event.ts() - begun < sequence.within()
                && sequence.hears(event.type(), event.code());
      }
    }
    return matters;
  }

  private void tell(OrderRow row, SequenceEvent event, Sink sink) {
    if (row.told.size() >= maxEvents) {
      drop(row, event, sink);
    } else {
      row.told.add(new OrderRow.Told(event.eventId(), event.ts()));
      sink.tell(event);
    }
  }

  private static void drop(OrderRow row, SequenceEvent event, Sink sink) {
    sink.leftOut();
    boolean first = row.droppedAt == Long.MIN_VALUE;
    if (first || event.ts() >= row.droppedAt + TOLD_EVERY) {
      row.droppedAt = event.ts();
      sink.degraded(event, first);
    }
  }

  /** When there is nothing left of a row, if nothing more comes. */
  long emptyAt(OrderRow row) {
    long last = row.droppedAt == Long.MIN_VALUE ? 0 : row.droppedAt;
    for (OrderRow.Told told : row.told) {
      last = Math.max(last, told.ts());
    }
    for (long begun : row.begun.values()) {
      last = Math.max(last, begun);
    }
    return last + longest;
  }
}
