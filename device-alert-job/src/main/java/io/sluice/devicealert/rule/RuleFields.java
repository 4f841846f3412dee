package io.sluice.devicealert.rule;

import io.sluice.common.config.DurationText;
import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.event.Severity;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The fields that all who raise alerts have in common, rules and sequences, read and checked. */
public final class RuleFields {
  private static final String DEFAULT_SEVERITY = "MAJOR";

  private final RuleLimits limits;

  public RuleFields(RuleLimits limits) {
    this.limits = limits;
  }

  /** Says that they may stand in a section, all of them being optional. */
  public static void allow(Section section) {
    section.allow("hold", "priority", "severity", "overrides", "appliesTo", "revokeOn");
  }

  public static Severity severity(Section section) throws RuleSetException {
    String name = section.optionalText("severity").orElse(DEFAULT_SEVERITY);
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(name.toUpperCase(Locale.ROOT))) {
        return severity;
      }
    }
    throw section.problem(
        "severity", "expected one of " + Arrays.toString(Severity.values()) + ", found " + name);
  }

  public static int priority(Section section) throws RuleSetException {
    long priority = section.whole("priority", 0);
    if (priority != (int) priority) {
      throw section.problem("priority", "too large: " + priority);
    }
    return (int) priority;
  }

  /** Milliseconds. */
  public static long hold(Section section) throws RuleSetException {
    return section.has("hold") ? duration(section, "hold") : 0;
  }

  public static List<String> overrides(Section section) throws RuleSetException {
    return section.has("overrides") ? section.texts("overrides") : List.of();
  }

  public static AppliesTo appliesTo(Section section) throws RuleSetException {
    return section.has("appliesTo") ? readAppliesTo(section.section("appliesTo")) : AppliesTo.ALL;
  }

  private static AppliesTo readAppliesTo(Section section) throws RuleSetException {
    section.allow("level", "model", "version");
    AppliesTo appliesTo =
        new AppliesTo(
            section.has("level") ? section.texts("level") : List.of(),
            section.has("model") ? section.texts("model") : List.of(),
            section.has("version") ? section.texts("version") : List.of());
    section.refuseOthers();
    return appliesTo;
  }

  /** Milliseconds, of {@code within} or {@code for}. */
  public long window(Section section, String key) throws RuleSetException {
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

  public List<EventPattern> patterns(Section section, String key) throws RuleSetException {
    List<EventPattern> patterns = new ArrayList<>();
    for (Section item : section.sections(key)) {
      patterns.add(pattern(item));
    }
    return patterns;
  }

  /** {@code {fault: "8"}}, {@code {type: RUN}} or {@code {type: ALARM, code: "9"}}. */
  public EventPattern pattern(Section section) throws RuleSetException {
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
}
