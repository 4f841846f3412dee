package io.sluice.devicealert.sequence;

import io.sluice.devicealert.event.EventType;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sequences of a job, in the order of the document. */
public final class SequenceBook implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final SequenceBook EMPTY = new SequenceBook(List.of());

  private final Map<String, Sequence> sequences = new LinkedHashMap<>();

  public SequenceBook(Collection<Sequence> sequences) {
    sequences.forEach(each -> this.sequences.put(each.id(), each));
  }

  public static SequenceBook empty() {
    return EMPTY;
  }

  public boolean isEmpty() {
    return sequences.isEmpty();
  }

  public Collection<Sequence> all() {
    return sequences.values();
  }

  /** Null where there is none of that id. */
  public Sequence byId(String id) {
    return sequences.get(id);
  }

  public Set<String> ids() {
    return new LinkedHashSet<>(sequences.keySet());
  }

  /** The alert types that the sequences override, by theirs. */
  public Map<String, List<String>> overrides() {
    return sequences.values().stream()
        .collect(
            Collectors.toMap(
                Sequence::alertType,
                Sequence::overrides,
                (one, other) -> Stream.concat(one.stream(), other.stream()).distinct().toList()));
  }

  /** Whether any sequence has to do with such an event. */
  boolean names(EventType type, String code) {
    for (Sequence sequence : sequences.values()) {
      if (sequence.hears(type, code)) {
        return true;
      }
    }
    return revokes(type, code);
  }

  /** Whether it closes alerts of some sequence. */
  boolean revokes(EventType type, String code) {
    for (Sequence sequence : sequences.values()) {
      if (sequence.revokedBy(type, code)) {
        return true;
      }
    }
    return false;
  }

  /** How long after its beginning the slowest sequence may be complete, in milliseconds. */
  long longestWithin() {
    return sequences.values().stream().mapToLong(Sequence::within).max().orElse(0);
  }
}
