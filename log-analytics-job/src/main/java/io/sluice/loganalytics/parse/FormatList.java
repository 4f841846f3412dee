package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several formats on one topic: each line is read by the first one that can, in the order given.
 * Not by the one that read the line before: what comes of a line must not depend on where a restart
 * or another partition begins.
 */
final class FormatList implements LineFormat {
  private final LineFormat[] formats;
  private LineFormat last;

  FormatList(List<LineFormat> formats) {
    this.formats = formats.toArray(LineFormat[]::new);
    this.last = this.formats[0];
  }

  @Override
  public String name() {
    return List.of(formats).stream().map(LineFormat::name).collect(Collectors.joining(", "));
  }

  @Override
  public String recognised() {
    return last.recognised();
  }

  @Override
  public boolean expectsBrace() {
    return Arrays.stream(formats).anyMatch(LineFormat::expectsBrace);
  }

  @Override
  public Outcome parse(AccessRequest request, int to) {
    Outcome best = Outcome.UNRECOGNISED;
    boolean brace = request.buffer[0] == '{';
    for (LineFormat format : formats) {
      if (brace && !format.expectsBrace()) {
        continue;
      }
      Outcome outcome = format.parse(request, to);
      if (outcome == Outcome.REQUEST || outcome == Outcome.DIRECTIVE) {
        last = format;
        return outcome;
      }
      // The first one that says more than that it is not its own.
      best = best == Outcome.UNRECOGNISED ? outcome : best;
      FieldIndex.forgetLine(request);
    }
    return best;
  }
}
