package io.sluice.common.dictionary;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads lines of CSV files of one structure. Where the entry does not give the header, the first
 * line of each file that names all columns is it; so a file has to be read from its beginning, by
 * one reader. For one thread.
 */
final class CsvTables {
  private final Structure structure;
  private final CsvLine csv;
  private final Map<String, Integer> slots = new HashMap<>();
  private final int[] declared;
  private String file;
  private int[] layout;

  CsvTables(Structure structure, WantedPaths wanted) {
    this.structure = structure;
    this.csv = new CsvLine(structure.csv().delimiter());
    for (Mapping mapping : structure.mappings()) {
      if (mapping.path() != null) {
        slots.put(mapping.path().get(0), wanted.slot(mapping.path()));
      }
    }
    if (structure.time() != null) {
      List<String> path = structure.time().path();
      slots.put(String.join(".", path), wanted.slot(path));
    }
    if (structure.signal() != null) {
      Signal signal = structure.signal();
      slots.put(signal.namePath().get(0), wanted.slot(signal.namePath()));
      slots.put(signal.valuePath().get(0), wanted.slot(signal.valuePath()));
    }
    List<String> header = structure.csv().header();
    declared = header.isEmpty() ? null : layoutOf(header);
  }

  /** What became of a line. */
  enum Line {
    /** Its values are in the scalars. */
    ROW,
    HEADER,
    /** It has not the shape of the file's lines. */
    MALFORMED,
    /** Of no file with a header of this structure. */
    FOREIGN
  }

  Line read(byte[] bytes, int from, int to, String name, Scalar[] scalars) {
    List<String> cells = csv.split(text(bytes, from, to));
    boolean known = declared != null || name.equals(file);
    if (cells == null) {
      return known ? Line.MALFORMED : Line.FOREIGN;
    }
    if (isHeader(cells)) {
      file = name;
      layout = layoutOf(cells);
      return Line.HEADER;
    }
    if (!known) {
      return Line.FOREIGN;
    }
    return fill(cells, declared == null ? layout : declared, scalars);
  }

  private static String text(byte[] bytes, int from, int to) {
    boolean marked =
        to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    int start = marked ? from + 3 : from;
    return new String(bytes, start, to - start, StandardCharsets.UTF_8);
  }

  private boolean isHeader(List<String> cells) {
    return declared == null
        ? !structure.recognition().columns().isEmpty()
            && cells.containsAll(structure.recognition().columns())
        : cells.equals(structure.csv().header());
  }

  private int[] layoutOf(List<String> header) {
    int[] layoutOf = new int[header.size()];
    for (int column = 0; column < layoutOf.length; column++) {
      layoutOf[column] = slots.getOrDefault(header.get(column), -1);
    }
    return layoutOf;
  }

  /** Delimiters at the end of a line are common and mean nothing. */
  private static Line fill(List<String> cells, int[] columns, Scalar[] scalars) {
    for (int extra = columns.length; extra < cells.size(); extra++) {
      if (!cells.get(extra).isEmpty()) {
        return Line.MALFORMED;
      }
    }
    if (cells.size() < columns.length) {
      return Line.MALFORMED;
    }
    for (int column = 0; column < columns.length; column++) {
      if (columns[column] >= 0) {
        scalars[columns[column]].set(cells.get(column));
      }
    }
    return Line.ROW;
  }
}
