package io.sluice.dashboard;

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

  /** Refuses a filter the room has no rows for, with a sentence for the viewer. */
  void check(Filter filter);

  /** Adds what it answers besides its figures, under {@code /api/<id>/}. */
  default void endpoints(Requests requests) {}
}
