package io.sluice.devicealert.rule;

import io.sluice.devicealert.event.EventType;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** All rules, ready to be matched. A change makes a new book; used by one thread. */
public final class RuleBook {
  private final TreeMap<String, RuleLine> lines;

  /** Made when first asked for: whoever only keeps rules needs none. */
  private RuleIndex index;

  private RuleBook(TreeMap<String, RuleLine> lines) {
    this.lines = lines;
  }

  public static RuleBook empty() {
    return new RuleBook(new TreeMap<>());
  }

  /** The book with further versions, in their order. */
  public RuleBook with(Collection<Rule> changes) {
    TreeMap<String, RuleLine> next = new TreeMap<>(lines);
    for (Rule change : changes) {
      RuleLine line = next.get(change.id());
      next.put(change.id(), line == null ? RuleLine.of(change) : line.with(change));
    }
    return new RuleBook(next);
  }

  /** The book without versions of a rule that others had replaced before a time. */
  public RuleBook since(String ruleId, long time) {
    TreeMap<String, RuleLine> next = new TreeMap<>(lines);
    next.computeIfPresent(ruleId, (id, line) -> line.since(time));
    return new RuleBook(next);
  }

  private RuleIndex index() {
    if (index == null) {
      index = new RuleIndex(lines.values());
    }
    return index;
  }

  /** What the rules have to do with such an event. */
  public Kind kindOf(EventType type, String code) {
    return index().kindOf(type, code);
  }

  /** A rule by id, null if there never was one. */
  public RuleLine line(String id) {
    return lines.get(id);
  }

  /** In the order of their ids. */
  public Collection<RuleLine> lines() {
    return lines.values();
  }

  /** The rules that time completes. */
  public List<RuleLine> deadlines() {
    return index().deadlines();
  }

  public List<RuleSpan> absences() {
    return index().absences();
  }

  public int patterns() {
    return index().patterns();
  }

  /** How far back in milliseconds a completion by an event may look. */
  public long longestWindow() {
    return index().longestWindow();
  }

  /**
   * Whether a rule's overrides would close a circle with those of the others, so that two alerts
   * suppress each other.
   *
   * @param circle the overrides of those who are no rules
   */
  public boolean overridesInCircle(Rule candidate, OverrideCircle circle) {
    for (RuleLine line : lines.values()) {
      if (!line.last().removed() && !line.id().equals(candidate.id())) {
        circle.add(line.last().alertType(), line.last().overrides());
      }
    }
    return circle.closedBy(candidate.alertType(), candidate.overrides());
  }
}
