package io.sluice.common.dictionary;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;

/** Structures that ship with the suite, by name: {@code structures: [{preset: device-message}]}. */
final class Presets {
  private static final List<String> NAMES =
      List.of("device-message", "app-search", "app-click", "app-order");

  private Presets() {}

  static YamlEntry structure(YamlEntry entry) {
    entry.allow("preset");
    String name = entry.text("preset");
    if (!NAMES.contains(name)) {
      entry.refuse("there is no preset " + name, "choose from " + String.join(", ", NAMES));
      return entry;
    }
    return entry.replacedBy("preset " + name, read(name));
  }

  private static Node read(String name) {
    try (InputStream in = Presets.class.getResourceAsStream(name + ".yaml");
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the preset " + name + " from the jar", e);
    }
  }
}
