package io.sluice.devicealert.rule;

import io.sluice.devicealert.event.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules by the events that they name. */
final class RuleIndex {
  private final Map<EventPattern, Integer> numbers = new LinkedHashMap<>();
  private final Map<EventType, Map<String, Kind>> named = new EnumMap<>(EventType.class);
  private final Map<EventType, Kind> others = new EnumMap<>(EventType.class);
  private final List<RuleLine> deadlines = new ArrayList<>();
  private final List<RuleSpan> absences = new ArrayList<>();
  private long longestWindow;

  RuleIndex(Collection<RuleLine> lines) {
    lines.forEach(this::number);
    numbers.keySet().forEach(this::name);
    for (EventType type : EventType.values()) {
      others.put(type, kind(type, null));
    }
    lines.forEach(this::index);
    named.values().forEach(byCode -> byCode.values().forEach(Kind::complete));
    others.values().forEach(Kind::complete);
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

  Kind kindOf(EventType type, String code) {
    Map<String, Kind> codes = named.get(type);
    Kind kind = codes == null || code == null ? null : codes.get(code);
    return kind == null ? others.get(type) : kind;
  }

  List<RuleLine> deadlines() {
    return deadlines;
  }

  List<RuleSpan> absences() {
    return absences;
  }

  int patterns() {
    return numbers.size();
  }

  long longestWindow() {
    return longestWindow;
  }
}
