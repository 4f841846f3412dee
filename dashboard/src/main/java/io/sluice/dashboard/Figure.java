package io.sluice.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One figure of a room: read from the tables, the same for all viewers of a view. If the JSON holds
 * {@code points}, an array of arrays that begin with a time, only points that changed are sent to
 * viewers that have the others.
 */
public interface Figure {

  ObjectNode read(Connection connection, Scene scene) throws SQLException;

  /** How soon after the last reading another one is worth its cost. */
  default Duration pace(Scene scene) {
    return Duration.ZERO;
  }
}
