package io.sluice.playground.demo;

import io.sluice.playground.simulate.AccessLogTraffic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Which stretches of the weeks before now the demo sends before it begins, so that "usual for this
 * hour" is computed by the same pipeline from requests like all others. Weeks at the demo's rate
 * would be a billion lines; so a minute stands for its hour, and there are as many minutes as the
 * budget allows: of this hour and the next one on other days first, then of the hours in between.
 *
 * @param minutes starts, epoch milliseconds, ascending
 * @param ratePerSecond of a minute as busy as now
 */
record History(List<Long> minutes, int ratePerSecond) {
  static final int MOST_LINES = 720_000;
  private static final int[] DAYS_BACK = {1, 7, 2, 14, 3, 21, 4, 5, 6, 8, 9, 10, 11, 12, 13};
  private static final int WEEKS = 3;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  static History before(Instant now, int ratePerSecond) {
    int most = Math.max(3, MOST_LINES / (ratePerSecond * 60));
    long minute = now.truncatedTo(ChronoUnit.MINUTES).toEpochMilli();
    SortedSet<Long> chosen = new TreeSet<>();
    for (long start : byWorth(minute)) {
      if (chosen.size() < most) {
        chosen.add(start);
      }
    }
    return new History(List.copyOf(chosen), ratePerSecond);
  }

  private static List<Long> byWorth(long minute) {
    List<Long> starts = new ArrayList<>();
    for (int hours = 0; hours <= 1; hours++) {
      for (int days : DAYS_BACK) {
        starts.add(minute + hours * HOUR - days * DAY);
      }
    }
    for (int step = 6; step >= 1; step /= 2) {
      for (long hours = step; hours < WEEKS * 7 * 24; hours += step) {
        starts.add(minute - hours * HOUR);
      }
    }
    return starts;
  }

  /** About how many lines it comes to. */
  long lines() {
    return minutes.size() * 60L * ratePerSecond;
  }

  /**
   * Gives every instant of a line, in order.
   *
   * @param traffic how busy the site was then, against now
   */
  void play(AccessLogTraffic traffic, long now, LongConsumer line) {
    double usual = traffic.intensity(now);
    for (long start : minutes) {
      double busy = traffic.intensity(start) / usual;
      long lines = Math.round(60 * ratePerSecond * busy);
      for (long i = 0; i < lines; i++) {
        line.accept(start + i * 60_000 / lines);
      }
    }
  }
}
