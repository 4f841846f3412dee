package io.sluice.common.dictionary;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the records of a source: tells which structure a record has and gives its fields, typed, in
 * their units, within their ranges. Structures are tried in the order of the dictionary and the
 * first that recognises the record is it.
 *
 * <p>Never throws on what a record holds. Hands out the same {@link Reading} again and again. For
 * one thread.
 */
public final class SourceReader {
  private final List<StructureReader> json = new ArrayList<>();
  private final List<StructureReader> csv = new ArrayList<>();
  private final List<CsvTables> tables = new ArrayList<>();
  private final Scalar[] scalars;
  private final JsonWalk walk;
  private final Reading reading;
  private final NullCounts nulled;
  private final boolean keepsUnknown;
  private String file = "";

  public SourceReader(Source source) {
    WantedPaths wanted = new WantedPaths();
    nulled = new NullCounts(source.fields().size());
    for (Structure structure : source.structures()) {
      StructureReader reader = new StructureReader(structure, wanted, nulled);
      if (structure.csv() == null) {
        json.add(reader);
      } else {
        csv.add(reader);
        tables.add(new CsvTables(structure, wanted));
      }
    }
    scalars = wanted.newScalars();
    walk = new JsonWalk(wanted, scalars);
    reading = new Reading(source.fields().size());
    keepsUnknown = source.structures().stream().anyMatch(Structure::keepUnknown);
  }

  /** Values left out so far, by field. */
  public NullCounts nulled() {
    return nulled;
  }

  /**
   * Reads the record in [from, to).
   *
   * @param name of the topic or file it comes from; headers of CSV files are remembered by it
   */
  public Reading read(byte[] bytes, int from, int to, String name) {
    reading.clear();
    for (Scalar scalar : scalars) {
      scalar.clear();
    }
    int start = skipBlanks(bytes, from, to);
    if (start == to) {
      return reading.refuse(Unreadable.EMPTY, "");
    }
    boolean object = bytes[start] == '{';
    if (!object && csv.isEmpty()) {
      return reading.refuse(Unreadable.NOT_AN_OBJECT, "");
    }
    if (!name.equals(file)) {
      file = name;
      String stem = stem(name);
      json.forEach(reader -> reader.file(stem));
      csv.forEach(reader -> reader.file(stem));
    }
    return object && !json.isEmpty() ? object(bytes, start, to) : line(bytes, from, to, name);
  }

  private static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The name of a file without its folder and endings. */
  private static String stem(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int dot = last.indexOf('.');
    return dot > 0 ? last.substring(0, dot) : last;
  }

  private Reading object(byte[] bytes, int from, int to) {
    Unreadable problem = walk.walk(bytes, from, to, keepsUnknown ? reading.unknown() : null);
    if (problem != null) {
      return reading.refuse(problem, "");
    }
    for (StructureReader reader : json) {
      if (reader.recognises(scalars)) {
        if (!reader.structure().keepUnknown()) {
          reading.unknown().clear();
        }
        return reader.read(scalars, reading);
      }
    }
    return reading.refuse(Unreadable.UNRECOGNISED, "");
  }

  private Reading line(byte[] bytes, int from, int to, String name) {
    boolean malformed = false;
    for (int table = 0; table < tables.size(); table++) {
      switch (tables.get(table).read(bytes, from, to, name, scalars)) {
        case ROW -> {
          return csv.get(table).read(scalars, reading);
        }
        case HEADER -> {
          return reading.asHeader();
        }
        case MALFORMED -> malformed = true;
        case FOREIGN -> {}
      }
    }
    return reading.refuse(malformed ? Unreadable.MALFORMED_CSV : Unreadable.NOT_AN_OBJECT, "");
  }
}
