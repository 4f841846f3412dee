package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.parse.LogVariable.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads lines of one {@link FormatString}: variables and the literals that end them.
 *
 * <p>A value ends where the literal behind it first stands. Between quotes it ends at the first
 * quote without a backslash before it, since web servers escape those inside; a last quoted value
 * may be cut short by the end of the line. Variables that say nothing about a request are passed
 * over.
 *
 * <p>Where several variables hold the time, the finest one that can be read counts.
 */
final class PatternFormat implements LineFormat {
  private final String name;
  private final byte[] opening;
  private final ValueEnd[] ends;
  private final LogVariable[] variables;

  /** Steps whose value is used, those of the highest rank (the last resort) first. */
  private final int[] used;

  private final int[] from;
  private final int[] to;
  private final ValueReader reader;
  private boolean escaped;

  PatternFormat(String name, FormatString format, RequestCompletion completion) {
    List<FormatString.Step> steps = format.steps();
    this.name = name;
    this.opening = format.opening();
    this.reader = new ValueReader(completion, false);
    this.ends = ValueEnd.of(format);
    this.variables = steps.stream().map(FormatString.Step::variable).toArray(LogVariable[]::new);
    this.used =
        IntStream.range(0, variables.length)
            .filter(step -> variables[step].kind() != Kind.IGNORED)
            .boxed()
            .sorted(Comparator.comparing(step -> -variables[step].rank()))
            .mapToInt(Integer::intValue)
            .toArray();
    this.from = new int[variables.length];
    this.to = new int[variables.length];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean expectsBrace() {
    return opening.length > 0 && opening[0] == '{';
  }

  @Override
  public Outcome parse(AccessRequest request, int lineEnd) {
    if (!locate(request.buffer, lineEnd)) {
      return Outcome.UNRECOGNISED;
    }
    reader.begin(request);
    for (int step : used) {
      if (!reader.take(request, variables[step], from[step], to[step])) {
        return Outcome.UNRECOGNISED;
      }
    }
    return reader.finish(request, escaped);
  }

  /** Finds where every value begins and ends. */
  private boolean locate(byte[] line, int lineEnd) {
    int at = opening.length;
    escaped = false;
    if (!ValueEnd.stands(opening, line, 0, lineEnd)) {
      return false;
    }
    for (int step = 0; step < ends.length; step++) {
      int end = ends[step].find(line, at, lineEnd);
      if (end < 0) {
        return false;
      }
      escaped |= ends[step].escaped();
      from[step] = at;
      to[step] = end;
      at = Math.min(end + ends[step].length(), lineEnd);
    }
    return at == lineEnd;
  }
}
