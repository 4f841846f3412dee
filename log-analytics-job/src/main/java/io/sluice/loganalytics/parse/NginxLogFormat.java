package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.parse.LogVariable.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads lines of one nginx {@code log_format}, compiled into a list of variables and the literals
 * that end them.
 *
 * <p>A value ends where the literal behind it first stands. Between quotes it ends at the first
 * quote without a backslash before it, since nginx escapes those inside; a last quoted value may be
 * cut short by the end of the line. Variables that say nothing about a request are passed over.
 *
 * <p>Time is $msec, else $time_iso8601, else $time_local: the finest one that can be read.
 */
final class NginxLogFormat implements LineFormat {
  private final String name;
  private final byte[] opening;
  private final ValueEnd[] ends;
  private final LogVariable[] variables;

  /** Steps whose value is used, those of the highest rank (the last resort) first. */
  private final int[] used;

  private final int[] from;
  private final int[] to;
  private final TimeLocal timeLocal = new TimeLocal();
  private final IsoTime isoTime = new IsoTime();
  private final RequestCompletion completion;
  private boolean escaped;
  private boolean wholeLine;

  NginxLogFormat(String name, FormatString format, RequestCompletion completion) {
    List<FormatString.Step> steps = format.steps();
    this.name = name;
    this.opening = format.opening();
    this.completion = completion;
    this.ends = ValueEnd.of(format);
    this.variables =
        steps.stream().map(step -> LogVariable.named(step.name())).toArray(LogVariable[]::new);
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
  public Outcome parse(AccessRequest request, int lineEnd) {
    if (!locate(request.buffer, lineEnd)) {
      return Outcome.UNRECOGNISED;
    }
    request.timestamp = TimeLocal.INVALID;
    wholeLine = false;
    for (int step : used) {
      if (!take(request, step)) {
        return Outcome.UNRECOGNISED;
      }
    }
    if (request.timestamp == TimeLocal.INVALID) {
      return Outcome.BAD_TIMESTAMP;
    }
    completion.complete(request, escaped, wholeLine);
    return Outcome.REQUEST;
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

  /** Reads one value into the request; false if it cannot be one of its kind. */
  private boolean take(AccessRequest request, int step) {
    byte[] line = request.buffer;
    int start = from[step];
    int end = to[step];
    LogVariable variable = variables[step];
    switch (variable.kind()) {
      case TEXT, REQUEST -> takeText(request, variable, start, end);
      case STATUS -> request.status = Decimals.status(line, start, end);
      case BYTES -> takeBytes(request, Decimals.count(line, start, end));
      case SECONDS -> takeDuration(request, Decimals.micros(line, start, end));
      case UPSTREAM_SECONDS -> takeDuration(request, upstreamMicros(line, start, end));
      case EPOCH_SECONDS -> takeTime(request, Decimals.epochMillis(line, start, end));
      case TIME_ISO -> takeTime(request, isoTime.parse(line, start, end));
      case TIME_LOCAL -> takeTime(request, timeLocal.parse(line, start, end));
      case IGNORED -> {}
    }
    return request.status != Decimals.NOT_A_NUMBER && request.bodyBytes != Decimals.NOT_A_NUMBER;
  }

  private void takeText(AccessRequest request, LogVariable variable, int start, int end) {
    if (FieldIndex.present(request.buffer, start, end)) {
      request.from[variable.field()] = start;
      request.to[variable.field()] = end;
      wholeLine |= variable.kind() == Kind.REQUEST;
    }
  }

  private static void takeBytes(AccessRequest request, long bytes) {
    if (bytes != AccessRequest.MISSING) {
      request.bodyBytes = bytes;
    }
  }

  private static void takeDuration(AccessRequest request, long micros) {
    if (micros != AccessRequest.MISSING) {
      request.durationMicros = micros;
    }
  }

  private static void takeTime(AccessRequest request, long millis) {
    if (millis != AccessRequest.MISSING && millis != TimeLocal.INVALID) {
      request.timestamp = millis;
    }
  }

  /** The sum over all upstreams asked; those that gave no time (a dash) add nothing. */
  private static long upstreamMicros(byte[] line, int start, int end) {
    long sum = AccessRequest.MISSING;
    int at = start;
    while (at < end) {
      int next = at;
      while (next < end && line[next] != ' ' && line[next] != ',' && line[next] != ':') {
        next++;
      }
      long micros = Decimals.micros(line, at, next);
      sum = micros == AccessRequest.MISSING ? sum : Math.max(sum, 0) + micros;
      at = next + 1;
    }
    return sum > Decimals.LONGEST_MICROS ? AccessRequest.MISSING : sum;
  }
}
