package io.sluice.playground.command;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Progress lines, each seen at once. */
final class Lines {
  private Lines() {}

  static Consumer<String> to(PrintWriter out) {
    return line -> {
      out.println(line);
      out.flush();
    };
  }
}
