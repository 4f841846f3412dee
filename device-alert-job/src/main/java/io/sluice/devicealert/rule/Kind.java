package io.sluice.devicealert.rule;

import io.sluice.devicealert.event.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules have to do with events of one type and code, worked out once, so that an event
 * costs what its device has seen of late and not what rules there are.
 *
 * <p>The versions that an event of this kind may complete are grouped by one more event that each
 * needs: a group is looked at only if the device has had that one.
 */
public final class Kind {
  private final EventType type;
  private final String code;
  private final List<Stake> stakes = new ArrayList<>();
  private final Map<Integer, List<RuleSpan>> byPartner = new LinkedHashMap<>();
  private final List<RuleSpan> alone = new ArrayList<>();
  private final List<RuleSpan> anchored = new ArrayList<>();
  private final PatternSet patterns;
  private long reach;
  private boolean lastKept;
  private Group[] groups;

  /**
   * Versions that need the same event beside this one.
   *
   * @param partner the number of its pattern
   */
  public record Group(int partner, List<RuleSpan> spans) {}

  /**
   * A version that names such events in any role.
   *
   * @param line of the version
   * @param needs the numbers of the patterns without any of which nothing completes it
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Stake(RuleLine line, int[] needs) {}

  /**
   * @param code null for all codes that no rule names
   */
  Kind(EventType type, String code, PatternSet patterns) {
    this.type = type;
    this.code = code;
    this.patterns = patterns;
  }

  public EventType type() {
    return type;
  }

  public String code() {
    return code;
  }

  /** Whether no rule has to do with it. */
  public boolean unnamed() {
    return stakes.isEmpty();
  }

  public List<Stake> stakes() {
    return stakes;
  }

  /** Versions that it may complete with an event of a partner's. */
  public Group[] groups() {
    return groups;
  }

  /** Versions that it may complete by itself. */
  public List<RuleSpan> alone() {
    return alone;
  }

  /** Versions whose time begins with it. */
  public List<RuleSpan> anchored() {
    return anchored;
  }

  public PatternSet patterns() {
    return patterns;
  }

  /** For how many milliseconds after it an event may still ask for it. */
  public long reach() {
    return reach;
  }

  /** Whether its last event counts however long ago it was. */
  public boolean lastKept() {
    return lastKept;
  }

  /** Takes a role in a version of a rule, if it has one. */
  void joins(RuleLine line, RuleSpan span, Map<EventPattern, Integer> numbers) {
    Match match = span.match();
    boolean item = match.items().stream().anyMatch(this::is);
    boolean cancels =
        span.cancels(type, code) != 0 || (recovers(span) && type == EventType.RECOVERY);
    boolean revokes = span.rule().revokedBy(type, code);
    if (!item && !cancels && !revokes) {
      return;
    }
    stakes.add(new Stake(line, needs(match, numbers)));
    if (item || cancels) {
      lastKept |= match.kind() == MatchKind.ABSENCE;
      reach = match.kind() == MatchKind.ABSENCE ? reach : Math.max(reach, match.window());
    }
    if (item) {
      completes(span, numbers);
    }
  }

  /** Time may complete what is not there. */
  private static int[] needs(Match match, Map<EventPattern, Integer> numbers) {
    return match.kind().byDeadline()
        ? new int[0]
        : match.items().stream().mapToInt(numbers::get).toArray();
  }

  private boolean recovers(RuleSpan span) {
    String raised = span.match().of().code();
    return span.recoversItself() && (raised == null || raised.equals(code));
  }

  private void completes(RuleSpan span, Map<EventPattern, Integer> numbers) {
    List<EventPattern> items = span.match().items();
    switch (span.match().kind()) {
      case ALL_OF -> {
        EventPattern first = items.get(0);
        boolean firstOnly =
            is(first) && items.subList(1, items.size()).stream().noneMatch(this::is);
        boolean partnerKnown = firstOnly || !is(first);
        if (partnerKnown) {
          group(firstOnly ? items.get(1) : first, span, numbers);
        } else {
          alone.add(span);
        }
      }
      case SEQUENCE -> {
        if (is(items.get(items.size() - 1))) {
          group(items.get(items.size() - 2), span, numbers);
        }
      }
      case COUNT -> alone.add(span);
      case ABSENCE, DURATION -> anchored.add(span);
    }
  }

  private void group(EventPattern partner, RuleSpan span, Map<EventPattern, Integer> numbers) {
    byPartner.computeIfAbsent(numbers.get(partner), none -> new ArrayList<>()).add(span);
  }

  private boolean is(EventPattern pattern) {
    return pattern.matches(type, code);
  }

  /** Called when all rules have joined. */
  void complete() {
    groups =
        byPartner.entrySet().stream()
            .map(each -> new Group(each.getKey(), List.copyOf(each.getValue())))
            .toArray(Group[]::new);
  }
}
