package io.sluice.benchmarks.input;

import io.sluice.playground.simulate.AccessLogTraffic;
import io.sluice.playground.simulate.TrafficProfile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * The input of the access log benchmarks: lines of the traffic simulator in the order of their
 * time, always the same for the same number of lines, profile and seed. Made once and kept in the
 * folder of temporary files.
 */
public record AccessLogFile(Path path, long lines) {
  private static final long SEED = 1;

  /** The load of the demo. */
  public static final int DEMO_RATE = 2_000;

  private static final long FIRST = Instant.parse("2025-11-20T06:00:00Z").toEpochMilli();

  /** The file of so many lines of a profile at the rate of the demo, made if it is not there. */
  public static AccessLogFile of(Path folder, String profile, long lines) throws IOException {
    return of(folder, profile, lines, DEMO_RATE);
  }

  /**
   * @param rate lines per second of event time
   */
  public static AccessLogFile of(Path folder, String profile, long lines, int rate)
      throws IOException {
    Path path = folder.resolve("access-" + profile + "-" + rate + "-" + lines + ".log");
    if (!Files.exists(path)) {
      Files.createDirectories(folder);
      Path unfinished = Files.createTempFile(folder, "access-", ".part");
      write(unfinished, profile, lines, rate);
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }
    return new AccessLogFile(path, lines);
  }

  private static void write(Path path, String profile, long lines, int rate) throws IOException {
    AccessLogTraffic traffic = new AccessLogTraffic(SEED, TrafficProfile.named(profile));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 18)) {
      for (long line = 0; line < lines; line++) {
        out.write(traffic.next(FIRST + line * 1_000 / rate).value());
        out.write('\n');
      }
    }
  }
}
