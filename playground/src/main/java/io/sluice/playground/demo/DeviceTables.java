package io.sluice.playground.demo;

import io.sluice.playground.fleet.DeviceLevel;
import io.sluice.playground.fleet.Fleet;
import io.sluice.playground.fleet.FleetDevice;
import io.sluice.playground.part.PartException;
import io.sluice.playground.part.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.Set;

/** The tables of device alerts, as their operators write and their readers read them. */
final class DeviceTables implements AutoCloseable {
  private static final String ALERTS = "select alert_id || ':' || action from alert_message";
  private static final String DISPATCHES = "select dispatch_id from dispatch";
  private static final String PUT_LEVEL =
      "insert into device_level (level, sla, severity, hold_ms) values (?, ?, ?, ?)";
  private static final String PUT_DEVICE =
      "insert into device (device_id, level, model, version, site) values (?, ?, ?, ?, ?)";

  private final KeptConnection connection;

  DeviceTables(PostgresServer postgres, String database) {
    this.connection = new KeptConnection(postgres, database);
  }

  /** Fills the tables {@code device} and {@code device_level}, which the job has made. */
  void configure(Fleet fleet) {
    try {
      Connection open = connection.get();
      putLevels(open, fleet);
      putDevices(open, fleet);
    } catch (SQLException e) {
      throw new PartException("cannot write the configuration of devices", e);
    }
  }

  private static void putLevels(Connection open, Fleet fleet) throws SQLException {
    try (PreparedStatement put = open.prepareStatement(PUT_LEVEL)) {
      for (DeviceLevel level : fleet.levels()) {
        put.setString(1, level.level());
        put.setString(2, level.sla());
        put.setString(3, level.severity());
        put.setObject(
            4, level.holdSeconds() == null ? null : level.holdSeconds() * 1_000, Types.BIGINT);
        put.addBatch();
      }
      put.executeBatch();
    }
  }

  private static void putDevices(Connection open, Fleet fleet) throws SQLException {
    try (PreparedStatement put = open.prepareStatement(PUT_DEVICE)) {
      for (FleetDevice device : fleet.devices()) {
        put.setString(1, device.id());
        put.setString(2, device.level());
        put.setString(3, device.model());
        put.setString(4, device.version());
        put.setString(5, device.site());
        put.addBatch();
      }
      put.executeBatch();
    }
  }

  /** Alert and action of each row. */
  Set<String> alerts() throws SQLException {
    return keys(ALERTS);
  }

  /** Ids of all dispatches. */
  Set<String> dispatches() throws SQLException {
    return keys(DISPATCHES);
  }

  private Set<String> keys(String query) throws SQLException {
    Set<String> keys = new HashSet<>();
    try (PreparedStatement asked = connection.get().prepareStatement(query);
        ResultSet rows = asked.executeQuery()) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }

  @Override
  public void close() {
    connection.close();
  }
}
