package io.sluice.devicealert.rule;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a rule may ask for.
 *
 * @param maxWindow milliseconds that {@code within} and {@code for} may span
 * @param maxCount the most that {@code atLeast} may ask for: a device's log must hold them
 * @param catalogue the codes that devices have; empty where nobody has said, then all are known
 * @param sequences the ids of sequences, which no rule may have
 * @param sequenceOverrides what the sequences override, by alert type
 */
public record RuleLimits(
    long maxWindow,
    int maxCount,
    Set<String> catalogue,
    Set<String> sequences,
    Map<String, List<String>> sequenceOverrides)
    implements Serializable {
  public RuleLimits {
    catalogue = Set.copyOf(catalogue);
    sequences = Set.copyOf(sequences);
    sequenceOverrides = Map.copyOf(sequenceOverrides);
  }

  /** Where there are no sequences. */
  public RuleLimits(long maxWindow, int maxCount, Set<String> catalogue) {
    this(maxWindow, maxCount, catalogue, Set.of(), Map.of());
  }

  /** The same beside sequences. */
  public RuleLimits beside(Set<String> ids, Map<String, List<String>> overrides) {
    return new RuleLimits(maxWindow, maxCount, catalogue, ids, overrides);
  }

  public boolean knows(String code) {
    return code == null || catalogue.isEmpty() || catalogue.contains(code);
  }
}
