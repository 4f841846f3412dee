package io.sluice.devicealert.rule;

import io.sluice.common.config.DurationText;
import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A named rule body with {@code ${parameters}}: a new rule of its form is a row, not code. What a
 * rule says itself beside its parameters wins over the template's.
 *
 * <pre>{@code
 * - id: any-order-pair
 *   parameters: {first: code, second: code, window: duration}
 *   body:
 *     alertType: PAIR
 *     match: {allOf: [{fault: "${first}"}, {fault: "${second}"}], within: "${window}"}
 * }</pre>
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_-]*)}");

  private final String id;
  private final Map<String, ParameterType> parameters;
  private final MappingNode body;

  private Template(String id, Map<String, ParameterType> parameters, MappingNode body) {
    this.id = id;
    this.parameters = parameters;
    this.body = body;
  }

  /** What a parameter has to look like. */
  private enum ParameterType {
    CODE,
    TEXT,
    DURATION,
    NUMBER;

    boolean takes(String value) {
      return switch (this) {
        case CODE -> !value.isBlank();
        case TEXT -> true;
        case NUMBER -> value.matches("-?\\d{1,9}");
        case DURATION -> isDuration(value);
      };
    }

    private static boolean isDuration(String value) {
      try {
        return !DurationText.parse(value).isNegative();
      } catch (RuntimeException wrong) {
        return false;
      }
    }
  }

  static Template read(MappingNode node) throws RuleSetException {
    Section section = Section.of(node);
    Map<String, ParameterType> parameters = new LinkedHashMap<>();
    section.allow("description", "parameters");
    if (section.has("parameters")) {
      Section types = section.section("parameters");
      for (String name : types.keys()) {
        parameters.put(name, types.choice(name, ParameterType.class, null));
      }
    }
    String id = RuleReader.id(section);
    section.section("body");
    section.refuseOthers();
    return new Template(id, parameters, (MappingNode) value(node, "body"));
  }

  String id() {
    return id;
  }

  /** The rule that its own fields and the body make. */
  MappingNode expand(MappingNode rule) throws RuleSetException {
    Map<String, String> values = values(rule);
    Map<String, NodeTuple> fields = new LinkedHashMap<>();
    for (NodeTuple field : body.getValue()) {
      Node filled = fill(field.getValueNode(), values);
      fields.put(key(field), new NodeTuple(field.getKeyNode(), filled));
    }
    for (NodeTuple field : rule.getValue()) {
      fields.put(key(field), field);
    }
    fields.remove("template");
    fields.remove("params");
    return new MappingNode(
        rule.getTag(),
        true,
        new ArrayList<>(fields.values()),
        rule.getStartMark(),
        rule.getEndMark(),
        rule.getFlowStyle());
  }

  private Map<String, String> values(MappingNode rule) throws RuleSetException {
    Section section = Section.of(rule);
    Section given = section.has("params") ? section.section("params") : null;
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, ParameterType> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      if (given == null || !given.has(name)) {
        throw section.problem(
            "params", "the template " + id + " needs '" + name + "', which is missing");
      }
      String value = given.text(name);
      if (!parameter.getValue().takes(value)) {
        throw given.problem(
            name,
            "expected a "
                + parameter.getValue().name().toLowerCase(Locale.ROOT)
                + ", found '"
                + value
                + "'");
      }
      values.put(name, value);
    }
    if (given != null) {
      given.refuseOthers();
    }
    return values;
  }

  private Node fill(Node node, Map<String, String> values) throws RuleSetException {
    if (node instanceof ScalarNode scalar) {
      return new ScalarNode(
          scalar.getTag(),
          fill(scalar.getValue(), values),
          scalar.getStartMark(),
          scalar.getEndMark(),
          scalar.getScalarStyle());
    }
    if (node instanceof SequenceNode sequence) {
      List<Node> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(fill(item, values));
      }
      return new SequenceNode(
          node.getTag(),
          true,
          items,
          node.getStartMark(),
          node.getEndMark(),
          sequence.getFlowStyle());
    }
    MappingNode mapping = (MappingNode) node;
    List<NodeTuple> fields = new ArrayList<>();
    for (NodeTuple field : mapping.getValue()) {
      fields.add(new NodeTuple(field.getKeyNode(), fill(field.getValueNode(), values)));
    }
    return new MappingNode(
        node.getTag(),
        true,
        fields,
        node.getStartMark(),
        node.getEndMark(),
        mapping.getFlowStyle());
  }

  private String fill(String text, Map<String, String> values) throws RuleSetException {
    Matcher place = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      String value = values.get(place.group(1));
      if (value == null) {
        throw Section.of(body)
            .problem("the template " + id + " has no parameter '" + place.group(1) + "'");
      }
      place.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return place.appendTail(filled).toString();
  }

  private static String key(NodeTuple field) {
    return ((ScalarNode) field.getKeyNode()).getValue();
  }

  static Node value(MappingNode node, String key) {
    for (NodeTuple field : node.getValue()) {
      if (field.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
        return field.getValueNode();
      }
    }
    return null;
  }
}
