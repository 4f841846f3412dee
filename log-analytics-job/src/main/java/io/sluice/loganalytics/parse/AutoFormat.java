package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.util.List;

/**
 * Recognises every line by itself: JSON by its brace, W3C's directives by their hash, everything
 * else as one of the common logs' family, and where it is none of these, as a line of a W3C log.
 */
final class AutoFormat implements LineFormat {
  private final CombinedFormat common;
  private final LineFormat json;
  private final LineFormat w3c;
  private LineFormat last;

  AutoFormat(CombinedFormat common, List<LineFormat> json, LineFormat w3c) {
    this.common = common;
    this.json = new FormatList(json);
    this.w3c = w3c;
    this.last = common;
  }

  @Override
  public String name() {
    return LineFormats.AUTO;
  }

  @Override
  public String recognised() {
    return last.recognised();
  }

  @Override
  public boolean expectsBrace() {
    return true;
  }

  @Override
  public Outcome parse(AccessRequest request, int to) {
    byte first = request.buffer[0];
    if (first == '{') {
      return read(json, request, to);
    }
    if (first == '#') {
      return read(w3c, request, to);
    }
    last = common;
    Outcome outcome = common.parse(request, to);
    if (outcome != Outcome.UNRECOGNISED) {
      return outcome;
    }
    FieldIndex.forgetLine(request);
    return read(w3c, request, to);
  }

  private Outcome read(LineFormat format, AccessRequest request, int to) {
    last = format;
    return format.parse(request, to);
  }
}
