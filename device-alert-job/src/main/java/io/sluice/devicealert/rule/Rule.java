package io.sluice.devicealert.rule;

import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.event.Severity;
import java.util.List;

/**
 * One version of a rule. It judges completions from {@link #effectiveFrom} until the next version
 * does.
 *
 * @param knownAt when it was published, epoch milliseconds; Long.MIN_VALUE where no clock has a say
 * @param removed whether the rule is gone from then on; then nothing but id, version and
 *     effectiveFrom is set
 * @param priority decides where severities tie, the larger first
 * @param hold milliseconds that a dispatch of it waits
 * @param overrides alert types that it suppresses on its device
 * @param effectiveFrom event time in epoch milliseconds; Long.MIN_VALUE for ever
 */
public record Rule(
    String id,
    long version,
    long effectiveFrom,
    long knownAt,
    boolean removed,
    String alertType,
    Severity severity,
    int priority,
    long hold,
    List<String> overrides,
    AppliesTo appliesTo,
    Match match,
    List<EventPattern> revokeOn) {

  public static final long FOR_EVER = Long.MIN_VALUE;

  public Rule {
    overrides = overrides == null ? null : List.copyOf(overrides);
    revokeOn = revokeOn == null ? null : List.copyOf(revokeOn);
  }

  /** The version that ends a rule. */
  public static Rule removal(String id) {
    return new Rule(id, 0, 0, 0, true, null, null, 0, 0, null, null, null, null);
  }

  /** The same rule as it came at another place in time. */
  public Rule stamped(long newVersion, long newEffectiveFrom, long newKnownAt) {
    return new Rule(
        id,
        newVersion,
        newEffectiveFrom,
        newKnownAt,
        removed,
        alertType,
        severity,
        priority,
        hold,
        overrides,
        appliesTo,
        match,
        revokeOn);
  }

  /** Whether it says the same, whenever and under whichever number it came. */
  public boolean sameAs(Rule other) {
    return stamped(0, 0, 0).equals(other.stamped(0, 0, 0));
  }

  /** Whether an event of that pattern closes an open alert. */
  public boolean revokedBy(EventType type, String code) {
    for (EventPattern pattern : revokeOn) {
      if (pattern.matches(type, code)) {
        return true;
      }
    }
    return false;
  }
}
