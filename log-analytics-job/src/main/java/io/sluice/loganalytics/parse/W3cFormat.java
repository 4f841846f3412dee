package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads W3C extended logs (IIS, CloudFront): columns between single blanks or tabs, named by the
 * last {@code #Fields:} line before them in their log, in UTC. A directive is no request and no
 * reject; it changes how the lines behind it are read, and nothing else.
 *
 * <p>A line has as many columns as its header or it is not of this format. A value between quotes
 * may hold blanks. IIS writes blanks in user agents as {@code +}, CloudFront as {@code %20}; both
 * are taken back there and nowhere else.
 */
final class W3cFormat implements LineFormat {
  static final String NAME = "w3c";
  private static final byte[] FIELDS = ascii("#Fields:");
  private static final byte[] DATE = ascii("#Date:");
  private static final byte[][] DIRECTIVES = {
    FIELDS,
    DATE,
    ascii("#Version:"),
    ascii("#Software:"),
    ascii("#Start-Date:"),
    ascii("#End-Date:"),
    ascii("#Remark:")
  };
  private static final int DATE_LENGTH = 10;
  private static final int TIME_END = 19;

  private final W3cHeaders headers;
  private final ValueReader reader;
  private int[] from = new int[32];
  private int[] to = new int[32];

  W3cFormat(W3cHeaders headers, RequestCompletion completion) {
    this.headers = headers;
    this.reader = new ValueReader(completion, false);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Outcome parse(AccessRequest request, int end) {
    byte[] line = request.buffer;
    if (line[0] == '#') {
      return directive(request, end);
    }
    W3cHeaders.Header header = header(request);
    if (header.layout == null || !header.layout.usable()) {
      return looksDated(line, end) ? Outcome.NO_W3C_FIELDS : Outcome.UNRECOGNISED;
    }
    if (!split(line, end, header.layout.width())) {
      return Outcome.UNRECOGNISED;
    }
    return read(request, header);
  }

  private W3cHeaders.Header header(AccessRequest request) {
    boolean enveloped = request.has(RequestField.HOST_NAME) || request.has(RequestField.LOG_FILE);
    String log =
        enveloped
            ? request.text(RequestField.HOST_NAME) + '\0' + request.text(RequestField.LOG_FILE)
            : "";
    return headers.of(request.topic, request.partition, log);
  }

  private Outcome directive(AccessRequest request, int end) {
    byte[] line = request.buffer;
    for (byte[] directive : DIRECTIVES) {
      if (ValueEnd.stands(directive, line, 0, end)) {
        follow(directive, header(request), line, end);
        return Outcome.DIRECTIVE;
      }
    }
    return Outcome.UNRECOGNISED;
  }

  private static void follow(byte[] directive, W3cHeaders.Header header, byte[] line, int end) {
    String text =
        new String(line, directive.length, end - directive.length, StandardCharsets.UTF_8).strip();
    if (directive == FIELDS) {
      if (header.layout == null || !header.layout.columns().equals(text)) {
        header.layout = new W3cLayout(text);
      }
    } else if (directive == DATE && text.length() >= DATE_LENGTH) {
      header.date = text.substring(0, DATE_LENGTH).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Whether the line begins with a date and a time, as such logs do. */
  private static boolean looksDated(byte[] line, int end) {
    if (end <= TIME_END
        || line[4] != '-'
        || line[7] != '-'
        || (line[10] != ' ' && line[10] != '\t')
        || (line[TIME_END] != ' ' && line[TIME_END] != '\t')) {
      return false;
    }
    return TimeLocal.twoDigits(line, 0) >= 0 && TimeLocal.secondOfDay(line, 11) >= 0;
  }

  /** Finds the columns; false if the line has not as many. */
  private boolean split(byte[] line, int end, int width) {
    if (from.length < width) {
      from = new int[width];
      to = new int[width];
    }
    int at = 0;
    for (int column = 0; column < width; column++) {
      if (at > end) {
        return false;
      }
      boolean quoted = at < end && line[at] == '"';
      int close = quoted ? closingQuote(line, at + 1, end) : -1;
      from[column] = close < 0 ? at : at + 1;
      to[column] = close < 0 ? columnEnd(line, at, end) : close;
      at = (close < 0 ? to[column] : close + 1) + 1;
    }
    // One separator at the end of the line is forgiven.
    return at == end + 1 || at == end;
  }

  private static int columnEnd(byte[] line, int at, int end) {
    return ByteScan.findEither(line, at, end, ' ', '\t');
  }

  /** The quote that a separator or the end follows, or -1. */
  private static int closingQuote(byte[] line, int from, int end) {
    int quote = ByteScan.find(line, from, end, '"');
    while (quote < end) {
      if (quote + 1 == end || line[quote + 1] == ' ' || line[quote + 1] == '\t') {
        return quote;
      }
      quote = ByteScan.find(line, quote + 1, end, '"');
    }
    return -1;
  }

  private Outcome read(AccessRequest request, W3cHeaders.Header header) {
    W3cLayout layout = header.layout;
    reader.begin(request);
    if (!layout.dated() && header.date != null) {
      reader.takeDate(header.date);
    }
    for (int column : layout.used()) {
      if (!reader.take(request, layout.variable(column), from[column], to[column])) {
        return Outcome.UNRECOGNISED;
      }
    }
    Outcome outcome = reader.finish(request, false);
    if (outcome == Outcome.REQUEST && request.has(RequestField.USER_AGENT)) {
      respace(request);
    }
    return outcome;
  }

  /** Gives the user agent its blanks back. */
  private static void respace(AccessRequest request) {
    byte[] line = request.buffer;
    int start = request.from[FieldIndex.USER_AGENT];
    int end = request.to[FieldIndex.USER_AGENT];
    boolean plus = ByteScan.find(line, start, end, '+') < end;
    boolean percent = !plus && ByteScan.find(line, start, end, '%') < end;
    if (!plus && !percent) {
      return;
    }
    byte[] agent = Arrays.copyOfRange(line, start, end);
    int length = plus ? blanksOfPluses(agent) : percentDecoded(agent);
    int at = BufferTail.extend(request, FieldIndex.USER_AGENT, length);
    System.arraycopy(agent, 0, request.buffer, at, length);
  }

  /** Of two in a row the second is a plus of its own: {@code ;++http://} was {@code ; +http://}. */
  private static int blanksOfPluses(byte[] agent) {
    boolean blank = false;
    for (int at = 0; at < agent.length; at++) {
      blank = agent[at] == '+' && !blank;
      agent[at] = blank ? (byte) ' ' : agent[at];
    }
    return agent.length;
  }

  private static int percentDecoded(byte[] agent) {
    int written = 0;
    for (int at = 0; at < agent.length; at++) {
      int value = agent[at] == '%' && at + 2 < agent.length ? hex(agent, at + 1) : -1;
      agent[written++] = value < 0 ? agent[at] : (byte) value;
      at += value < 0 ? 0 : 2;
    }
    return written;
  }

  private static int hex(byte[] text, int at) {
    int high = text[at] < 0 ? -1 : Character.digit(text[at], 16);
    int low = text[at + 1] < 0 ? -1 : Character.digit(text[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
