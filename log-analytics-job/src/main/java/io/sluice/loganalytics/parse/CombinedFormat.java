package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;

/**
 * The family of Apache's common and combined logs, read in one pass that decides by the line alone
 * what the line is:
 *
 * <pre>
 * [vhost[:port] ]address ident user [time] "request" status bytes                   common
 *                                          … "referrer" "user agent"                combined
 *                                          … "forwarded for"                        nginx main
 *                                          … host request-time request-id msec      nginx main timed
 * </pre>
 *
 * <p>The tail tells the shapes apart: the line must end where its shape ends. Before the time, a
 * vhost stands in front if there are four words or more, the first of which has a port and the
 * second is no dash, or the second of which is an address. Gunicorn's default is combined.
 *
 * <p>Quotes inside a quoted field need no escape if what follows them cannot follow the field. A
 * user agent without a quote, cut short by the line's end, is taken as far as it goes.
 */
final class CombinedFormat implements LineFormat {
  private final String name;
  private final Prefix prefix;
  private final int shapes;
  private final TimeLocal time = new TimeLocal();
  private final LinePrefix front = new LinePrefix();
  private final RequestCompletion completion;
  private boolean escaped;
  private Shape shape = Shape.COMMON;
  private boolean vhost;

  /** Whether a vhost stands in front of the line. */
  enum Prefix {
    NONE,
    VHOST,
    EITHER
  }

  /** What a line may end with; append-only. */
  enum Shape {
    COMMON("common", "vhost-common"),
    COMBINED("combined", "vhost-combined"),
    FORWARDED("nginx-main", "nginx-main"),
    TIMED("nginx-main-timed", "nginx-main-timed");

    private final String label;
    private final String labelBehindVhost;

    Shape(String label, String labelBehindVhost) {
      this.label = label;
      this.labelBehindVhost = labelBehindVhost;
    }
  }

  CombinedFormat(String name, Prefix prefix, RequestCompletion completion, Shape... shapes) {
    this.name = name;
    this.prefix = prefix;
    this.completion = completion;
    int mask = 0;
    for (Shape shape : shapes) {
      mask |= 1 << shape.ordinal();
    }
    this.shapes = mask;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the constant itself is what auto is made with
  public String recognised() {
    if (name != LineFormats.AUTO) {
      return name;
    }
    return vhost ? shape.labelBehindVhost : shape.label;
  }

  @Override
  public Outcome parse(AccessRequest request, int to) {
    byte[] line = request.buffer;
    request.timestamp = TimeLocal.INVALID;
    int open = front.read(request, to, prefix);
    if (open < 0) {
      return Outcome.UNRECOGNISED;
    }
    escaped = front.escaped();
    vhost = request.from[FieldIndex.HOST] >= 0;
    long timestamp = time.parse(line, open + 1, front.close());
    int status = requestLine(request, front.close() + 1, to);
    int tail = status < 0 ? -1 : statusAndBytes(request, status, to);
    if (tail < 0 || !tail(request, tail, to)) {
      return Outcome.UNRECOGNISED;
    }
    if (request.timestamp == TimeLocal.INVALID) {
      request.timestamp = timestamp;
    }
    if (request.timestamp == TimeLocal.INVALID) {
      return Outcome.BAD_TIMESTAMP;
    }
    completion.complete(request, escaped, true);
    return Outcome.REQUEST;
  }

  /** Reads {@code "request"} and returns where the status begins, or -1. */
  private int requestLine(AccessRequest request, int at, int to) {
    byte[] line = request.buffer;
    if (at + 1 >= to || line[at] != ' ' || line[at + 1] != '"') {
      return -1;
    }
    int end = at + 2;
    while ((end = quote(line, end, to)) < to) {
      if (end + 2 < to && line[end + 1] == ' ' && startsNumber(line[end + 2])) {
        set(request, FieldIndex.TARGET, at + 2, end);
        return end + 2;
      }
      end++;
    }
    return -1;
  }

  private static boolean startsNumber(byte value) {
    return value == '-' || (value >= '0' && value <= '9');
  }

  /** Reads {@code status bytes} and returns where they end, or -1. */
  private static int statusAndBytes(AccessRequest request, int at, int to) {
    byte[] line = request.buffer;
    int statusEnd = ByteScan.find(line, at, Math.min(to, at + 4), ' ');
    int status = Decimals.status(line, at, statusEnd);
    int bytesEnd = statusEnd + 1 < to ? ByteScan.find(line, statusEnd + 1, to, ' ') : -1;
    if (status == Decimals.NOT_A_NUMBER || bytesEnd < 0) {
      return -1;
    }
    long bytes = Decimals.count(line, statusEnd + 1, bytesEnd);
    request.status = status;
    request.bodyBytes = bytes;
    return bytes == Decimals.NOT_A_NUMBER || bytesEnd == statusEnd + 1 ? -1 : bytesEnd;
  }

  private boolean tail(AccessRequest request, int at, int to) {
    if (at == to) {
      return allows(Shape.COMMON);
    }
    int referrer = quoted(request, at, to, FieldIndex.REFERRER, false);
    int agent = referrer < 0 ? -1 : quoted(request, referrer, to, FieldIndex.USER_AGENT, true);
    if (agent < 0) {
      return false;
    }
    if (agent == to) {
      return allows(Shape.COMBINED);
    }
    int forwarded = quoted(request, agent, to, FieldIndex.FORWARDED_FOR, true);
    if (forwarded == to) {
      return allows(Shape.FORWARDED);
    }
    return forwarded > 0 && allows(Shape.TIMED) && timed(request, forwarded, to);
  }

  private boolean allows(Shape found) {
    shape = found;
    return (shapes & 1 << found.ordinal()) != 0;
  }

  /**
   * Reads {@code "field"} and returns where it ends, or -1. The closing quote is followed by
   * another field, or, if this may be the last one, by the end of the line.
   */
  private int quoted(AccessRequest request, int at, int to, int field, boolean last) {
    byte[] line = request.buffer;
    if (at + 1 >= to || line[at] != ' ' || line[at + 1] != '"') {
      return -1;
    }
    int end = at + 2;
    if (end + 2 < to && line[end] == '-' && line[end + 1] == '"' && line[end + 2] == ' ') {
      return end + 2;
    }
    while ((end = quote(line, end, to)) < to) {
      boolean closes =
          end + 1 == to
              ? last
              : line[end + 1] == ' '
                  && end + 2 < to
                  && (line[end + 2] == '"' || field == FieldIndex.FORWARDED_FOR);
      if (closes) {
        set(request, field, at + 2, end);
        return end + 1;
      }
      end++;
    }
    boolean cutShort = field == FieldIndex.USER_AGENT && quote(line, at + 2, to) >= to;
    if (!cutShort) {
      return -1;
    }
    set(request, field, at + 2, to);
    return to;
  }

  /** Reads {@code host request-time request-id msec} up to the end of the line. */
  private boolean timed(AccessRequest request, int at, int to) {
    byte[] line = request.buffer;
    int host = at + 1;
    int seconds = ByteScan.find(line, host, to, ' ') + 1;
    int id = ByteScan.find(line, Math.min(seconds, to), to, ' ') + 1;
    int msec = ByteScan.find(line, Math.min(id, to), to, ' ') + 1;
    if (line[at] != ' ' || msec > to || ByteScan.find(line, msec, to, ' ') < to) {
      return false;
    }
    set(request, FieldIndex.HOST, host, seconds - 1);
    set(request, FieldIndex.REQUEST_ID, id, msec - 1);
    request.durationMicros = Decimals.micros(line, seconds, id - 1);
    long millis = Decimals.epochMillis(line, msec, to);
    if (millis >= 0) {
      request.timestamp = millis;
    }
    return true;
  }

  /** The next quote that no backslash precedes, or {@code to}. */
  private int quote(byte[] line, int from, int to) {
    int at = ByteScan.findEither(line, from, to, '"', '\\');
    while (at < to && line[at] == '\\') {
      escaped = true;
      at = ByteScan.findEither(line, Math.min(at + 2, to), to, '"', '\\');
    }
    return at;
  }

  static void set(AccessRequest request, int field, int from, int to) {
    if (FieldIndex.present(request.buffer, from, to)) {
      request.from[field] = from;
      request.to[field] = to;
    }
  }
}
