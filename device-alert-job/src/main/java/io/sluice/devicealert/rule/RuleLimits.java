package io.sluice.devicealert.rule;

import java.io.Serializable;
import java.util.Set;

/**
 * What a rule may ask for.
 *
 * @param maxWindow milliseconds that {@code within} and {@code for} may span
 * @param maxCount the most that {@code atLeast} may ask for: a device's log must hold them
 * @param catalogue the codes that devices have; empty where nobody has said, then all are known
 */
public record RuleLimits(long maxWindow, int maxCount, Set<String> catalogue)
    implements Serializable {
  public RuleLimits {
    catalogue = Set.copyOf(catalogue);
  }

  public boolean knows(String code) {
    return code == null || catalogue.isEmpty() || catalogue.contains(code);
  }
}
