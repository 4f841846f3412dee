package io.sluice.dashboard.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.time.UsualPlan;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * What is usual: the median over the earlier stretches, figure by figure; over those of the same
 * day of the week alone once there are three of them, since a Saturday is no Friday. A figure
 * without history is null, never zero.
 *
 * @param weekday whether only stretches of the same day of the week were taken
 */
record Usual(
    UsualPlan.Kind kind,
    int stretches,
    boolean weekday,
    Double requestsPerSecond,
    Double bytesPerSecond,
    Double errorShare,
    Double botShare,
    Double uniqueClients,
    Double latencyP95Ms) {

  /**
   * One earlier stretch.
   *
   * @param sameWeekday as the range it is compared with
   * @param uniqueClients the mean over its windows of the size shown, null without rows
   * @param latencyP95Ms likewise
   */
  record Earlier(
      Sums sums, double seconds, boolean sameWeekday, Double uniqueClients, Double latencyP95Ms) {

    boolean hasRows() {
      return sums.requests() > 0;
    }
  }

  private static final int ENOUGH_WEEKS = 3;

  static Usual of(UsualPlan.Kind kind, List<Earlier> all) {
    List<Earlier> seen = all.stream().filter(Earlier::hasRows).toList();
    List<Earlier> alike = seen.stream().filter(Earlier::sameWeekday).toList();
    boolean weekday = kind != UsualPlan.Kind.WEEK && alike.size() >= ENOUGH_WEEKS;
    List<Earlier> earlier = weekday ? alike : seen;
    return new Usual(
        kind,
        earlier.size(),
        weekday,
        median(earlier, stretch -> stretch.sums().requests() / stretch.seconds()),
        median(earlier, stretch -> stretch.sums().bytes() / stretch.seconds()),
        median(earlier, stretch -> stretch.sums().errorShare()),
        median(earlier, stretch -> stretch.sums().botShare()),
        median(earlier, Earlier::uniqueClients),
        median(earlier, Earlier::latencyP95Ms));
  }

  ObjectNode json() {
    return Json.object()
        .put("kind", kind.name().toLowerCase(Locale.ROOT))
        .put("stretches", stretches)
        .put("weekday", weekday)
        .put("requestsPerSecond", requestsPerSecond)
        .put("bytesPerSecond", bytesPerSecond)
        .put("errorShare", errorShare)
        .put("botShare", botShare)
        .put("uniqueClients", uniqueClients)
        .put("latencyP95Ms", latencyP95Ms);
  }

  private static Double median(List<Earlier> earlier, Function<Earlier, Double> figure) {
    return UsualPlan.median(
        earlier.stream()
            .map(figure)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray());
  }
}
