package io.sluice.devicealert.rule;

import io.sluice.devicealert.event.EventType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All rules, ready to be matched. Immutable; a change makes a new book. */
public final class RuleBook {
  public static final RuleBook EMPTY = new RuleBook(new TreeMap<>());

  private final TreeMap<String, RuleLine> lines;
  private final Map<EventPattern, Integer> numbers = new LinkedHashMap<>();
  private final Map<EventType, Map<String, Kind>> named = new EnumMap<>(EventType.class);
  private final Map<EventType, Kind> others = new EnumMap<>(EventType.class);
  private final List<RuleLine> deadlines = new ArrayList<>();
  private final List<RuleSpan> absences = new ArrayList<>();
  private long longestWindow;

  private RuleBook(TreeMap<String, RuleLine> lines) {
    this.lines = lines;
    lines.values().forEach(this::number);
    numbers.keySet().forEach(this::name);
    for (EventType type : EventType.values()) {
      others.put(type, kind(type, null));
    }
    lines.values().forEach(this::index);
    named.values().forEach(byCode -> byCode.values().forEach(Kind::complete));
    others.values().forEach(Kind::complete);
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

  private void number(RuleLine line) {
    for (RuleSpan span : line.spans()) {
      Match match = span.match();
      patternsIn(span).forEach(pattern -> numbers.putIfAbsent(pattern, numbers.size()));
      longestWindow = Math.max(longestWindow, match.kind().byDeadline() ? 0 : match.window());
    }
  }

  private static List<EventPattern> patternsIn(RuleSpan span) {
    List<EventPattern> patterns = new ArrayList<>(span.match().items());
    patterns.addAll(span.match().unless());
    patterns.addAll(span.rule().revokeOn());
    if (span.recoversItself()) {
      patterns.add(new EventPattern(EventType.RECOVERY, span.match().of().code()));
    }
    return patterns;
  }

  private Set<Kind> kindsIn(RuleSpan span) {
    Set<Kind> kinds = new LinkedHashSet<>();
    for (EventPattern pattern : patternsIn(span)) {
      Map<String, Kind> codes = named.getOrDefault(pattern.type(), Map.of());
      if (pattern.code() != null) {
        kinds.add(codes.get(pattern.code()));
      } else {
        kinds.addAll(codes.values());
        kinds.add(others.get(pattern.type()));
      }
    }
    return kinds;
  }

  private void name(EventPattern pattern) {
    if (pattern.code() != null) {
      named
          .computeIfAbsent(pattern.type(), none -> new HashMap<>())
          .computeIfAbsent(pattern.code(), code -> kind(pattern.type(), code));
    }
  }

  private Kind kind(EventType type, String code) {
    PatternSet patterns = new PatternSet(numbers.size());
    for (EventPattern pattern :
        List.of(new EventPattern(type, null), new EventPattern(type, code))) {
      Integer number = numbers.get(pattern);
      if (number != null) {
        patterns.add(number);
      }
    }
    return new Kind(type, code, patterns);
  }

  private void index(RuleLine line) {
    for (RuleSpan span : line.spans()) {
      kindsIn(span).forEach(kind -> kind.joins(line, span, numbers));
      if (span.match().kind() == MatchKind.ABSENCE) {
        absences.add(span);
      }
    }
    if (line.spans().stream().anyMatch(span -> span.match().kind().byDeadline())) {
      deadlines.add(line);
    }
  }

  /** What the rules have to do with such an event. */
  public Kind kindOf(EventType type, String code) {
    Map<String, Kind> codes = named.get(type);
    Kind kind = codes == null || code == null ? null : codes.get(code);
    return kind == null ? others.get(type) : kind;
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
    return deadlines;
  }

  public List<RuleSpan> absences() {
    return absences;
  }

  public int patterns() {
    return numbers.size();
  }

  /** How far back in milliseconds a completion by an event may look. */
  public long longestWindow() {
    return longestWindow;
  }

  /**
   * Whether a rule's overrides would close a circle with those of the others, so that two alerts
   * suppress each other.
   */
  public boolean overridesInCircle(Rule candidate) {
    Map<String, Set<String>> edges = new HashMap<>();
    for (RuleLine line : lines.values()) {
      if (!line.last().removed() && !line.id().equals(candidate.id())) {
        addEdges(line.last(), edges);
      }
    }
    addEdges(candidate, edges);
    Deque<String> open = new ArrayDeque<>(candidate.overrides());
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String alertType = open.pop();
      if (alertType.equals(candidate.alertType())) {
        return true;
      }
      if (seen.add(alertType)) {
        open.addAll(edges.getOrDefault(alertType, Set.of()));
      }
    }
    return false;
  }

  private static void addEdges(Rule rule, Map<String, Set<String>> edges) {
    edges.computeIfAbsent(rule.alertType(), none -> new HashSet<>()).addAll(rule.overrides());
  }
}
