package io.sluice.playground.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class SimulateAccessLogs extends SimulateStream {
  @Option(
      names = "--topic",
      description = "Topic to send to (default ${DEFAULT-VALUE}).",
      defaultValue = "access-logs")
  String topic;

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
      names = "--geoip",
      description = "City or Country .mmdb to draw addresses from (default: the one shipped).")
  Path geoip;

  @Override
  public Integer call() {
    AccessLogTraffic traffic = traffic();
    long from = firstInstant();
    Arrivals arrivals = new Arrivals(from, positive("--rate", rate), traffic::intensity, seed);
    positive("--seconds", seconds);
    try (LineTarget target = target(topic)) {
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
    if (other.header().isPresent() && live()) {
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
      if (live() && !waitFor(at)) {
        return lines;
      }
      target.accept(traffic.next(at));
      lines++;
      if ((lines & 0x3FF) == 0 || live()) {
        progress.show(lines, at);
      }
    }
    return lines;
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
}
