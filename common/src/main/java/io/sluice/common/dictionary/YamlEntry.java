package io.sluice.common.dictionary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file that knows where it stands, so that a complaint can say it. Scalars are
 * taken as they are written. What is asked for and wrong is complained about and given as absent.
 */
final class YamlEntry {
  private final String file;
  private final String place;
  private final int line;
  private final List<String> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private YamlEntry(String file, String place, int line, List<String> problems) {
    this.file = file;
    this.place = place;
    this.line = line;
    this.problems = problems;
  }

  /**
   * @param place what complaints call it, e.g. {@code source telemetry}; empty for the file itself
   */
  static YamlEntry of(String file, String place, Node node, List<String> problems) {
    YamlEntry entry = new YamlEntry(file, place, node.getStartMark().getLine() + 1, problems);
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(entry::put);
    } else if (!isNull(node)) {
      entry.refuse("is no mapping", "write key: value lines");
    }
    return entry;
  }

  private void put(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      refuse("has a key that is no text", "name it");
    } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
      refuse(key.getValue() + " is given twice", "keep one of the two");
    }
  }

  /** The same file, one level down. */
  YamlEntry under(String part, Node node) {
    return of(file, place.isEmpty() ? part : place + ", " + part, node, problems);
  }

  /** Another file in the place of this entry; complaints name both. */
  YamlEntry replacedBy(String otherFile, Node node) {
    return of(otherFile, place, node, problems);
  }

  /** What a mapping has under a key, without a word on what is wrong with it; or null. */
  static String peek(Node node, String key) {
    return of("", "", node, new ArrayList<>()).text(key);
  }

  void refuse(String problem, String fix) {
    String at = file + " line " + line + (place.isEmpty() ? "" : ": " + place);
    problems.add(at + ": " + problem + ": " + fix);
  }

  void allow(String... keys) {
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    List<String> known = List.of(keys);
    unknown.removeAll(known);
    for (String key : unknown) {
      refuse(key + " is no key here", "choose from " + String.join(", ", known));
    }
  }

  boolean has(String key) {
    return values.containsKey(key) && !isNull(values.get(key));
  }

  Map<String, Node> values() {
    return values;
  }

  /** The scalar, or null. */
  String text(String key) {
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return null;
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    refuse(key + " is no plain value", "write " + key + ": VALUE");
    return null;
  }

  String textOr(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  boolean flag(String key, boolean otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    if (!text.equals("true") && !text.equals("false")) {
      refuse(key + " is " + text, "write true or false");
    }
    return text.equals("true");
  }

  <T> T parsed(String key, T otherwise, Function<String, T> parser, String expectation) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    try {
      T value = parser.apply(text);
      if (value != null) {
        return value;
      }
    } catch (RuntimeException wrong) {
      // Said below, in words that fit the file.
    }
    refuse(key + " is " + text, "write " + expectation);
    return otherwise;
  }

  /** The scalars of a list; a single scalar is a list of one. */
  List<String> texts(String key) {
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return List.of();
    }
    if (node instanceof ScalarNode scalar) {
      return List.of(scalar.getValue().strip());
    }
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        texts.add(scalar.getValue().strip());
      } else {
        refuse(key + " has an item that is no plain value", "list plain values");
      }
    }
    return texts;
  }

  List<Node> items(String key) {
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    refuse(key + " is no list", "write " + key + ": [ … ]");
    return List.of();
  }

  /** The mapping under the key, empty where there is none. */
  YamlEntry entry(String key, String part) {
    Node node = values.get(key);
    return node == null ? new YamlEntry(file, place, line, problems) : under(part, node);
  }

  /** A path: a text with dots between names, or a list of names that may hold dots themselves. */
  static List<String> path(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream()
          .filter(ScalarNode.class::isInstance)
          .map(item -> ((ScalarNode) item).getValue())
          .toList();
    }
    return node instanceof ScalarNode scalar ? path(scalar.getValue()) : List.of();
  }

  static List<String> path(String text) {
    return List.of(text.split("\\."));
  }

  static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }
}
