package io.sluice.playground.simulate;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Lines that are no access log lines, as they turn up in every real topic: other programs' output,
 * halves of lines, bytes. Each holds its request id, so that it can be found again.
 */
final class Garbage {
  /** The mark stands for the id. */
  private static final List<String> TEXTS =
      List.of(
          "[error] 31#31: *@ upstream timed out (110: Connection timed out) while reading",
          "{\"level\":\"warn\",\"msg\":\"slow query\",\"trace\":\"@\",\"ms\":1833}",
          "java.lang.IllegalStateException: session @ is closed",
          "\tat com.example.shop.Cart.add(Cart.java:118) ~[@]",
          "nginx: worker process @ exited on signal 9",
          "203.0.113.7 - - [",
          "203.0.113.9 - - [20/Nov/2025:17:33:01 +0000] \"GET /p/1041?trace=@",
          "---- @ ----");

  private final SplittableRandom random;

  Garbage(SplittableRandom random) {
    this.random = random;
  }

  void write(LineBuffer line, long idHigh, long idLow) {
    int kind = random.nextInt(TEXTS.size() + 2);
    if (kind >= TEXTS.size()) {
      bytes(line);
      line.addHex(idHigh).addHex(idLow);
      bytes(line);
      return;
    }
    String text = TEXTS.get(kind);
    int mark = text.indexOf('@');
    line.add(mark < 0 ? text : text.substring(0, mark)).addHex(idHigh).addHex(idLow);
    line.add(mark < 0 ? "" : text.substring(mark + 1));
  }

  /** Bytes of a stream that is no text; no line end among them. */
  private void bytes(LineBuffer line) {
    int count = 8 + random.nextInt(60);
    for (int i = 0; i < count; i++) {
      int value = random.nextInt(256);
      line.add((char) (value == '\n' || value == '\r' ? 0 : value));
    }
  }
}
