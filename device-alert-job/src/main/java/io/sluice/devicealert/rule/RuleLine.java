package io.sluice.devicealert.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * All versions of one rule along event time. A later document rules from its effectiveFrom on,
 * whatever was said before of that time.
 */
public final class RuleLine {
  private final List<Rule> versions;
  private final List<RuleSpan> spans = new ArrayList<>();

  private RuleLine(List<Rule> versions) {
    this.versions = List.copyOf(versions);
    long lifeStart = 0;
    for (int at = 0; at < versions.size(); at++) {
      Rule rule = versions.get(at);
      if (at == 0 || versions.get(at - 1).removed()) {
        lifeStart = rule.effectiveFrom();
      }
      if (!rule.removed()) {
        long to = at + 1 < versions.size() ? versions.get(at + 1).effectiveFrom() : Long.MAX_VALUE;
        spans.add(new RuleSpan(rule, rule.effectiveFrom(), to, lifeStart));
      }
    }
  }

  static RuleLine of(Rule first) {
    return new RuleLine(List.of(first));
  }

  /** The line with one more version, which rules from its effectiveFrom on. */
  RuleLine with(Rule next) {
    List<Rule> kept = new ArrayList<>();
    for (Rule version : versions) {
      if (version.effectiveFrom() < next.effectiveFrom()) {
        kept.add(version);
      }
    }
    kept.add(next);
    return new RuleLine(kept);
  }

  /**
   * The line without versions that others had replaced before a time. The first of the life that
   * they belong to stays: from then on events may be matched, and alerts may be open since.
   */
  RuleLine since(long time) {
    int inForce = 0;
    for (int at = 1; at < versions.size(); at++) {
      inForce = versions.get(at).effectiveFrom() < time ? at : inForce;
    }
    int born = inForce;
    while (born > 0 && !versions.get(born - 1).removed()) {
      born--;
    }
    List<Rule> kept = new ArrayList<>(versions.subList(inForce, versions.size()));
    if (born < inForce && !versions.get(inForce).removed()) {
      kept.add(0, versions.get(born));
    }
    return new RuleLine(kept);
  }

  public String id() {
    return versions.get(0).id();
  }

  /** Whether it has that version still. */
  public boolean has(long version) {
    return versions.stream().anyMatch(each -> each.version() == version);
  }

  public List<Rule> versions() {
    return versions;
  }

  /** The version that the last document gave. */
  public Rule last() {
    return versions.get(versions.size() - 1);
  }

  public List<RuleSpan> spans() {
    return spans;
  }

  /** The version that judges what happens then, or null where the rule is not there. */
  public RuleSpan at(long ts) {
    for (int each = spans.size() - 1; each >= 0; each--) {
      RuleSpan span = spans.get(each);
      if (span.judges(ts)) {
        return span;
      }
    }
    return null;
  }

  /** The first removal at or after that time, or null. */
  public Rule removalFrom(long ts) {
    for (Rule version : versions) {
      if (version.removed() && version.effectiveFrom() >= ts) {
        return version;
      }
    }
    return null;
  }
}
