package io.sluice.common.dictionary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the entry of one source. */
final class SourceEntry {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

  private final YamlEntry entry;
  private final FieldTable fields = new FieldTable();
  private final List<YamlEntry> structureEntries = new ArrayList<>();

  SourceEntry(YamlEntry entry) {
    this.entry = entry;
  }

  /** Where to complain. */
  YamlEntry entry() {
    return entry;
  }

  /** Where to complain about its structures, in their order. */
  List<YamlEntry> structureEntries() {
    return structureEntries;
  }

  Source read() {
    entry.allow("name", "topic", "description", "timestamp", "fields", "structures");
    String name = entry.textOr("name", "");
    if (!name.matches(NAME)) {
      entry.refuse("has no name of letters, digits, dots and dashes", "write name: …");
    }
    readSharedFields();
    TimeRule time = TimeEntry.read(entry, TimeRule.TS);
    List<Structure> structures = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : entry.items("structures")) {
      Structure structure = structure(item, structures.size() + 1, time);
      if (!names.add(structure.name())) {
        entry.refuse("has two structures named " + structure.name(), "name them apart");
      }
      structures.add(structure);
    }
    if (structures.isEmpty()) {
      entry.refuse("has no structures", "write structures: [{name: …, fields: {…}}]");
    }
    return new Source(name, entry.textOr("topic", name), fields.all(), List.copyOf(structures));
  }

  private void readSharedFields() {
    YamlEntry shared = entry.entry("fields", "fields");
    for (Map.Entry<String, Node> field : shared.values().entrySet()) {
      YamlEntry said = entry.under("field " + field.getKey(), field.getValue());
      said.allow("type", "unit", "range", "outOfRange", "description", "observed");
      fields.declare(field.getKey(), said);
    }
  }

  private Structure structure(Node item, int position, TimeRule time) {
    String name = YamlEntry.peek(item, "name");
    String called = name == null ? String.valueOf(position + 1) : name;
    YamlEntry given = entry.under("structure " + called, item);
    boolean preset = YamlEntry.peek(item, "preset") != null;
    YamlEntry described = preset ? Presets.structure(given) : given;
    structureEntries.add(described);
    return new StructureEntry(described, fields, time).read(called);
  }
}
