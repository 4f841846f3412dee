package io.sluice.loganalytics.clean;

import io.sluice.common.rule.Expression;
import io.sluice.common.rule.FieldType;
import io.sluice.common.rule.LinearPattern;
import io.sluice.common.rule.set.RuleFormat;
import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import io.sluice.loganalytics.event.AccessRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a cleaning rule: {@code id}, {@code description}, {@code enabled}, {@code when}, {@code
 * onError} and one of the actions.
 */
public final class CleaningRuleFormat implements RuleFormat<CleaningRule> {
  private static final long serialVersionUID = 1L;
  private static final List<String> ACTIONS =
      List.of("drop", "keep", "set", "rename", "mask", "truncate", "extract", "query");
  private static final String MASK = "***";

  @Override
  public CleaningRule read(String id, Section rule) throws RuleSetException {
    rule.allow(ACTIONS.toArray(new String[0]));
    rule.allow("when", "enabled", "onError");
    Expression<AccessRequest> when =
        rule.has("when")
            ? rule.expression("when", RequestFields.compiler(), FieldType.BOOLEAN)
            : null;
    String name = action(rule);
    if (name.equals("keep") && when == null) {
      throw rule.problem("'keep' needs a 'when': what it does not hold for is left out");
    }
    return new CleaningRule(
        id,
        rule.flag("enabled", true),
        when,
        name.equals("keep"),
        action(name, rule),
        rule.choice("onError", OnError.class, OnError.KEEP));
  }

  private static String action(Section rule) throws RuleSetException {
    List<String> named = ACTIONS.stream().filter(rule::has).toList();
    if (named.size() != 1) {
      throw rule.problem(
          "a rule has one action of "
              + String.join(", ", ACTIONS)
              + "; this one has "
              + (named.isEmpty() ? "none" : String.join(" and ", named)));
    }
    return named.get(0);
  }

  private static Action action(String name, Section rule) throws RuleSetException {
    return switch (name) {
      case "drop" -> plain(rule, name, Effect.DROPPED);
      case "keep" -> plain(rule, name, Effect.MATCHED);
      case "set" -> set(rule.section(name));
      case "rename" -> rename(rule.section(name));
      case "mask" -> mask(rule.section(name));
      case "truncate" -> truncate(rule.section(name));
      case "extract" -> extract(rule.section(name));
      default -> query(rule.section(name));
    };
  }

  private static Action plain(Section rule, String name, Effect effect) throws RuleSetException {
    if (!rule.flag(name, true)) {
      throw rule.problem(name, "write " + name + ": true, or enabled: false to switch a rule off");
    }
    return request -> effect;
  }

  private static Action set(Section set) throws RuleSetException {
    List<SetFields.Assignment> assignments = new ArrayList<>();
    for (String field : set.keys()) {
      Target target = target(set, field, field);
      assignments.add(
          new SetFields.Assignment(
              target, set.expression(field, RequestFields.compiler(), target.type())));
    }
    return new SetFields(notEmpty(set, assignments));
  }

  private static Action rename(Section rename) throws RuleSetException {
    List<RenameFields.Move> moves = new ArrayList<>();
    for (String field : rename.keys()) {
      TextSource source = source(rename, field, field);
      Target emptied = textTarget(rename, field, field);
      Target target = textTarget(rename, field, rename.text(field));
      moves.add(new RenameFields.Move(source, emptied, target));
    }
    return new RenameFields(notEmpty(rename, moves));
  }

  private static Action mask(Section mask) throws RuleSetException {
    String field = mask.text("field");
    mask.allow("pattern", "with");
    if (field.equals(RequestFields.ADDRESS)) {
      throw mask.problem("field", "an address is cut by truncate, not masked");
    }
    Action action =
        new MaskField(
            source(mask, "field", field),
            textTarget(mask, "field", field),
            mask.has("pattern") ? mask.pattern("pattern") : null,
            mask.optionalText("with").orElse(MASK));
    mask.refuseOthers();
    return action;
  }

  private static Action truncate(Section truncate) throws RuleSetException {
    String field = truncate.text("field");
    if (!field.equals(RequestFields.ADDRESS)) {
      throw truncate.problem("field", "only " + RequestFields.ADDRESS + " can be truncated");
    }
    truncate.allow("ipv4", "ipv6");
    Action action =
        new TruncateAddress(prefix(truncate, "ipv4", 24, 32), prefix(truncate, "ipv6", 48, 128));
    truncate.refuseOthers();
    return action;
  }

  private static int prefix(Section truncate, String key, int otherwise, int most)
      throws RuleSetException {
    long bits = truncate.whole(key, otherwise);
    if (bits < 0 || bits > most) {
      throw truncate.problem(key, "a prefix length from 0 to " + most + ", not " + bits);
    }
    return (int) bits;
  }

  private static Action extract(Section extract) throws RuleSetException {
    TextSource source = source(extract, "field", extract.text("field"));
    LinearPattern pattern = extract.pattern("pattern");
    if (pattern.groups().isEmpty()) {
      throw extract.problem("pattern", "names no group; write (?P<name>…)");
    }
    extract.allow("into");
    Section into = extract.has("into") ? extract.section("into") : null;
    List<ExtractGroups.Group> groups = new ArrayList<>();
    for (String group : pattern.groups().keySet()) {
      if (into == null || into.has(group)) {
        Target target =
            into == null
                ? textTarget(extract, "pattern", RequestFields.LABELS + group)
                : textTarget(into, group, into.text(group));
        groups.add(new ExtractGroups.Group(pattern.groups().get(group), target));
      }
    }
    if (into != null) {
      into.refuseOthers();
    }
    extract.refuseOthers();
    return new ExtractGroups(source, pattern, groups);
  }

  private static Action query(Section query) throws RuleSetException {
    List<QueryParameters.Parameter> parameters = new ArrayList<>();
    if (query.has("parameters") && !query.isMapping("parameters")) {
      for (String name : query.texts("parameters")) {
        Target target = textTarget(query, "parameters", RequestFields.LABELS + name);
        parameters.add(parameter(query, "parameters", name, target));
      }
    } else {
      Section into = query.section("parameters");
      for (String name : into.keys()) {
        Target target = textTarget(into, name, into.text(name));
        parameters.add(parameter(into, name, name, target));
      }
    }
    query.refuseOthers();
    return new QueryParameters(notEmpty(query, parameters));
  }

  private static QueryParameters.Parameter parameter(
      Section section, String key, String name, Target target) throws RuleSetException {
    if (name.isEmpty()) {
      throw section.problem(key, "a parameter has a name");
    }
    return new QueryParameters.Parameter(name, target);
  }

  private static <A> List<A> notEmpty(Section section, List<A> parts) throws RuleSetException {
    if (parts.isEmpty()) {
      throw section.problem("names no field");
    }
    return List.copyOf(parts);
  }

  private static TextSource source(Section section, String key, String field)
      throws RuleSetException {
    return RequestFields.source(field)
        .orElseThrow(() -> section.problem(key, "'" + field + "' is no text of a request"));
  }

  private static Target textTarget(Section section, String key, String field)
      throws RuleSetException {
    Target target = target(section, key, field);
    if (target.type() != FieldType.TEXT) {
      throw section.problem(key, "'" + field + "' takes a number, not a text");
    }
    return target;
  }

  private static Target target(Section section, String key, String field) throws RuleSetException {
    return RequestFields.target(field)
        .orElseThrow(
            () ->
                section.problem(
                    key,
                    "'"
                        + field
                        + "' cannot be written; what can is "
                        + String.join(", ", RequestFields.writable())));
  }
}
