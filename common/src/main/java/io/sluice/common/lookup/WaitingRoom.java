package io.sluice.common.lookup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that wait for the answer to a key, and the marks (watermarks, idleness) that may not
 * overtake them. Keys keep the order of their first record, and with it that of their deadlines.
 *
 * <p>For one thread.
 *
 * @param <E> records
 * @param <M> marks
 */
final class WaitingRoom<E, M> {

  /** Records between two marks: the mark at its end waits for all of them. */
  private static final class Row<M> {
    int waiting;
    final List<M> marks = new ArrayList<>(1);
  }

  private record Seat<E, M>(E record, Row<M> row) {}

  private record Group<E, M>(long deadline, List<Seat<E, M>> seats) {}

  private final Map<String, Group<E, M>> groups = new LinkedHashMap<>();
  private final Deque<Row<M>> rows = new ArrayDeque<>();
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** Records waiting. */
  int size() {
    return size;
  }

  /**
   * @param deadline of the key, if nobody waits for it yet
   * @return whether nobody waited for the key before
   */
  boolean add(String key, E record, long deadline) {
    Row<M> row = rows.peekLast();
    if (row == null || !row.marks.isEmpty()) {
      row = new Row<>();
      rows.addLast(row);
    }
    row.waiting++;
    size++;
    Group<E, M> group = groups.get(key);
    boolean first = group == null;
    if (first) {
      group = new Group<>(deadline, new ArrayList<>(1));
      groups.put(key, group);
    }
    group.seats.add(new Seat<>(record, row));
    return first;
  }

  /** A mark that arrives while somebody waits. */
  void addMark(M mark) {
    rows.getLast().marks.add(mark);
  }

  /** The records that waited for the key, in the order they came; none if they left already. */
  List<E> leave(String key) {
    Group<E, M> group = groups.remove(key);
    if (group == null) {
      return List.of();
    }
    List<E> records = new ArrayList<>(group.seats.size());
    for (Seat<E, M> seat : group.seats) {
      seat.row.waiting--;
      size--;
      records.add(seat.record);
    }
    return records;
  }

  /** The marks that nobody is before any longer, in order; each is given once. */
  List<M> freedMarks() {
    List<M> freed = new ArrayList<>(0);
    while (!rows.isEmpty() && rows.getFirst().waiting == 0) {
      freed.addAll(rows.removeFirst().marks);
    }
    return freed;
  }

  /** The key that waits longest, if its deadline has come; else null. */
  String overdue(long now) {
    Iterator<Map.Entry<String, Group<E, M>>> oldest = groups.entrySet().iterator();
    if (!oldest.hasNext()) {
      return null;
    }
    Map.Entry<String, Group<E, M>> first = oldest.next();
    return first.getValue().deadline <= now ? first.getKey() : null;
  }

  /** The next deadline, or Long.MAX_VALUE. */
  long nextDeadline() {
    return groups.isEmpty() ? Long.MAX_VALUE : groups.values().iterator().next().deadline;
  }
}
