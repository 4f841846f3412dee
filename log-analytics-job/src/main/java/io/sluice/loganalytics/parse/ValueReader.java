package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.parse.LogVariable.Kind;

/**
 * Reads the values of one line into a request, whatever format they were found by. Values that say
 * the same are given in the order of their rank, the last resort first, so that the best one stays.
 */
final class ValueReader {
  private final TimeLocal timeLocal = new TimeLocal();
  private final IsoTime isoTime = new IsoTime();
  private final TimeParts parts = new TimeParts();
  private final RequestCompletion completion;

  /** Whether numbers may be spelt with a fraction or an exponent, as JSON allows. */
  private final boolean anySpelling;

  private boolean wholeLine;

  ValueReader(RequestCompletion completion, boolean anySpelling) {
    this.completion = completion;
    this.anySpelling = anySpelling;
  }

  void begin(AccessRequest request) {
    request.timestamp = TimeLocal.INVALID;
    wholeLine = false;
    parts.clear();
  }

  /** A day that holds for several lines; what the line says itself comes after it. */
  void takeDate(byte[] date) {
    parts.take(Kind.DATE, date, 0, date.length);
  }

  /** Reads one value into the request; false if it cannot be one of its kind. */
  boolean take(AccessRequest request, LogVariable variable, int start, int end) {
    byte[] line = request.buffer;
    switch (variable.kind()) {
      case IGNORED -> {}
      case TEXT, REQUEST -> takeText(request, variable, start, end);
      case QUERY -> takeQuery(request, start, end);
      case STATUS -> request.status = status(line, start, end);
      case BYTES -> takeBytes(request, count(line, start, end));
      default -> takeTimes(request, variable.kind(), start, end);
    }
    return request.status != Decimals.NOT_A_NUMBER && request.bodyBytes != Decimals.NOT_A_NUMBER;
  }

  private void takeTimes(AccessRequest request, Kind kind, int start, int end) {
    byte[] line = request.buffer;
    switch (kind) {
      case SECONDS -> takeDuration(request, Decimals.micros(line, start, end));
      case MILLIS -> takeDuration(request, Decimals.microsOfMillis(line, start, end));
      case MICROS -> takeDuration(request, Decimals.microsOfMicros(line, start, end));
      case NANOS -> takeDuration(request, Decimals.microsOfNanos(line, start, end));
      case ANY_DURATION -> takeDuration(request, GoDuration.micros(line, start, end));
      case TIME_TAKEN -> takeDuration(request, timeTaken(line, start, end));
      case UPSTREAM_SECONDS -> takeDuration(request, upstreamMicros(line, start, end));
      case EPOCH_SECONDS -> takeTime(request, Decimals.epochMillis(line, start, end));
      case EPOCH_MILLIS -> takeTime(request, Decimals.millisOfMillis(line, start, end));
      case EPOCH_MICROS -> takeTime(request, Decimals.millisOfMicros(line, start, end));
      case TIME_ISO -> takeTime(request, isoTime.parse(line, start, end));
      case TIME_LOCAL -> takeTime(request, timeLocal.parse(line, start, end));
      case ANY_TIME -> takeTime(request, anyTime(line, start, end));
      default -> parts.take(kind, line, start, end);
    }
  }

  /** Ends the line: a request, or one without a time. */
  Outcome finish(AccessRequest request, boolean escaped) {
    if (request.timestamp == TimeLocal.INVALID) {
      request.timestamp = parts.millis();
    } else if (request.timestamp % 1000 == 0) {
      request.timestamp += parts.fractionMillis();
    }
    if (request.timestamp == TimeLocal.INVALID) {
      return Outcome.BAD_TIMESTAMP;
    }
    completion.complete(request, escaped, wholeLine);
    return Outcome.REQUEST;
  }

  private void takeText(AccessRequest request, LogVariable variable, int start, int end) {
    if (FieldIndex.present(request.buffer, start, end)) {
      request.from[variable.field()] = start;
      request.to[variable.field()] = end;
      wholeLine |= variable.kind() == Kind.REQUEST;
    }
  }

  private static void takeQuery(AccessRequest request, int start, int end) {
    int from = start < end && request.buffer[start] == '?' ? start + 1 : start;
    if (FieldIndex.present(request.buffer, from, end)) {
      request.from[FieldIndex.QUERY] = from;
      request.to[FieldIndex.QUERY] = end;
    }
  }

  private int status(byte[] line, int start, int end) {
    int status = Decimals.status(line, start, end);
    return status == Decimals.NOT_A_NUMBER && anySpelling
        ? (int) Decimals.wholeNumber(line, start, end, 999)
        : status;
  }

  private long count(byte[] line, int start, int end) {
    long count = Decimals.count(line, start, end);
    return count == Decimals.NOT_A_NUMBER && anySpelling
        ? Decimals.wholeNumber(line, start, end, Long.MAX_VALUE)
        : count;
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

  /** W3C's time-taken: seconds where it has a fraction, else milliseconds, as IIS writes them. */
  private static long timeTaken(byte[] line, int start, int end) {
    return ByteScan.find(line, start, end, '.') < end
        ? Decimals.micros(line, start, end)
        : Decimals.microsOfMillis(line, start, end);
  }

  /** A number of seconds to nanoseconds since the epoch, ISO 8601, or the time of common logs. */
  private long anyTime(byte[] line, int start, int end) {
    long epoch = Decimals.epochOfAnyUnit(line, start, end);
    if (epoch != AccessRequest.MISSING) {
      return epoch;
    }
    long iso = isoTime.parse(line, start, end);
    return iso == TimeLocal.INVALID ? timeLocal.parse(line, start, end) : iso;
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
