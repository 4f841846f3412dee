package io.sluice.common.dictionary;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a line of comma-separated values apart (RFC 4180): blanks around a cell are not part of it,
 * a cell in double quotes may hold the delimiter and doubled quotes. A line is a record: a quoted
 * line break is not understood. Immutable.
 */
public final class CsvLine {
  private final char delimiter;

  public CsvLine(char delimiter) {
    this.delimiter = delimiter;
  }

  /** The cells, or null if a quote is not closed or not followed by a delimiter. */
  public List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      int from = skipBlanks(line, at);
      boolean quoted = from < line.length() && line.charAt(from) == '"';
      int end = quoted ? endOfQuoted(line, from, cells) : endOfPlain(line, from, cells);
      if (end < 0) {
        return null;
      }
      if (end == line.length()) {
        return cells;
      }
      at = end + 1;
    }
  }

  private int skipBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean isBlank(char letter) {
    return (letter == ' ' || letter == '\t') && letter != delimiter;
  }

  private int endOfPlain(String line, int from, List<String> cells) {
    int found = line.indexOf(delimiter, from);
    int end = found < 0 ? line.length() : found;
    int last = end;
    while (last > from && isBlank(line.charAt(last - 1))) {
      last--;
    }
    cells.add(line.substring(from, last));
    return end;
  }

  private int endOfQuoted(String line, int from, List<String> cells) {
    StringBuilder cell = new StringBuilder();
    int at = from + 1;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        return -1;
      }
      cell.append(line, at, quote);
      boolean doubled = quote + 1 < line.length() && line.charAt(quote + 1) == '"';
      if (!doubled) {
        cells.add(cell.toString());
        int end = skipBlanks(line, quote + 1);
        return end == line.length() || line.charAt(end) == delimiter ? end : -1;
      }
      cell.append('"');
      at = quote + 2;
    }
  }
}
