package io.sluice.dashboard;

import io.sluice.dashboard.live.Freshness;
import io.sluice.dashboard.time.Granularity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/**
 * A page of the dashboard. The shell gives it a place in the navigation, the time control, the
 * filter, the event stream and {@code /api/<id>/<figure>} for each of its figures. To add one:
 * implement this, add it to {@link DashboardServer}, and add its script to {@code rooms.js}.
 */
public interface Room {

  /** The word in its address. */
  String id();

  /** By the name under which the page's script knows them. */
  Map<String, Figure> figures();

  /** Refuses filters the room has no rows for, with a sentence for the viewer. */
  void check(Filters filters);

  /** A table without which there is nothing to show, because its job has never run. */
  String table();

  /** How old the newest row is; asked with each beat while somebody looks. */
  Freshness freshness(Connection connection) throws SQLException;

  /** The oldest window start of each size that has rows; nothing where none are kept by size. */
  default Map<Granularity, Instant> oldest(Connection connection) throws SQLException {
    return Map.of();
  }

  /** Adds what it answers besides its figures, under {@code /api/<id>/}. */
  default void endpoints(Requests requests) {}
}
