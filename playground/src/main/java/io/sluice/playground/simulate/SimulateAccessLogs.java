package io.sluice.playground.simulate;

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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code sluice simulate access-logs}: to a file it writes history as fast as it can, to Kafka it
 * keeps pace with the clock.
 */
@Command(
    name = "access-logs",
    mixinStandardHelpOptions = true,
    description = {
      "Access log lines of a made-up shop: people, programs, crawlers, attackers.",
      "To a file: history at the pace of event time, written as fast as possible.",
      "To Kafka: live, from now on."
    })
final class SimulateAccessLogs implements Callable<Integer> {
  private static final long PROGRESS_EVERY_NANOS = 2_000_000_000L;

  @Spec CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  Destination destination;

  @Option(
      names = "--topic",
      description = "Topic to send to (default ${DEFAULT-VALUE}).",
      defaultValue = "access-logs")
  String topic;

  @Option(
      names = "--rate",
      description = "Mean lines per second over a week (default ${DEFAULT-VALUE}).",
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
      names = "--profile",
      description = "demo, combined, burst or dirty (default ${DEFAULT-VALUE}).",
      defaultValue = "demo")
  String profile;

  @Option(
      names = "--format",
      description =
          "demo, combined, common, vhost-combined, caddy, traefik or w3c (default: the profile's).")
  String format;

  @Option(
      names = "--start",
      description =
          "First event time, ISO-8601 with zone; to a file only (default: now less --seconds).")
  String start;

  @Option(
      names = "--geoip",
      description = "City or Country .mmdb to draw addresses from (default: the one shipped).")
  Path geoip;

  /** A file or Kafka. */
  static final class Destination {
    @Option(names = "--out", description = "File to write; gzipped if it ends in .gz.")
    Path out;

    @Option(names = "--bootstrap", description = "Kafka broker, HOST:PORT.")
    String bootstrap;
  }

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() {
    AccessLogTraffic traffic = traffic();
    long from = firstInstant();
    Arrivals arrivals = new Arrivals(from, positive("--rate", rate), traffic::intensity, seed);
    positive("--seconds", seconds);
    try (LineTarget target = target()) {
      writeHeader(target, from);
      long lines = run(traffic, arrivals, from, target);
      out().printf(Locale.ROOT, "%,d lines%n", lines);
      out().flush();
      return 0;
    } catch (IOException e) {
      throw wrong(where() + ": " + reason(e));
    }
  }

  private void writeHeader(LineTarget target, long from) throws IOException {
    Optional<byte[]> header = profile().format().header();
    if (header.isPresent()) {
      target.accept(new LogLine(header.get(), "", from, false));
    }
  }

  private TrafficProfile profile() {
    TrafficProfile named = TrafficProfile.named(profile);
    if (format == null) {
      return named;
    }
    LineFormat other = LineFormat.named(format);
    if (other.header().isPresent() && destination.bootstrap != null) {
      throw wrong("--format " + format + " goes with --out only: its header is of one file");
    }
    return named.in(other);
  }

  private long run(AccessLogTraffic traffic, Arrivals arrivals, long from, LineTarget target)
      throws IOException {
    long until = from + seconds * 1_000;
    long lines = 0;
    Progress progress = new Progress();
    for (long at = arrivals.next(); at < until; at = arrivals.next()) {
      if (destination.bootstrap != null && !waitFor(at)) {
        return lines;
      }
      target.accept(traffic.next(at));
      lines++;
      if ((lines & 0x3FF) == 0 || destination.bootstrap != null) {
        progress.show(lines, at);
      }
    }
    return lines;
  }

  /** False if the thread was told to stop. */
  private boolean waitFor(long at) {
    for (long ahead = at - clock.millis(); ahead > 0; ahead = at - clock.millis()) {
      LockSupport.parkNanos(ahead * 1_000_000);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return true;
  }

  /** Every two seconds: how much, how fast, how far in event time. */
  private final class Progress {
    private long shownAt = System.nanoTime();
    private long shownLines;

    void show(long lines, long at) {
      long now = System.nanoTime();
      if (now - shownAt >= PROGRESS_EVERY_NANOS) {
        double perSecond = (lines - shownLines) * 1e9 / (now - shownAt);
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
            Locale.ROOT, "%,d lines, %,.0f/s, at %s%n", lines, perSecond, Instant.ofEpochMilli(at));
        err.flush();
        shownAt = now;
        shownLines = lines;
      }
    }
  }

  private AccessLogTraffic traffic() {
    try {
      TrafficProfile named = profile();
      return geoip == null
          ? new AccessLogTraffic(seed, named)
          : new AccessLogTraffic(seed, geoip, named);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    } catch (IOException e) {
      throw wrong("--geoip " + geoip + ": " + reason(e));
    }
  }

  private long firstInstant() {
    if (start == null) {
      return destination.bootstrap == null ? clock.millis() - seconds * 1_000 : clock.millis();
    }
    if (destination.bootstrap != null) {
      throw wrong("--start goes with --out only: lines for Kafka are of now");
    }
    try {
      return OffsetDateTime.parse(start).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw wrong("--start " + start + " is no time such as 2025-11-20T06:00:00Z");
    }
  }

  private LineTarget target() throws IOException {
    if (destination.bootstrap == null) {
      return LineTarget.file(destination.out);
    }
    try {
      return LineTarget.topic(destination.bootstrap, topic);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), e);
    }
  }

  private double positive(String option, double value) {
    if (!(value > 0)) {
      throw wrong(option + " must be greater than 0");
    }
    return value;
  }

  private String where() {
    return destination.bootstrap == null
        ? "--out " + destination.out
        : "--bootstrap " + destination.bootstrap;
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "not permitted";
    }
    return e.getMessage();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
