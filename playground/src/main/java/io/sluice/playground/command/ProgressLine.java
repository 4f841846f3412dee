package io.sluice.playground.command;

import io.sluice.common.replay.ReplayProgress;
import java.time.Instant;
import java.util.Locale;

/** How far a run over files has come, in one line. */
final class ProgressLine {
  private ProgressLine() {}

  static String of(ReplayProgress reached) {
    String time =
        reached.eventTime() == Long.MIN_VALUE
            ? "no event yet"
            : "newest event " + Instant.ofEpochMilli(reached.eventTime());
    return String.format(
        Locale.ROOT,
        "%5.1f s  %,d records, %,d a second, %s",
        reached.elapsed().toMillis() / 1000.0,
        reached.records(),
        reached.rate(),
        time);
  }
}
