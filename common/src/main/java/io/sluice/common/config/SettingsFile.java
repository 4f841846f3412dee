package io.sluice.common.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
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
 * One YAML file as dotted keys. Scalars are taken as they are written: YAML's own guesses (a 90
 * from {@code 1:30}, a false from {@code off}) never apply, the setting's type decides.
 */
final class SettingsFile {

  private static final int DEEPEST = 20;

  private final Path file;
  private final List<BadSetting> problems;
  private final Map<String, GivenValue> values = new LinkedHashMap<>();

  private SettingsFile(Path file, List<BadSetting> problems) {
    this.file = file;
    this.problems = problems;
  }

  static Map<String, GivenValue> read(Path file, List<BadSetting> problems) {
    SettingsFile settings = new SettingsFile(file, problems);
    settings.read();
    return settings.values;
  }

  private void read() {
    try (Reader reader = Files.newBufferedReader(file)) {
      LoaderOptions options = new LoaderOptions();
      Node root = new Yaml(new SafeConstructor(options)).compose(reader);
      if (root instanceof MappingNode mapping) {
        flatten("", mapping, 0);
      } else if (root != null && !Tag.NULL.equals(root.getTag())) {
        refuse(file.toString(), at(root), "is not a settings file", "write key: value lines");
      }
    } catch (MarkedYAMLException e) {
      refuseYaml(e);
    } catch (YAMLException e) {
      refuse(file.toString(), null, "is not YAML", "check its encoding (UTF-8) and characters");
    } catch (IOException e) {
      refuse(file.toString(), null, "cannot be read", "give --config a readable YAML file");
    }
  }

  /** Only the parser's own words: its full message quotes lines of the file, secrets and all. */
  private void refuseYaml(MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    String origin = mark == null ? null : "line " + (mark.getLine() + 1);
    refuse(file.toString(), origin, "is not YAML", "correct the syntax there, e.g. with quotes");
  }

  private void flatten(String prefix, MappingNode mapping, int depth) {
    if (depth > DEEPEST) {
      refuse(prefix, at(mapping), "is nested too deep", "write dotted keys");
      return;
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode name) {
        put(prefix + name.getValue(), entry.getValueNode(), depth);
      } else {
        refuse(file.toString(), at(entry.getKeyNode()), "has a key that is no text", "name it");
      }
    }
  }

  private void put(String key, Node node, int depth) {
    if (node instanceof MappingNode nested) {
      flatten(key + ".", nested, depth + 1);
      return;
    }
    GivenValue value = value(key, node);
    if (value != null && values.putIfAbsent(key, value) != null) {
      refuse(key, at(node), "is given twice in this file", "keep one of the two");
    }
  }

  private GivenValue value(String key, Node node) {
    if (node instanceof SequenceNode sequence) {
      return list(key, sequence);
    }
    String text = Tag.NULL.equals(node.getTag()) ? "" : ((ScalarNode) node).getValue();
    return GivenValue.scalar(text, at(node));
  }

  private GivenValue list(String key, SequenceNode sequence) {
    List<String> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      if (!(item instanceof ScalarNode scalar)) {
        refuse(key, at(item), "has an item that is no plain value", "list plain values");
        return null;
      }
      items.add(scalar.getValue());
    }
    return GivenValue.list(items, at(sequence));
  }

  private String at(Node node) {
    return file.getFileName() + " line " + (node.getStartMark().getLine() + 1);
  }

  private void refuse(String key, String origin, String problem, String fix) {
    problems.add(new BadSetting(key, null, origin, problem, fix));
  }
}
