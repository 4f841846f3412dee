package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.util.Arrays;

/**
 * Reads one record: the line as it is, or, if it is none, the line in the envelope it may be.
 * Envelopes may lie in envelopes, as Filebeat's do in Flume's, down to {@link #MOST_LAYERS}. Used
 * by one thread.
 */
final class LineParser {
  private static final int MOST_LAYERS = 2;

  private final LineFormat format;
  private final Envelope envelope;
  private String opened;

  LineParser(LineFormat format, Envelope envelope) {
    this.format = format;
    this.envelope = envelope;
  }

  /** What messages call what it reads. */
  String name() {
    return format.name();
  }

  /** The name of the shape of the line read last. */
  String recognised() {
    return format.recognised();
  }

  /** The kind of envelope around the line read last, null if there was none. */
  String opened() {
    return opened;
  }

  /**
   * Reads the record in the request's buffer; its fields have been reset. The buffer of a request
   * begins with the whole record, in an envelope or not.
   */
  Outcome parse(AccessRequest request) {
    byte[] record = request.buffer;
    opened = null;
    int to = lineEnd(record, record.length);
    if (isBlank(record, to)) {
      return Outcome.EMPTY_LINE;
    }
    if (!envelope.mayBegin(record)) {
      return format.parse(request, to);
    }
    Outcome outcome = open(request);
    if (opened != null && outcome == Outcome.REQUEST) {
      keepRecord(request, record);
    }
    return outcome;
  }

  private static void keepRecord(AccessRequest request, byte[] record) {
    int line = request.buffer.length;
    byte[] whole = Arrays.copyOf(record, record.length + line);
    System.arraycopy(request.buffer, 0, whole, record.length, line);
    request.buffer = whole;
    for (int field = 0; field < request.from.length; field++) {
      if (request.from[field] >= 0) {
        request.from[field] += record.length;
        request.to[field] += record.length;
      }
    }
  }

  private Outcome open(AccessRequest request) {
    int length = request.buffer.length;
    for (int layer = 0; ; layer++) {
      int to = lineEnd(request.buffer, length);
      if (isBlank(request.buffer, to)) {
        return Outcome.EMPTY_LINE;
      }
      boolean mayOpen = layer < MOST_LAYERS && envelope.mayBegin(request.buffer);
      boolean first = mayOpen && envelope.comesFirst(request.buffer, format.expectsBrace());
      Outcome outcome = first ? Outcome.UNRECOGNISED : format.parse(request, to);
      if (!mayOpen || (outcome != Outcome.UNRECOGNISED && outcome != Outcome.BAD_JSON)) {
        return outcome;
      }
      FieldIndex.forgetLine(request);
      int line = envelope.open(request, to, length);
      if (line < 0) {
        return unopened(request, to, layer, first);
      }
      opened = envelope.kind();
      length = line;
    }
  }

  /** What is left of an envelope cut short must not pass for a line. */
  private Outcome unopened(AccessRequest request, int to, int layer, boolean unread) {
    Outcome outcome = Outcome.UNRECOGNISED;
    if (layer == 0 && envelope.isRequired()) {
      outcome = Outcome.NOT_ENVELOPED;
    } else if (unread && Envelope.mayBeLine(request.buffer, format.expectsBrace())) {
      outcome = format.parse(request, to);
    }
    return outcome == Outcome.REQUEST ? outcome : envelope.refusal(request, to, outcome);
  }

  private static int lineEnd(byte[] line, int length) {
    int to = length;
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
}
