package io.sluice.common.dictionary.describe;

import io.sluice.common.dictionary.FieldType;
import io.sluice.common.dictionary.describe.Shapes.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Looks at a sample of records, JSON lines or CSV with a header, and writes a dictionary entry that
 * reads it: structures and how to tell them apart, fields with types, units guessed from their
 * names, the values seen, the time. A first entry: somebody who knows the source goes over it.
 */
public final class SampleDescriber {
  /** Enough to see the rare shapes. */
  private static final int MOST_LINES = 50_000;

  private final SampleRecords sample;
  private final EntryText text = new EntryText();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, ValueProfile> fields = new LinkedHashMap<>();

  private SampleDescriber(SampleRecords sample) {
    this.sample = sample;
  }

  /**
   * The entry as YAML, a whole dictionary file.
   *
   * @throws IllegalArgumentException that says in one line what is wrong with the sample
   */
  public static String describe(Path file, String name, String topic) throws IOException {
    List<String> lines = SampleLines.of(file, MOST_LINES);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(file + " is empty");
    }
    SampleRecords sample = SampleRecords.of(lines);
    if (sample.records().isEmpty() || !sample.hasPlausibleHeader()) {
      throw new IllegalArgumentException(
          file + " holds neither JSON objects, one a line, nor CSV with a header");
    }
    return new SampleDescriber(sample).entry(name, topic);
  }

  private String entry(String name, String topic) {
    for (Map<String, Object> record : sample.records()) {
      record.forEach(
          (path, value) -> fields.computeIfAbsent(path, key -> new ValueProfile()).add(value));
    }
    fields.keySet().forEach(path -> names.put(path, fieldName(path)));
    List<Shape> shapes =
        sample.delimiter() == null
            ? Shapes.of(sample.records())
            : List.of(new Shape("table", sample.records(), null, null, null));
    text.source(name, topic, sample.records().size(), sample.broken());
    if (shapes.size() > 1) {
      text.line(2, "fields:");
      fields.keySet().forEach(path -> text.line(3, key(path) + ": " + meaning(path)));
    }
    text.line(2, "structures:");
    shapes.forEach(shape -> structure(shape, shapes.size() > 1));
    return text.toString();
  }

  private void structure(Shape shape, boolean several) {
    Map<String, ValueProfile> own = new LinkedHashMap<>();
    for (Map<String, Object> record : shape.records()) {
      record.forEach(
          (path, value) -> own.computeIfAbsent(path, key -> new ValueProfile()).add(value));
    }
    text.line(
        3, "- name: " + EntryText.scalar(shape.name()) + "  # " + shape.records().size() + " seen");
    if (sample.delimiter() != null) {
      text.line(4, "format: csv");
      if (sample.delimiter() != ',') {
        text.line(
            4,
            "delimiter: "
                + (sample.delimiter() == '\t' ? "tab" : "\"" + sample.delimiter() + "\""));
      }
    }
    recognition(shape);
    time(TimeGuess.of(own, shape.records().size()));
    text.line(4, "fields:");
    own.keySet().forEach(path -> field(path, own.get(path), shape, several));
  }

  private void recognition(Shape shape) {
    if (shape.kind() != null) {
      String equal = EntryText.scalar(shape.kindPath()) + ": " + EntryText.scalar(shape.kind());
      text.line(4, "recognisedBy: {equals: {" + equal + "}}");
    } else if (shape.exists() != null) {
      text.line(4, "recognisedBy: {exists: [" + EntryText.scalar(shape.exists()) + "]}");
    }
  }

  private void time(TimeGuess guess) {
    if (guess == null) {
      text.line(4, "timestamp: none  # no field was recognised as the time of the record");
    } else if (guess.relative()) {
      text.line(
          4,
          "timestamp: {field: "
              + EntryText.scalar(guess.path())
              + ", unit: "
              + guess.unit()
              + ", relativeTo: \"1970-01-01T00:00:00Z\"}  # set the start of the recording");
    } else {
      text.line(
          4,
          "timestamp: {field: " + EntryText.scalar(guess.path()) + ", unit: " + guess.unit() + "}");
    }
  }

  private void field(String path, ValueProfile profile, Shape shape, boolean several) {
    List<String> said = new ArrayList<>();
    if (!names.get(path).equals(path)) {
      said.add("path: " + EntryText.scalar(path));
    }
    if (!several) {
      said.add(inner(meaning(path)));
    }
    boolean always = profile.count() == shape.records().size();
    if (always && isIdentity(path) && fields.get(path).type() == FieldType.TEXT) {
      said.add("required: true");
    }
    text.line(5, key(path) + ": {" + String.join(", ", said) + "}");
  }

  private static String inner(String braced) {
    return braced.substring(1, braced.length() - 1);
  }

  private static boolean isIdentity(String path) {
    List<String> words = UnitHints.words(path);
    return !words.isEmpty()
        && Set.of("id", "number", "key", "vin").contains(words.get(words.size() - 1));
  }

  private String key(String path) {
    return EntryText.scalar(names.get(path));
  }

  private String meaning(String path) {
    ValueProfile profile = fields.get(path);
    List<String> said = new ArrayList<>();
    said.add("type: " + profile.type().name().toLowerCase(Locale.ROOT));
    boolean number = profile.type() == FieldType.INTEGER || profile.type() == FieldType.NUMBER;
    String unit = number ? UnitHints.of(path) : null;
    if (unit != null) {
      said.add("unit: " + EntryText.scalar(unit));
    }
    if (number) {
      String least = profile.least().toPlainString();
      said.add("observed: [" + least + ", " + profile.most().toPlainString() + "]");
    }
    return "{" + String.join(", ", said) + "}";
  }

  /** Columns are named as people name them; a name of JSON stays as it is. */
  private String fieldName(String path) {
    if (sample.delimiter() == null) {
      return path;
    }
    StringBuilder name = new StringBuilder();
    for (String word : UnitHints.words(path.replaceAll("[(\\[][^)\\]]*[)\\]]\\s*$", ""))) {
      name.append(
          name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    Set<String> taken = new HashSet<>(names.values());
    boolean usable = name.length() > 0 && !taken.contains(name.toString());
    return usable ? name.toString() : path;
  }
}
