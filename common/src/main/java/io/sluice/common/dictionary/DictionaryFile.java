package io.sluice.common.dictionary;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a dictionary from YAML and checks it as a whole. */
final class DictionaryFile {
  private final String name;
  private final List<String> problems = new ArrayList<>();

  /** Opens what is to be read. */
  private interface Text {
    Reader open() throws IOException;
  }

  private DictionaryFile(String name) {
    this.name = name;
  }

  static Dictionary read(Path path) {
    return new DictionaryFile(path.getFileName().toString())
        .dictionary(path.toString(), () -> Files.newBufferedReader(path));
  }

  /**
   * @param name what complaints call it
   */
  static Dictionary read(String name, Reader text) {
    return new DictionaryFile(name).dictionary(name, () -> text);
  }

  private Dictionary dictionary(String from, Text text) {
    List<Source> sources = sources(from, text);
    if (!problems.isEmpty()) {
      throw new DictionaryException(problems);
    }
    return new Dictionary(sources);
  }

  private List<Source> sources(String from, Text text) {
    Node root = compose(from, text);
    if (root == null) {
      return List.of();
    }
    YamlEntry file = YamlEntry.of(name, "", root, problems);
    file.allow("sources");
    List<Node> items = file.items("sources");
    if (items.isEmpty() && problems.isEmpty()) {
      file.refuse("names no sources", "write sources: [{name: …, structures: […]}]");
    }
    List<SourceEntry> entries = new ArrayList<>();
    for (Node item : items) {
      String called = YamlEntry.peek(item, "name");
      String place = "source " + (called == null ? "without a name" : called);
      YamlEntry entry = YamlEntry.of(name, place, item, problems);
      entries.add(new SourceEntry(entry));
    }
    List<Source> sources = entries.stream().map(SourceEntry::read).toList();
    Contradictions.find(entries, sources);
    return sources;
  }

  private Node compose(String from, Text text) {
    try (Reader reader = text.open()) {
      Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
      if (root == null) {
        problems.add(name + ": is empty: write sources: [{name: …, structures: […]}]");
      }
      return root;
    } catch (MarkedYAMLException e) {
      String line = e.getProblemMark() == null ? "" : " line " + (e.getProblemMark().getLine() + 1);
      problems.add(name + line + ": is not YAML: correct the syntax there");
    } catch (YAMLException e) {
      problems.add(name + ": is not YAML: check its encoding (UTF-8) and characters");
    } catch (IOException e) {
      problems.add(from + ": cannot be read: give a readable YAML file");
    }
    return null;
  }
}
