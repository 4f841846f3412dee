package io.sluice.common.dictionary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the entry of one structure. */
final class StructureEntry {
  private final YamlEntry entry;
  private final FieldTable fields;
  private final TimeRule sourceTime;
  private final Map<String, Mapping> mappings = new LinkedHashMap<>();

  /**
   * @param sourceTime where the structure says nothing of its own
   */
  StructureEntry(YamlEntry entry, FieldTable fields, TimeRule sourceTime) {
    this.entry = entry;
    this.fields = fields;
    this.sourceTime = sourceTime;
  }

  /**
   * @param called unless it says a name itself
   */
  Structure read(String called) {
    entry.allow(
        "name",
        "preset",
        "description",
        "format",
        "recognisedBy",
        "timestamp",
        "fields",
        "constants",
        "unknown",
        "delimiter",
        "header",
        "signal");
    Structure.Csv csv = csv();
    readFields();
    readConstants();
    Signal signal = signal();
    if (mappings.isEmpty()) {
      entry.refuse("has no fields", "write fields: {NAME: {path: …, type: …}}");
    }
    return new Structure(
        entry.textOr("name", called),
        recognition(csv),
        List.copyOf(mappings.values()),
        TimeEntry.read(entry, sourceTime),
        "keep".equals(entry.parsed("unknown", "ignore", StructureEntry::unknown, "keep or ignore")),
        csv,
        signal);
  }

  private static String unknown(String text) {
    return text.equals("keep") || text.equals("ignore") ? text : null;
  }

  private Structure.Csv csv() {
    String format = entry.parsed("format", "json", StructureEntry::format, "json or csv");
    if (format.equals("json")) {
      if (entry.has("header") || entry.has("delimiter")) {
        entry.refuse("has a header or delimiter and is JSON", "write format: csv");
      }
      return null;
    }
    char delimiter =
        entry.parsed("delimiter", ',', StructureEntry::delimiter, "one character, or tab");
    return new Structure.Csv(delimiter, entry.texts("header"));
  }

  private static String format(String text) {
    return text.equals("json") || text.equals("csv") ? text : null;
  }

  private static Character delimiter(String text) {
    String delimiter = text.equals("tab") ? "\t" : text;
    if (delimiter.length() != 1 || delimiter.equals("\"")) {
      throw new IllegalArgumentException("no delimiter");
    }
    return delimiter.charAt(0);
  }

  private void readFields() {
    if (!entry.has("fields")) {
      for (Field shared : fields.all()) {
        map(shared, YamlEntry.path(shared.name()), Conversion.NONE, false, Map.of());
      }
      return;
    }
    Node node = entry.values().get("fields");
    if (node instanceof SequenceNode) {
      for (String name : entry.texts("fields")) {
        readField(name, null);
      }
    } else {
      entry.entry("fields", "fields").values().forEach(this::readField);
    }
  }

  /** A field is described, or only its path is given, or nothing: then its name is its path. */
  private void readField(String name, Node node) {
    if (!(node instanceof MappingNode)) {
      Field field = fields.declare(name, entry.entry("", ""));
      boolean pathGiven = node != null && !YamlEntry.isNull(node);
      map(field, pathGiven ? path(node) : path(name), Conversion.NONE, false, Map.of());
      return;
    }
    YamlEntry said = entry.under("field " + name, node);
    said.allow(
        "path",
        "type",
        "unit",
        "unitFrom",
        "range",
        "outOfRange",
        "required",
        "values",
        "description",
        "observed");
    Field field = fields.declare(name, said);
    List<String> path = said.has("path") ? path(said.values().get("path")) : path(name);
    boolean required = said.flag("required", false);
    map(field, path, conversion(field, said), required, values(field, said));
  }

  private List<String> path(String name) {
    return isCsv() ? List.of(name) : YamlEntry.path(name);
  }

  /** A column's name may hold dots. */
  private List<String> path(Node node) {
    return isCsv() && node instanceof ScalarNode column
        ? List.of(column.getValue().strip())
        : YamlEntry.path(node);
  }

  private boolean isCsv() {
    return "csv".equals(entry.textOr("format", "json"));
  }

  private Conversion conversion(Field field, YamlEntry said) {
    Unit from = said.parsed("unitFrom", null, Unit::named, "one of " + Unit.names());
    if (from == null) {
      return Conversion.NONE;
    }
    if (field.unit() == null || !from.isSameKindAs(field.unit())) {
      String unit = field.unit() == null ? "nothing, having no unit" : field.unit().name();
      said.refuse("unitFrom " + from.name() + " cannot become " + unit, "name units of one kind");
      return Conversion.NONE;
    }
    return Conversion.between(from, field.unit());
  }

  private Map<String, String> values(Field field, YamlEntry said) {
    Map<String, String> values = new HashMap<>();
    YamlEntry spellings = said.entry("values", "values");
    spellings.values().keySet().forEach(from -> values.put(from, spellings.textOr(from, "")));
    if (!values.isEmpty() && field.type() != FieldType.TEXT) {
      said.refuse("has values and is " + field.type().label(), "map values of text fields only");
    }
    return Map.copyOf(values);
  }

  private void map(
      Field field,
      List<String> path,
      Conversion conversion,
      boolean required,
      Map<String, String> values) {
    mappings.put(field.name(), new Mapping(field, path, conversion, required, values, null));
  }

  private void readConstants() {
    YamlEntry constants = entry.entry("constants", "constants");
    for (String name : constants.values().keySet()) {
      if (mappings.containsKey(name) && entry.has("fields")) {
        constants.refuse(name + " is a constant and a field of the structure", "keep one");
      }
      Field known = fields.named(name);
      Field field = known == null ? fields.declare(name, entry.entry("", "")) : known;
      String value = constants.textOr(name, "");
      mappings.put(name, new Mapping(field, null, Conversion.NONE, false, Map.of(), value));
    }
  }

  private Signal signal() {
    if (!entry.has("signal")) {
      return null;
    }
    YamlEntry said = entry.entry("signal", "signal");
    said.allow("name", "value", "names");
    if (!said.has("name") || !said.has("value")) {
      said.refuse("lacks its name or its value", "write signal: {name: pid, value: value}");
    }
    Map<String, Mapping> names = new HashMap<>();
    YamlEntry spellings = said.entry("names", "names");
    for (String from : spellings.values().keySet()) {
      Mapping target = mappings.get(spellings.textOr(from, ""));
      if (target == null) {
        String fix = "describe that field in the structure or the source";
        said.refuse(from + " stands for " + spellings.text(from) + ", which is no field", fix);
      } else {
        names.put(from, target);
      }
    }
    Set<String> targets = new HashSet<>();
    names.values().forEach(target -> targets.add(target.field().name()));
    targets.forEach(name -> mappings.compute(name, (key, mapping) -> withoutPath(mapping)));
    List<String> name = said.has("name") ? path(said.values().get("name")) : List.of("");
    List<String> value = said.has("value") ? path(said.values().get("value")) : List.of("");
    return new Signal(name, value, Map.copyOf(names));
  }

  /** The value of a signal comes from where signals have theirs. */
  private static Mapping withoutPath(Mapping mapping) {
    return new Mapping(
        mapping.field(), null, mapping.conversion(), false, mapping.values(), mapping.constant());
  }

  private Recognition recognition(Structure.Csv csv) {
    YamlEntry said = entry.entry("recognisedBy", "recognisedBy");
    said.allow("exists", "absent", "equals", "columns");
    if (csv == null && said.has("columns")) {
      said.refuse("names columns, and the structure is JSON", "name paths under exists");
    }
    if (csv != null && (said.has("exists") || said.has("absent") || said.has("equals"))) {
      said.refuse("names paths, and the structure is CSV", "name columns of its header");
    }
    Map<List<String>, String> equal = new HashMap<>();
    YamlEntry equals = said.entry("equals", "equals");
    equals.values().keySet().forEach(path -> equal.put(YamlEntry.path(path), equals.text(path)));
    Set<List<String>> exists = paths(said, "exists");
    Set<List<String>> absent = paths(said, "absent");
    if (absent.stream().anyMatch(path -> exists.contains(path) || equal.containsKey(path))) {
      said.refuse("wants a path to be there and to be absent", "keep one of the two");
    }
    Set<String> columns = new HashSet<>(said.texts("columns"));
    return new Recognition(exists, absent, equal, csv == null ? columns : columnsOf(csv, columns));
  }

  /** Without a word on it, a CSV file is recognised by all the columns that it is read for. */
  private Set<String> columnsOf(Structure.Csv csv, Set<String> named) {
    Set<String> columns = new HashSet<>(named);
    if (named.isEmpty()) {
      mappings.values().stream()
          .filter(mapping -> mapping.path() != null)
          .forEach(mapping -> columns.add(mapping.path().get(0)));
    }
    if (!csv.header().isEmpty() && !csv.header().containsAll(columns)) {
      List<String> missing = new ArrayList<>(columns);
      missing.removeAll(csv.header());
      entry.refuse("its header lacks " + missing, "name every column, in order");
    }
    return columns;
  }

  private static Set<List<String>> paths(YamlEntry said, String key) {
    Set<List<String>> paths = new HashSet<>();
    said.texts(key).forEach(path -> paths.add(YamlEntry.path(path)));
    return paths;
  }
}
