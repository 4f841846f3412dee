package io.sluice.playground.simulate;

import java.util.SplittableRandom;

/** How the site answers: status, size and latency, with its slow spells and its bad minutes. */
final class Server {
  private static final int NORMALS = 8_192;

  private final Rhythm rhythm;
  private final SplittableRandom random;
  private final double[] normals = new double[NORMALS];
  private long minute = Long.MIN_VALUE;
  private final double[] slowness = new double[16];
  private final double[] failing = new double[16];

  Server(Rhythm rhythm, SplittableRandom random) {
    this.rhythm = rhythm;
    this.random = random;
    for (int i = 0; i < NORMALS; i += 2) {
      // Box-Muller
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      normals[i] = radius * StrictMath.cos(angle);
      normals[i + 1] = radius * StrictMath.sin(angle);
    }
  }

  /** Answers a request for the page; {@code cached}: the client has the static files. */
  void answer(Exchange x, Page page, long now, boolean cached) {
    look(now);
    x.status = status(page, cached);
    x.bodyBytes = size(page, x.status);
    x.latencyMillis = latency(page, x.status);
  }

  /** Answers with that status whatever was asked for, quickly. */
  void refuse(Exchange x, int status, long now) {
    look(now);
    x.status = status;
    x.bodyBytes = status == 400 ? 157 : 548;
    x.latencyMillis = Math.round(1 + 6 * random.nextDouble());
  }

  /** A value of the log-normal distribution with this median and sigma. */
  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * normals[random.nextInt(NORMALS)]);
  }

  private void look(long now) {
    long current = Math.floorDiv(now, 60_000L);
    if (current != minute) {
      minute = current;
      for (int part = 0; part < slowness.length; part++) {
        slowness[part] = rhythm.slowness(part, now);
        failing[part] = rhythm.failing(part, now);
      }
    }
  }

  private int status(Page page, boolean cached) {
    double chance = random.nextDouble();
    if (page.answer == Page.Answer.STATIC) {
      return cached && chance < 0.8 ? 304 : chance > 0.998 ? 404 : 200;
    }
    double failures = failing[page.part];
    if (chance < failures) {
      return chance < failures * 0.6 ? 503 : chance < failures * 0.9 ? 500 : 504;
    }
    if (page.answer == Page.Answer.LOGIN) {
      return chance > 0.91 ? 401 : 302;
    }
    if (chance > 0.991) {
      return chance > 0.9985 ? 499 : 404;
    }
    return chance > 0.982 && page.status == 200 && page.next != null ? 301 : page.status;
  }

  private long size(Page page, int status) {
    return switch (status) {
      case 304, 204, 499 -> 0;
      case 301, 302 -> 169;
      case 404 -> 1_245;
      case 401 -> 179;
      case 500, 503, 504 -> 197;
      default -> (long) (page.bytes * (0.8 + 0.4 * random.nextDouble()));
    };
  }

  private long latency(Page page, int status) {
    double median =
        switch (status) {
          case 304, 301 -> 1.5;
          case 503 -> 4;
          case 504 -> 30_000;
          default -> page.medianMillis * slowness[page.part];
        };
    double sigma = status == 504 ? 0.001 : page.sigma;
    // one in five hundred waits for a lock, a disk, a collection of garbage
    double pause = random.nextInt(500) == 0 && status != 504 ? logNormal(900, 0.7) : 0;
    return Math.round(logNormal(median, sigma) + pause);
  }
}
