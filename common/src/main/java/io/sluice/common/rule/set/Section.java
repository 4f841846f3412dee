package io.sluice.common.rule.set;

import io.sluice.common.rule.Expression;
import io.sluice.common.rule.ExpressionCompiler;
import io.sluice.common.rule.ExpressionException;
import io.sluice.common.rule.FieldType;
import io.sluice.common.rule.LinearPattern;
import io.sluice.common.rule.set.RuleSetException.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a document of rules (YAML, and so JSON), read key by key; whatever is wrong is told
 * with its line and column. Remembers which keys were asked for, so that the others can be refused.
 */
public final class Section {
  private static final int LARGEST_DOCUMENT = 1 << 20;

  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  private Section(Node node) throws RuleSetException {
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      throw at(node, "expected fields with values, found " + kind(node));
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw at(entry.getKeyNode(), "a field's name is text");
      }
      if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
        throw at(key, "'" + key.getValue() + "' stands here twice");
      }
    }
  }

  /** The outermost mapping of a document. */
  public static Section parse(String document) throws RuleSetException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST_DOCUMENT);
    try {
      Node root = new Yaml(options).compose(new StringReader(withoutTabs(document)));
      if (root == null) {
        throw new RuleSetException(List.of(new Problem(1, 1, "the document is empty")));
      }
      return new Section(root);
    } catch (MarkedYAMLException wrong) {
      Mark mark = wrong.getProblemMark();
      throw new RuleSetException(
          List.of(new Problem(mark.getLine() + 1, mark.getColumn() + 1, wrong.getProblem())));
    } catch (YAMLException wrong) {
      String message = wrong.getMessage().lines().findFirst().orElse("not YAML");
      throw new RuleSetException(List.of(new Problem(1, 1, message)));
    }
  }

  /** A mapping that somebody else has composed, as from a template. */
  public static Section of(Node node) throws RuleSetException {
    return new Section(node);
  }

  /** JSON may be indented by tabs, YAML may not; no JSON text holds a bare one. */
  private static String withoutTabs(String document) {
    return document.stripLeading().startsWith("{") ? document.replace('\t', ' ') : document;
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The keys in the order of the document. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  public String text(String key) throws RuleSetException {
    return scalar(key, required(key)).getValue();
  }

  public Optional<String> optionalText(String key) throws RuleSetException {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  public long whole(String key) throws RuleSetException {
    String text = text(key);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException wrong) {
      throw problem(key, "expected a whole number, found '" + text + "'");
    }
  }

  public long whole(String key, long otherwise) throws RuleSetException {
    return has(key) ? whole(key) : otherwise;
  }

  public boolean flag(String key, boolean otherwise) throws RuleSetException {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key);
    if (!text.equals("true") && !text.equals("false")) {
      throw problem(key, "expected true or false, found '" + text + "'");
    }
    return text.equals("true");
  }

  /** A choice, written in lower case. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise)
      throws RuleSetException {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key);
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw problem(key, "expected one of " + String.join(", ", names) + ", found '" + text + "'");
  }

  public Section section(String key) throws RuleSetException {
    return new Section(required(key));
  }

  public List<Section> sections(String key) throws RuleSetException {
    List<Section> sections = new ArrayList<>();
    for (Node item : items(key)) {
      sections.add(new Section(item));
    }
    return sections;
  }

  /** A list of texts, or one text. */
  public List<String> texts(String key) throws RuleSetException {
    if (required(key) instanceof ScalarNode) {
      return List.of(text(key));
    }
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      texts.add(scalar(key, item).getValue());
    }
    return texts;
  }

  /** Whether the value is fields rather than a list or a text. */
  public boolean isMapping(String key) {
    return values.get(key) instanceof MappingNode;
  }

  /** Whether the value is a list. */
  public boolean isList(String key) {
    return values.get(key) instanceof SequenceNode;
  }

  private List<Node> items(String key) throws RuleSetException {
    Node value = required(key);
    if (!(value instanceof SequenceNode sequence)) {
      throw problem(key, "expected a list, found " + kind(value));
    }
    return sequence.getValue();
  }

  /** A text that is an expression of that type. */
  public <T> Expression<T> expression(String key, ExpressionCompiler<T> compiler, FieldType type)
      throws RuleSetException {
    ScalarNode value = scalar(key, required(key));
    try {
      return compiler.compile(value.getValue(), type);
    } catch (ExpressionException wrong) {
      throw within(key, value, wrong);
    }
  }

  /** A text that is a regular expression without backtracking. */
  public LinearPattern pattern(String key) throws RuleSetException {
    ScalarNode value = scalar(key, required(key));
    try {
      return LinearPattern.of(value.getValue());
    } catch (ExpressionException wrong) {
      throw within(key, value, wrong);
    }
  }

  /** The place in the document, exact where the text stands on one line as it is. */
  private static RuleSetException within(String key, ScalarNode value, ExpressionException wrong) {
    Mark mark = value.getStartMark();
    String message = key + ": " + wrong.getMessage();
    boolean asItIs = value.getScalarStyle() == ScalarStyle.PLAIN;
    boolean quoted =
        value.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
            || value.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
    if (wrong.line() == 1 && (asItIs || quoted)) {
      int column = mark.getColumn() + wrong.column() + (quoted ? 1 : 0);
      return new RuleSetException(List.of(new Problem(mark.getLine() + 1, column, message)));
    }
    return new RuleSetException(
        List.of(new Problem(mark.getLine() + 1 + wrong.line(), wrong.column(), message)));
  }

  /** A complaint about the value of a key. */
  public RuleSetException problem(String key, String message) {
    return at(values.getOrDefault(key, node), key + ": " + message);
  }

  /** A complaint about the whole. */
  public RuleSetException problem(String message) {
    return at(node, message);
  }

  /** Complains about keys that nobody asked for. */
  public void refuseOthers() throws RuleSetException {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        throw problem(key, "there is no such field here; known are " + String.join(", ", known()));
      }
    }
  }

  private List<String> known() {
    return asked.stream().sorted().toList();
  }

  /** Says that a key may stand here, though it does not. */
  public void allow(String... keys) {
    asked.addAll(List.of(keys));
  }

  private Node required(String key) throws RuleSetException {
    asked.add(key);
    Node value = values.get(key);
    if (value == null) {
      throw at(node, "'" + key + "' is missing");
    }
    return value;
  }

  private static ScalarNode scalar(String key, Node value) throws RuleSetException {
    if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar;
    }
    throw at(value, key + ": expected a value, found " + kind(value));
  }

  private static String kind(Node node) {
    if (node instanceof MappingNode) {
      return "fields";
    }
    return node instanceof SequenceNode
        ? "a list"
        : node.getTag().equals(Tag.NULL) ? "nothing" : "a single value";
  }

  private static RuleSetException at(Node node, String message) {
    Mark mark = node.getStartMark();
    return new RuleSetException(
        List.of(new Problem(mark.getLine() + 1, mark.getColumn() + 1, message)));
  }
}
