package io.sluice.devicealert.rule;

import io.sluice.common.config.DurationText;
import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.event.Severity;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads one rule and checks all that can be checked without the other rules. Whatever is wrong is
 * told with its place.
 */
final class RuleReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int MOST_ITEMS = 16;
  private static final String DEFAULT_SEVERITY = "MAJOR";

  private final RuleLimits limits;

  RuleReader(RuleLimits limits) {
    this.limits = limits;
  }

  /** The version is 0 where the document says none, effectiveFrom null likewise. */
  record Read(Rule rule, long version, Long effectiveFrom) {}

  Read read(Section section) throws RuleSetException {
    String id = id(section);
    long version = section.whole("version", 0);
    if (version < 0) {
      throw section.problem("version", "the first version is 1, not " + version);
    }
    Long from = section.has("effectiveFrom") ? time(section, "effectiveFrom") : null;
    section.allow("version", "effectiveFrom", "description", "removed");
    Rule rule = section.flag("removed", false) ? Rule.removal(id) : rule(id, section);
    section.refuseOthers();
    return new Read(rule, version, from);
  }

  static String id(Section section) throws RuleSetException {
    String id = section.text("id");
    if (!ID.matcher(id).matches()) {
      throw section.problem(
          "id", "letters, digits, '-', '_' and '.' only, at most 100, not '" + id + "'");
    }
    return id;
  }

  private Rule rule(String id, Section section) throws RuleSetException {
    section.allow("hold", "priority", "severity", "overrides", "appliesTo", "revokeOn");
    Match match = match(section.section("match"));
    List<EventPattern> revokeOn =
        section.has("revokeOn") ? patterns(section, "revokeOn") : List.of();
    return new Rule(
        id,
        0,
        0,
        0,
        false,
        section.text("alertType"),
        severity(section),
        priority(section),
        section.has("hold") ? duration(section, "hold") : 0,
        section.has("overrides") ? section.texts("overrides") : List.of(),
        section.has("appliesTo") ? appliesTo(section.section("appliesTo")) : AppliesTo.ALL,
        match,
        revokeOn);
  }

  private static Severity severity(Section section) throws RuleSetException {
    String name = section.optionalText("severity").orElse(DEFAULT_SEVERITY);
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(name.toUpperCase(Locale.ROOT))) {
        return severity;
      }
    }
    throw section.problem(
        "severity", "expected one of " + Arrays.toString(Severity.values()) + ", found " + name);
  }

  private static int priority(Section section) throws RuleSetException {
    long priority = section.whole("priority", 0);
    if (priority != (int) priority) {
      throw section.problem("priority", "too large: " + priority);
    }
    return (int) priority;
  }

  private static AppliesTo appliesTo(Section section) throws RuleSetException {
    section.allow("level", "model", "version");
    AppliesTo appliesTo =
        new AppliesTo(
            section.has("level") ? section.texts("level") : List.of(),
            section.has("model") ? section.texts("model") : List.of(),
            section.has("version") ? section.texts("version") : List.of());
    section.refuseOthers();
    return appliesTo;
  }

  private Match match(Section section) throws RuleSetException {
    List<MatchKind> named =
        Arrays.stream(MatchKind.values()).filter(kind -> section.has(kind.key())).toList();
    if (named.size() != 1) {
      throw section.problem(
          "a match has exactly one of "
              + String.join(", ", Arrays.stream(MatchKind.values()).map(MatchKind::key).toList())
              + "; this one has "
              + named.size());
    }
    MatchKind kind = named.get(0);
    section.allow("unless");
    List<EventPattern> unless = section.has("unless") ? patterns(section, "unless") : List.of();
    String windowKey = kind.byDeadline() ? "for" : "within";
    long window = window(section, windowKey);
    Match match =
        switch (kind) {
          case ALL_OF, SEQUENCE -> new Match(kind, items(section, kind), 0, window, unless);
          case COUNT -> count(section.section(kind.key()), window, unless);
          case ABSENCE, DURATION ->
              new Match(kind, List.of(of(section.section(kind.key()))), 0, window, unless);
        };
    section.refuseOthers();
    return match;
  }

  private List<EventPattern> items(Section section, MatchKind kind) throws RuleSetException {
    List<EventPattern> items = patterns(section, kind.key());
    if (items.size() < 2 || items.size() > MOST_ITEMS) {
      throw section.problem(
          kind.key(), "2 to " + MOST_ITEMS + " events belong here, found " + items.size());
    }
    if (kind == MatchKind.ALL_OF && items.stream().distinct().count() < items.size()) {
      throw section.problem(kind.key(), "the same event stands here twice; use count");
    }
    return items;
  }

  private Match count(Section section, long window, List<EventPattern> unless)
      throws RuleSetException {
    EventPattern of = pattern(section.section("of"));
    long atLeast = section.whole("atLeast");
    if (atLeast < 1 || atLeast > limits.maxCount()) {
      throw section.problem(
          "atLeast", "1 to " + limits.maxCount() + " (half of max-log-events), not " + atLeast);
    }
    section.refuseOthers();
    return new Match(MatchKind.COUNT, List.of(of), (int) atLeast, window, unless);
  }

  private EventPattern of(Section section) throws RuleSetException {
    EventPattern of = pattern(section.section("of"));
    section.refuseOthers();
    return of;
  }

  private long window(Section section, String key) throws RuleSetException {
    long window = duration(section, key);
    if (window < 1) {
      throw section.problem(key, "must be longer than nothing");
    }
    if (window > limits.maxWindow()) {
      throw section.problem(
          key, "over the limit of " + limits.maxWindow() + " ms that rules.max-window sets");
    }
    return window;
  }

  private List<EventPattern> patterns(Section section, String key) throws RuleSetException {
    List<EventPattern> patterns = new ArrayList<>();
    for (Section item : section.sections(key)) {
      patterns.add(pattern(item));
    }
    return patterns;
  }

  /** {@code {fault: "8"}}, {@code {type: RUN}} or {@code {type: ALARM, code: "9"}}. */
  private EventPattern pattern(Section section) throws RuleSetException {
    EventPattern pattern;
    if (section.has("type")) {
      pattern =
          new EventPattern(
              type(section, "type", section.text("type")),
              section.optionalText("code").orElse(null));
    } else if (section.keys().size() == 1) {
      String key = section.keys().get(0);
      pattern = new EventPattern(type(section, key, key), section.text(key));
    } else {
      throw section.problem("an event is {fault: CODE}, {recovery: CODE}, {type: RUN} or the like");
    }
    section.allow("code");
    section.refuseOthers();
    if (!limits.knows(pattern.code())) {
      throw section.problem("the code '" + pattern.code() + "' is not in the catalogue");
    }
    return pattern;
  }

  private static EventType type(Section section, String key, String name) throws RuleSetException {
    for (EventType type : EventType.values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    throw section.problem(
        key, "there is no event '" + name + "'; known are " + Arrays.toString(EventType.values()));
  }

  private static long duration(Section section, String key) throws RuleSetException {
    String text = section.text(key);
    try {
      return DurationText.parse(text).toMillis();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException wrong) {
      throw section.problem(key, "expected a duration such as 60s or 5m, found '" + text + "'");
    }
  }

  private static long time(Section section, String key) throws RuleSetException {
    String text = section.text(key);
    try {
      return text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-')
              && !text.substring(1).contains("-")
          ? Long.parseLong(text)
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | NumberFormatException | ArithmeticException wrong) {
      throw section.problem(
          key, "expected a time such as 2026-01-31T10:00:00Z, found '" + text + "'");
    }
  }
}
