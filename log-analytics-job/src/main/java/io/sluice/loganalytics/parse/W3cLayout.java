package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.parse.LogVariable.Kind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The columns that a {@code #Fields:} line of a W3C extended log names, of IIS as well as of
 * CloudFront. Names are compared without case; unknown ones are passed over.
 */
final class W3cLayout {
  private static final Map<String, LogVariable> KNOWN =
      Map.ofEntries(
          Map.entry("date", LogVariable.number(Kind.DATE, 0)),
          Map.entry("time", LogVariable.number(Kind.TIME_OF_DAY, 0)),
          Map.entry("c-ip", LogVariable.text(FieldIndex.REMOTE_ADDRESS, 0)),
          Map.entry("c-dns", LogVariable.text(FieldIndex.REMOTE_ADDRESS, 1)),
          Map.entry("x-forwarded-for", LogVariable.text(FieldIndex.FORWARDED_FOR, 0)),
          Map.entry("cs(x-forwarded-for)", LogVariable.text(FieldIndex.FORWARDED_FOR, 1)),
          Map.entry("cs-username", LogVariable.text(FieldIndex.USER, 0)),
          Map.entry("cs-method", LogVariable.text(FieldIndex.METHOD, 0)),
          Map.entry("cs-uri", LogVariable.text(FieldIndex.TARGET, 1)),
          Map.entry("cs-uri-stem", LogVariable.text(FieldIndex.PATH, 0)),
          Map.entry("cs-uri-query", LogVariable.number(Kind.QUERY, 0)),
          Map.entry("cs-version", LogVariable.text(FieldIndex.PROTOCOL, 0)),
          Map.entry("cs-protocol-version", LogVariable.text(FieldIndex.PROTOCOL, 1)),
          Map.entry("cs(referer)", LogVariable.text(FieldIndex.REFERRER, 0)),
          Map.entry("cs(user-agent)", LogVariable.text(FieldIndex.USER_AGENT, 0)),
          Map.entry("x-host-header", LogVariable.text(FieldIndex.HOST, 0)),
          Map.entry("cs-host", LogVariable.text(FieldIndex.HOST, 1)),
          Map.entry("cs(host)", LogVariable.text(FieldIndex.HOST, 2)),
          Map.entry("x-edge-request-id", LogVariable.text(FieldIndex.REQUEST_ID, 0)),
          Map.entry("cs(x-request-id)", LogVariable.text(FieldIndex.REQUEST_ID, 1)),
          Map.entry("sc-status", LogVariable.number(Kind.STATUS, 0)),
          Map.entry("sc-bytes", LogVariable.number(Kind.BYTES, 0)),
          Map.entry("time-taken", LogVariable.number(Kind.TIME_TAKEN, 0)));

  private final String columns;
  private final LogVariable[] variables;

  /** Columns whose value is used, those of the highest rank (the last resort) first. */
  private final int[] used;

  private final boolean dated;
  private final boolean usable;

  /**
   * @param columns names between blanks or tabs
   */
  W3cLayout(String columns) {
    this.columns = columns.strip();
    List<String> names =
        this.columns.isEmpty() ? List.of() : Arrays.asList(this.columns.split("[ \t]+"));
    this.variables =
        names.stream()
            .map(name -> KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), LogVariable.UNKNOWN))
            .toArray(LogVariable[]::new);
    this.used =
        IntStream.range(0, variables.length)
            .filter(column -> variables[column].kind() != Kind.IGNORED)
            .boxed()
            .sorted(Comparator.comparing(column -> -variables[column].rank()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.dated = Arrays.stream(variables).anyMatch(variable -> variable.kind() == Kind.DATE);
    this.usable =
        Arrays.stream(variables).anyMatch(LogVariable::isTimestamp)
            && Arrays.stream(variables).anyMatch(LogVariable::namesRequest);
  }

  /** The setting as columns; throws IllegalArgumentException where they name no request. */
  static W3cLayout ofSetting(String columns) {
    W3cLayout layout = new W3cLayout(columns.strip().replaceFirst("^#Fields:", ""));
    if (!layout.usable || !layout.dated) {
      throw new IllegalArgumentException(
          "the columns need date, time and cs-uri-stem (or cs-uri), as in: date time c-ip cs-method"
              + " cs-uri-stem sc-status");
    }
    return layout;
  }

  String columns() {
    return columns;
  }

  int width() {
    return variables.length;
  }

  /** Whether lines of it have a time and a request. */
  boolean usable() {
    return usable;
  }

  /** Whether lines have a date of their own. */
  boolean dated() {
    return dated;
  }

  int[] used() {
    return used;
  }

  LogVariable variable(int column) {
    return variables[column];
  }
}
