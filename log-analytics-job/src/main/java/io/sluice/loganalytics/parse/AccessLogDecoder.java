package io.sluice.loganalytics.parse;

import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * Makes exactly one {@link ParsedLine} of every record: the request, or a reject with its reason
 * and the original bytes. One record is one line; line ends at its end are not part of it.
 *
 * <p>Never throws on what a record holds. Hands out the same ParsedLine and AccessRequest again and
 * again; the request's buffer is the record's own array, unless escapes or an upper-case host were
 * rewritten behind a copy of it.
 */
public final class AccessLogDecoder implements RecordDecoder<ParsedLine> {
  /** What rejects call this step. */
  public static final String STAGE = "parse";

  private static final long serialVersionUID = 1L;

  private final ParseConfig config;
  private transient LineFormat format;
  private transient AccessRequest request;
  private transient ParsedLine parsed;

  public AccessLogDecoder(ParseConfig config) {
    this.config = config;
  }

  @Override
  public void decode(RawRecord raw, Collector<ParsedLine> out) {
    if (format == null) {
      format = config.newFormat();
      request = new AccessRequest();
      parsed = new ParsedLine();
    }
    Outcome outcome = parse(raw);
    boolean understood = outcome == Outcome.REQUEST;
    parsed.request = understood ? request : null;
    parsed.rejected = understood ? null : reject(raw, outcome);
    parsed.pendingFrom = raw.pendingFrom();
    out.collect(parsed);
  }

  private Outcome parse(RawRecord raw) {
    byte[] line = raw.value();
    if (line.length > config.maxLineBytes()) {
      return Outcome.LINE_TOO_LONG;
    }
    int to = withoutLineEnd(line);
    if (isBlank(line, to)) {
      return Outcome.EMPTY_LINE;
    }
    request.reset();
    request.buffer = line;
    request.lineLength = line.length;
    request.topic = raw.topic();
    request.partition = raw.partition();
    request.offset = raw.offset();
    request.arrival = raw.arrival();
    request.origin = raw.origin();
    return format.parse(request, to);
  }

  private static int withoutLineEnd(byte[] line) {
    int to = line.length;
    while (to > 0 && (line[to - 1] == '\n' || line[to - 1] == '\r')) {
      to--;
    }
    return to;
  }

  private static boolean isBlank(byte[] line, int to) {
    int at = 0;
    while (at < to && (line[at] == ' ' || line[at] == '\t')) {
      at++;
    }
    return at == to;
  }

  private Rejected reject(RawRecord raw, Outcome outcome) {
    return Rejected.of(raw, STAGE, outcome.reason(), outcome.message(format.name()), null);
  }

  @Override
  public TypeInformation<ParsedLine> producedType() {
    return TypeInformation.of(ParsedLine.class);
  }
}
