package io.sluice.benchmarks.alerts;

import java.util.ArrayList;
import java.util.List;

/**
 * Two faults of one device within a window in any order, neither of them recovered in between.
 *
 * @param first number of a code, as is second
 * @param seconds of the window
 */
record PairRule(int first, int second, int seconds) {
  private static final int LONG = 60;
  private static final int SHORT = 30;

  /**
   * The first ten name each of the popular codes once, the first 190 pair each of them with each;
   * then follow the pairs with the others, and the same pairs once more with a shorter window.
   */
  static List<PairRule> first(int rules) {
    List<PairRule> pairs = new ArrayList<>();
    for (int seconds : new int[] {LONG, SHORT}) {
      popular(seconds, pairs);
      for (int second = Fleet.POPULAR; second < Fleet.CODES; second++) {
        for (int first = 0; first < second; first++) {
          pairs.add(new PairRule(first, second, seconds));
        }
      }
    }
    return pairs.subList(0, rules);
  }

  /** The rounds of a tournament: in each, everybody meets one other. */
  private static void popular(int seconds, List<PairRule> pairs) {
    int circle = Fleet.POPULAR - 1;
    for (int round = 0; round < circle; round++) {
      pairs.add(new PairRule(round, circle, seconds));
      for (int step = 1; step <= (circle - 1) / 2; step++) {
        int one = (round + step) % circle;
        int other = (round + circle - step) % circle;
        pairs.add(new PairRule(Math.min(one, other), Math.max(one, other), seconds));
      }
    }
  }

  String id() {
    return "pair-" + firstCode() + "-" + secondCode() + "-" + seconds;
  }

  String firstCode() {
    return FleetReader.code(first);
  }

  String secondCode() {
    return FleetReader.code(second);
  }

  /** The rules as the job reads them. */
  static String yaml(List<PairRule> rules) {
    StringBuilder text = new StringBuilder("rules:\n");
    rules.forEach(rule -> text.append(rule.yaml()));
    return text.toString();
  }

  private String yaml() {
    String recovered =
        "[{recovery: \"" + firstCode() + "\"}, {recovery: \"" + secondCode() + "\"}]";
    return """
          - id: %s
            alertType: %s
            match:
              allOf: [{fault: "%s"}, {fault: "%s"}]
              within: %ds
              unless: %s
            revokeOn: %s
        """
        .formatted(id(), id(), firstCode(), secondCode(), seconds, recovered, recovered);
  }
}
