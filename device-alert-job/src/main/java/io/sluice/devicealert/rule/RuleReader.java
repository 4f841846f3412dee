package io.sluice.devicealert.rule;

import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads one rule and checks all that can be checked without the other rules. Whatever is wrong is
 * told with its place.
 */
final class RuleReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int MOST_ITEMS = 16;

  private final RuleLimits limits;
  private final RuleFields fields;

  RuleReader(RuleLimits limits) {
    this.limits = limits;
    this.fields = new RuleFields(limits);
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
    RuleFields.allow(section);
    Match match = match(section.section("match"));
    List<EventPattern> revokeOn =
        section.has("revokeOn") ? fields.patterns(section, "revokeOn") : List.of();
    return new Rule(
        id,
        0,
        0,
        0,
        false,
        section.text("alertType"),
        RuleFields.severity(section),
        RuleFields.priority(section),
        RuleFields.hold(section),
        RuleFields.overrides(section),
        RuleFields.appliesTo(section),
        match,
        revokeOn);
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
    List<EventPattern> unless =
        section.has("unless") ? fields.patterns(section, "unless") : List.of();
    String windowKey = kind.byDeadline() ? "for" : "within";
    long window = fields.window(section, windowKey);
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
    List<EventPattern> items = fields.patterns(section, kind.key());
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
    EventPattern of = fields.pattern(section.section("of"));
    long atLeast = section.whole("atLeast");
    if (atLeast < 1 || atLeast > limits.maxCount()) {
      throw section.problem(
          "atLeast", "1 to " + limits.maxCount() + " (half of max-log-events), not " + atLeast);
    }
    section.refuseOthers();
    return new Match(MatchKind.COUNT, List.of(of), (int) atLeast, window, unless);
  }

  private EventPattern of(Section section) throws RuleSetException {
    EventPattern of = fields.pattern(section.section("of"));
    section.refuseOthers();
    return of;
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
