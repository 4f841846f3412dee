package io.sluice.playground.simulate;

import java.nio.charset.StandardCharsets;

/** One request and its answer while the line is being made. Reused; every actor sets all of it. */
final class Exchange {
  static final byte[] DASH = ascii("-");

  byte[] address = DASH;
  byte[] user = DASH;

  /** Method, target and protocol as they stand in the log's request field. */
  final LineBuffer request = new LineBuffer();

  int status;
  long bodyBytes;
  byte[] referrer = DASH;
  byte[] agent = DASH;
  byte[] forwardedFor = DASH;
  byte[] host = DASH;
  long latencyMillis;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
