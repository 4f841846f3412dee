package io.sluice.dashboard.alerts;

import io.sluice.dashboard.Filter;
import io.sluice.dashboard.Filters;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.store.Query;
import java.time.Instant;

/**
 * Alerts as people see them, each once: with the site of their device, and the severity and hold it
 * has there. What was sent tells best; before, the device's configuration does, then the rule.
 */
final class AlertRows {

  /** The severities of the suite, the worst last. */
  static final String RANK = "array['INFO', 'WARNING', 'MINOR', 'MAJOR', 'CRITICAL']";

  /** Later than all that can be. */
  static final Instant ANY_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private static final String ALERTS =
      """
      (select m.alert_id, m.rule_id, m.rule_version, m.device_id, m.alert_type, m.opened_at,
         m.fault_time, m.reason, m.evidence, m.closed_at, m.closed_reason, m.closed_by,
         m.state, m.priority,
         coalesce(s.severity, d.severity, l.severity, m.severity) as severity,
         coalesce(d.site, l.site, s.site, 'unknown') as site,
         coalesce(d.level, s.level) as level,
         coalesce(d.hold_ms, l.hold_ms, m.hold_ms) as hold_ms
       from alert m
       left join device d on d.device_id = m.device_id
       left join device_level l on l.level = d.level
       left join lateral (
         select severity, site, level from dispatch where alert_id = m.alert_id
         order by ts desc limit 1) s on true) a
      """;

  private static final String LAST_STEP =
      """
       left join lateral (
         select step, reason, causes, ts from alert_explain
         where alert_id = a.alert_id and step <> 'ACKNOWLEDGED' and ts < ?
         order by generation desc, merged desc limit 1) e on true
       left join alert_explain k
         on k.alert_id = a.alert_id and k.step = 'ACKNOWLEDGED' and k.ts < ?
         and (e.step is distinct from 'DISPATCHED' or k.ts >= e.ts)
      """;

  private AlertRows() {}

  /** A select of alerts {@code a}, to which {@link #narrow} may add. */
  static Query select(String columns) {
    return select(columns, "");
  }

  /**
   * @param joins what else is joined to each
   */
  static Query select(String columns, String joins) {
    return Query.of("select " + columns + " from " + ALERTS + joins + " where true");
  }

  /**
   * The same of alerts that are open where the scene ends, with the last step {@code e} of each and
   * its acknowledgement {@code k}.
   */
  static Query selectOpen(String columns, Scene scene) {
    return selectOpen(columns, scene, "");
  }

  /**
   * @param joins what else is joined to each
   */
  static Query selectOpen(String columns, Scene scene, String joins) {
    Instant asOf = scene.range().live() ? ANY_TIME : scene.range().to();
    Query query = Query.of("select " + columns + " from " + ALERTS + LAST_STEP + joins, asOf, asOf);
    if (scene.range().live()) {
      query.add(" where a.closed_at is null");
    } else {
      query.add(" where a.opened_at < ? and (a.closed_at is null or a.closed_at >= ?)", asOf, asOf);
    }
    return narrow(query, scene.filters());
  }

  /** The same of alerts that were open at some time in a stretch. */
  static Query selectSeen(String columns, Filters filters, Instant from, Instant to) {
    Query query =
        select(columns)
            .add(" and a.opened_at < ? and a.state <> 'NEVER_WAS'", to)
            .add(" and (a.closed_at is null or a.closed_at >= ?)", from);
    return narrow(query, filters);
  }

  /** Adds the filters of a view. */
  static Query narrow(Query query, Filters filters) {
    for (Filter filter : filters.all()) {
      query.add(
          " and a." + AlertDimension.of(filter.dimension()).column() + " = ?", filter.value());
    }
    return query;
  }
}
