package io.sluice.playground.simulate;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.PassThrough;
import io.sluice.common.sink.kafka.BrokerLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What the simulators have in common: to a file they write history as fast as they can, to Kafka
 * they keep pace with the clock.
 */
abstract class SimulateStream implements Callable<Integer> {
  private static final long PROGRESS_EVERY_NANOS = 2_000_000_000L;

  @Spec CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  Destination destination;

  @Option(
      names = "--rate",
      description = "Mean lines or events per second, over a week (default ${DEFAULT-VALUE}).",
      defaultValue = "200")
  double rate;

  @Option(
      names = "--seconds",
      description = "How much event time to cover (default ${DEFAULT-VALUE}).",
      defaultValue = "3600")
  long seconds;

  @Option(
      names = "--seed",
      description = "Same seed, same lines (default ${DEFAULT-VALUE}).",
      defaultValue = "1")
  long seed;

  @Option(
      names = "--start",
      description =
          "First event time, ISO-8601 with zone; to a file only (default: now less --seconds).")
  String start;

  /** A file or Kafka. */
  static final class Destination {
    @Option(names = "--out", description = "File to write; gzipped if it ends in .gz.")
    Path out;

    @Option(names = "--bootstrap", description = "Kafka broker, HOST:PORT.")
    String bootstrap;
  }

  final Clock clock = Clock.systemUTC();

  boolean live() {
    return destination.bootstrap != null;
  }

  /** False if the thread was told to stop. */
  boolean waitFor(long at) {
    for (long ahead = at - clock.millis(); ahead > 0; ahead = at - clock.millis()) {
      LockSupport.parkNanos(ahead * 1_000_000);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return true;
  }

  /** Every two seconds: how much, how fast, how far in event time. */
  final class Progress {
    private long shownAt = System.nanoTime();
    private long shownLines;

    void show(long lines, long at) {
      long now = System.nanoTime();
      if (now - shownAt >= PROGRESS_EVERY_NANOS) {
        double perSecond = (lines - shownLines) * 1e9 / (now - shownAt);
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
            Locale.ROOT,
            "%,d records, %,.0f/s, at %s%n",
            lines,
            perSecond,
            Instant.ofEpochMilli(at));
        err.flush();
        shownAt = now;
        shownLines = lines;
      }
    }
  }

  long firstInstant() {
    if (start == null) {
      return live() ? clock.millis() : clock.millis() - seconds * 1_000;
    }
    if (live()) {
      throw wrong("--start goes with --out only: what goes to Kafka is of now");
    }
    try {
      return OffsetDateTime.parse(start).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw wrong("--start " + start + " is no time such as 2025-11-20T06:00:00Z");
    }
  }

  LineTarget target(String topic) throws IOException {
    if (!live()) {
      return LineTarget.file(destination.out);
    }
    KafkaConfig kafka = new KafkaConfig(destination.bootstrap, PassThrough.of(Map.of()));
    try (BrokerLimits broker = BrokerLimits.ask(kafka)) {
      broker.requireAnswer();
      return LineTarget.topic(destination.bootstrap, topic);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), e);
    }
  }

  double positive(String option, double value) {
    if (!(value > 0)) {
      throw wrong(option + " must be greater than 0");
    }
    return value;
  }

  String where() {
    return live() ? "--bootstrap " + destination.bootstrap : "--out " + destination.out;
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "not permitted";
    }
    return e.getMessage();
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
