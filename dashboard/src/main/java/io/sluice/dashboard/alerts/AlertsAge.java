package io.sluice.dashboard.alerts;

import io.sluice.dashboard.live.Freshness;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;

/** When a row about alerts was written last. Without trouble none is, so age alone tells little. */
final class AlertsAge {

  // The newest rows by event time are nearly always the newest by writing, and tables of alerts are
  // kept for months.
  private static final String NEWEST =
      """
      select clock_timestamp() as now, max(updated_at) as written from (
        (select updated_at from alert_message order by ts desc limit 200)
        union all
        (select updated_at from dispatch order by ts desc limit 200)
        union all
        (select updated_at from alert_explain order by ts desc limit 200)
        union all
        (select max(updated_at) from alert_rule)) newest
      """;

  private AlertsAge() {}

  static Freshness freshness(Connection connection) throws SQLException {
    return Query.of(NEWEST)
        .first(
            connection,
            row ->
                new Freshness(
                    Query.instant(row, "now"), Query.instant(row, "written"), null, true));
  }
}
