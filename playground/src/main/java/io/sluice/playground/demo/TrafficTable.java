package io.sluice.playground.demo;

import io.sluice.playground.part.PostgresServer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the traffic rows as any reader of the database would; reconnects after an outage. */
final class TrafficTable implements AutoCloseable {
  private static final String OPEN_SECONDS =
      "select window_start, requests from traffic"
          + " where granularity = 'second' and dimension = 'all' and window_start >= ?";
  private static final String SUMS =
      "select granularity, window_start, dimension, sum(requests) from traffic group by 1, 2, 3";
  private static final String TOTAL =
      "select coalesce(sum(requests), 0) from traffic"
          + " where granularity = 'month' and dimension = 'all'";

  private static final String LEFT_OUT = "select coalesce(sum(dropped), 0) from cleaning_rule_hits";

  private final KeptConnection connection;

  TrafficTable(PostgresServer postgres, String database) {
    this.connection = new KeptConnection(postgres, database);
  }

  /** Requests by second, from that second on. */
  Map<Long, Long> seconds(long fromSecond) throws SQLException {
    Map<Long, Long> requests = new TreeMap<>();
    try (PreparedStatement query = connection.get().prepareStatement(OPEN_SECONDS)) {
      query.setTimestamp(1, Timestamp.from(Instant.ofEpochSecond(fromSecond)));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          requests.put(rows.getTimestamp(1).toInstant().getEpochSecond(), rows.getLong(2));
        }
      }
    }
    return requests;
  }

  List<TrafficBalance.Row> sums() throws SQLException {
    List<TrafficBalance.Row> sums = new ArrayList<>();
    try (PreparedStatement query = connection.get().prepareStatement(SUMS);
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        TrafficWindow window =
            new TrafficWindow(rows.getString(1), rows.getTimestamp(2).toInstant());
        sums.add(new TrafficBalance.Row(window, rows.getString(3), rows.getLong(4)));
      }
    }
    return sums;
  }

  /** All requests counted so far. */
  long total() throws SQLException {
    return number(TOTAL);
  }

  /** All requests that cleaning rules left out so far. */
  long leftOut() throws SQLException {
    return number(LEFT_OUT);
  }

  private long number(String sql) throws SQLException {
    try (PreparedStatement query = connection.get().prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
