package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.ExactWindow;
import io.sluice.dashboard.time.Granularity;
import io.sluice.dashboard.time.TimeRange;
import io.sluice.dashboard.time.UsualPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How many alerts open in an hour as a rule: the median of the earlier stretches that the range is
 * compared with. An hour without any counts, as it was a quiet one.
 */
final class Usual implements Figure {

  private static final String OLDEST = "select min(ts) as first from alert_message";

  @Override
  public Duration pace(Scene scene) {
    return Duration.ofSeconds(30);
  }

  @Override
  public ObjectNode read(Connection connection, Scene scene) throws SQLException {
    Instant first = Query.of(OLDEST).first(connection, row -> Query.instant(row, "first"));
    Instant oldest = first == null ? null : Granularity.HOUR.floor(first, scene.zone());
    ExactWindow window = ExactWindow.within(scene.range(), scene.zone()).get(0);
    UsualPlan plan = UsualPlan.of(scene.range(), window, scene.zone(), oldest);
    List<TimeRange> earlier = plan.summed();
    double[] perHour = new double[earlier.size()];
    for (int i = 0; i < perHour.length; i++) {
      TimeRange stretch = earlier.get(i);
      long opened = Summary.opened(connection, scene.filters(), stretch.from(), stretch.to());
      perHour[i] = opened / (stretch.length().toMillis() / 3_600_000.0);
    }
    return Json.object()
        .put("kind", plan.kind().name().toLowerCase(Locale.ROOT))
        .put("stretches", perHour.length)
        .put("openedPerHour", UsualPlan.median(perHour));
  }
}
