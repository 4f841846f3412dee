package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.ContestException;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which alerts opened: rule, device and the time of the opening. A line says that an alert opened
 * or that it never did; the last line about an opening holds. Lines about anything else are there
 * for what they cost.
 */
public record Openings(Set<String> all) {
  static final char OPENED = '+';
  static final char NEVER_WAS = '-';
  private static final char OTHER = '~';
  private static final int TOLD = 3;

  /** Rule, device, time. */
  private static final int PARTS = 3;

  static String line(char sign, String rule, String device, long ts) {
    return sign + " " + rule + " " + device + " " + ts;
  }

  /** What a message of the job says about an opening. */
  static String line(Alert alert) {
    char sign = OTHER;
    if (alert.action() == AlertAction.RAISE) {
      sign = OPENED;
    } else if (alert.reason().equals(Alert.LATE_EVIDENCE)) {
      sign = NEVER_WAS;
    }
    return line(sign, alert.ruleId(), alert.deviceId(), alert.ts());
  }

  /** What a contender has written into a folder; all lines about a device in one file. */
  public static Openings read(Path folder) throws IOException {
    Map<String, Boolean> said = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        try (Stream<String> lines = Files.lines(file)) {
          lines
              .filter(line -> line.charAt(0) != OTHER)
              .forEach(line -> said.put(line.substring(2), line.charAt(0) == OPENED));
        }
      }
    }
    Set<String> all = new HashSet<>();
    said.forEach(
        (opening, holds) -> {
          if (holds) {
            all.add(withoutReason(opening));
          }
        });
    return new Openings(all);
  }

  private static String withoutReason(String opening) {
    int end = -1;
    for (int part = 0; part < PARTS; part++) {
      int next = opening.indexOf(' ', end + 1);
      end = next < 0 ? opening.length() : next;
    }
    return opening.substring(0, end);
  }

  /**
   * @throws ContestException that names some of the differences
   */
  public void requireEqual(String name, Openings other) {
    if (all.equals(other.all)) {
      return;
    }
    throw new ContestException(
        name
            + " has "
            + other.all.size()
            + " openings, not "
            + all.size()
            + "; wanting "
            + some(all, other.all)
            + ", too many "
            + some(other.all, all),
        null);
  }

  private static Set<String> some(Set<String> of, Set<String> without) {
    Set<String> left = new TreeSet<>(Comparator.naturalOrder());
    of.stream().filter(each -> !without.contains(each)).limit(TOLD).forEach(left::add);
    return left;
  }
}
