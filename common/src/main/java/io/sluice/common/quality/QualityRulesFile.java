package io.sluice.common.quality;

import io.sluice.common.quality.QualityRule.Bounds;
import io.sluice.common.quality.QualityRule.Usual;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads quality rules: YAML with the one key {@code rules}, a list. What each takes is in the event
 * formats. The rule on the balance of stages is always there; a rule of its type in the file only
 * changes its severity.
 *
 * @param stages what a rule may name as its stage
 * @param fields what a rule may name as its field
 */
public record QualityRulesFile(Set<String> stages, Set<String> fields) {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final String FIRST_STAGE = "parse";
  private static final String CLEANING_STAGE = "clean";
  private static final int MOST_RULES = 200;

  /**
   * @throws IllegalArgumentException with one line for people: the rule and what is wrong with it
   */
  public List<QualityRule> read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file cannot be read");
    }
  }

  /** As {@link #read(Path)}. */
  public List<QualityRule> read(Reader reader) {
    List<QualityRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Object each : listed(reader)) {
      QualityRule rule = rule(each, rules.size() + 1);
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules are called " + rule.id());
      }
      rules.add(rule);
    }
    if (rules.size() > MOST_RULES) {
      throw new IllegalArgumentException("more than " + MOST_RULES + " rules");
    }
    if (!ids.contains(QualityRule.BALANCE)) {
      rules.add(QualityRule.balance(Severity.CRITICAL));
    }
    return List.copyOf(rules);
  }

  private static List<?> listed(Reader reader) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      Object document = new Yaml(new SafeConstructor(options)).load(reader);
      if (document instanceof Map<?, ?> map
          && map.keySet().equals(Set.of("rules"))
          && map.get("rules") instanceof List<?> rules) {
        return rules;
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new IllegalArgumentException("line " + line + " is no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new IllegalArgumentException("it is no YAML in UTF-8");
    }
    throw new IllegalArgumentException("it has to be the one key rules with a list, [] for none");
  }

  private QualityRule rule(Object given, int number) {
    if (!(given instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("rule " + number + " is no list of key: value");
    }
    String id = new RuleFields("rule " + number, map).text("id", null);
    RuleFields fields = new RuleFields("rule " + id, map);
    if (!fields.text("id", null).matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw fields.wrong("its id has other characters than letters, digits, dots and dashes");
    }
    QualityRule rule = rule(id, fields);
    fields.refuseOthers();
    return rule;
  }

  private QualityRule rule(String id, RuleFields fields) {
    RuleType type = fields.choice("type", null, RuleType.class);
    Severity severity = fields.choice("severity", Severity.WARNING, Severity.class);
    if (type == RuleType.BALANCE || id.equals(QualityRule.BALANCE)) {
      if (type != RuleType.BALANCE || !id.equals(QualityRule.BALANCE)) {
        throw fields.wrong("id and type balance belong together");
      }
      return QualityRule.balance(severity);
    }
    boolean usual = type == RuleType.USUAL_VOLUME;
    return new QualityRule(
        id,
        type,
        severity,
        subject(type, fields),
        window(fields),
        usual ? Bounds.NONE : bounds(type, fields),
        type == RuleType.VOLUME ? 0 : fields.integer("minimum", usual ? 0 : 1, 0, 1_000_000_000),
        fields.integer("openAfter", 1, 1, 10_000),
        fields.integer("closeAfter", 1, 1, 10_000),
        sample(type, fields),
        usual ? usual(fields) : null);
  }

  private String subject(RuleType type, RuleFields fields) {
    if (type.readsField()) {
      return fields.oneOf("field", null, this.fields);
    }
    String stage = type == RuleType.DROPPED_SHARE ? CLEANING_STAGE : FIRST_STAGE;
    return fields.oneOf("stage", stage, stages);
  }

  private static long window(RuleFields fields) {
    long millis = fields.duration("window", "1m").toMillis();
    if (millis < QualityRule.MINUTE || millis % QualityRule.MINUTE != 0 || HOUR % millis != 0) {
      throw fields.wrong("window: an hour has to be a whole number of windows of whole minutes");
    }
    return millis;
  }

  private static Bounds bounds(RuleType type, RuleFields fields) {
    Bounds bounds =
        type.isShare()
            ? new Bounds(
                fields.share("atLeast"),
                fields.share("atMost"),
                fields.share("clearAtLeast"),
                fields.share("clearAtMost"))
            : new Bounds(
                fields.number("atLeast"),
                fields.number("atMost"),
                fields.number("clearAtLeast"),
                fields.number("clearAtMost"));
    if (bounds.atLeast() == null && bounds.atMost() == null) {
      throw fields.wrong("it needs atLeast or atMost");
    }
    requireOrder(bounds.atLeast(), bounds.atMost(), "atLeast is above atMost", fields);
    requireOrder(bounds.atLeast(), bounds.clearAtLeast(), "clearAtLeast is below atLeast", fields);
    requireOrder(bounds.clearAtMost(), bounds.atMost(), "clearAtMost is above atMost", fields);
    Bounds open = bounds.whileOpen();
    requireOrder(open.atLeast(), open.atMost(), "clearAtLeast is above clearAtMost", fields);
    if ((bounds.clearAtLeast() != null && bounds.atLeast() == null)
        || (bounds.clearAtMost() != null && bounds.atMost() == null)) {
      throw fields.wrong("clearAtLeast goes with atLeast, clearAtMost with atMost");
    }
    return bounds;
  }

  private static void requireOrder(Double lower, Double upper, String problem, RuleFields fields) {
    if (lower != null && upper != null && lower > upper) {
      throw fields.wrong(problem);
    }
  }

  /** Counts are there anyway: taking a sample of them would save nothing. */
  private static double sample(RuleType type, RuleFields fields) {
    if (!type.readsField()) {
      return 1;
    }
    double sample = fields.share("sample", "100%");
    if (sample == 0) {
      throw fields.wrong("sample: nothing would be looked at; write 1% or more");
    }
    return sample;
  }

  private static Usual usual(RuleFields fields) {
    Usual usual =
        new Usual(
            fields.number("deviations", 4),
            fields.share("change", "50%"),
            fields.integer("minimumWeeks", 2, 1, 52),
            fields.integer("weeks", 8, 1, 52));
    if (usual.minimumWeeks() > usual.weeks()) {
      throw fields.wrong("minimumWeeks is more than weeks");
    }
    return usual;
  }
}
