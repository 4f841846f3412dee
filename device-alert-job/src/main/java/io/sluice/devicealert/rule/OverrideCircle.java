package io.sluice.devicealert.rule;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who overrides whom, by alert type, and whether one more would make two suppress each other. */
public final class OverrideCircle {
  private final Map<String, Set<String>> edges = new HashMap<>();

  /**
   * @param known alert types with those that they override
   */
  public OverrideCircle(Map<String, ? extends Collection<String>> known) {
    known.forEach(this::add);
  }

  public void add(String alertType, Collection<String> overrides) {
    edges.computeIfAbsent(alertType, none -> new HashSet<>()).addAll(overrides);
  }

  /** Whether a way leads from one of the overridden back to the alert type. */
  public boolean closedBy(String alertType, Collection<String> overrides) {
    Deque<String> open = new ArrayDeque<>(overrides);
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String next = open.pop();
      if (next.equals(alertType)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(edges.getOrDefault(next, Set.of()));
      }
    }
    return false;
  }
}
