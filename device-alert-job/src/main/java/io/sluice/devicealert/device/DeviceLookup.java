package io.sluice.devicealert.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.lookup.LookupConfig;
import io.sluice.common.lookup.LookupTable;
import io.sluice.devicealert.event.Severity;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the configuration of devices, and the table they describe. */
public final class DeviceLookup {
  private static final String TABLE = "devices";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String QUERY =
      """
      select d.device_id, d.level, d.model, d.version,
             coalesce(d.site, l.site), coalesce(d.sla, l.sla), coalesce(d.severity, l.severity),
             coalesce(d.hold_ms, l.hold_ms), coalesce(d.overrides, l.overrides)
      from device d left join device_level l on l.level = d.level
      where d.device_id in (:keys)\
      """;

  public static final Setting<Optional<Path>> FILE =
      Setting.path("devices.file")
          .describedAs(
              "Configuration of devices and levels from a file in place of the tables device and"
                  + " device_level, read at the start: a JSON object a line with deviceId (or only"
                  + " level), level, model, version, site, sla, severity, hold, overrides.")
          .optional();
  public static final Setting<Duration> TTL =
      Setting.duration("devices.ttl")
          .atLeast("1s")
          .atMost("1d")
          .defaultsTo("60s")
          .describedAs(
              "How long the configuration of a device is taken for current, and so how long a"
                  + " change may take to act. Only in an outage is an older one used, and the"
                  + " messages say so.");
  public static final Setting<Integer> CACHE_SIZE =
      Setting.integer("devices.cache-size")
          .atLeast("1")
          .atMost("10000000")
          .defaultsTo("1000")
          .describedAs("Devices that each TaskManager remembers.");
  public static final Setting<Duration> TIMEOUT =
      Setting.duration("devices.timeout")
          .atLeast("1ms")
          .atMost("1m")
          .defaultsTo("500ms")
          .describedAs(
              "How long a record waits for the configuration of its device at most; then the last"
                  + " known one is taken, or none.");
  public static final Setting<Integer> CONNECTIONS =
      Setting.integer("devices.connections")
          .atLeast("1")
          .atMost("64")
          .defaultsTo("2")
          .describedAs("Connections per TaskManager; many devices go into one query.");

  /** What a replay has too. */
  public static final SettingsSection SECTION =
      new SettingsSection(
          "Devices",
          "What is configured about devices: who the rules apply to, and what of a rule is"
              + " different for a device or a level.",
          List.of(FILE));

  /** What needs a database. */
  public static final List<Setting<?>> DATABASE = List.of(TTL, CACHE_SIZE, TIMEOUT, CONNECTIONS);

  private DeviceLookup() {}

  /** The devices of the file, if there is one. */
  public static Optional<LookupTable<DeviceConfig>> inFile(Settings settings) {
    return settings.get(FILE).map(file -> inFile(settings, file));
  }

  private static LookupTable<DeviceConfig> inFile(Settings settings, Path file) {
    try {
      return inFile(file);
    } catch (IllegalArgumentException wrong) {
      throw new SettingsException(
          List.of(settings.problem(FILE, wrong.getMessage(), "correct the file")));
    }
  }

  /**
   * The devices of a file.
   *
   * @throws IllegalArgumentException that says in one line what is wrong with it
   */
  public static LookupTable<DeviceConfig> inFile(Path file) {
    return LookupTable.fixed(TABLE, DevicesFile.read(file));
  }

  /** The devices of the database's tables. */
  public static LookupTable<DeviceConfig> inDatabase(Settings settings, JdbcConfig database) {
    return LookupTable.inDatabase(
        TABLE,
        database,
        QUERY,
        DeviceLookup::device,
        new LookupConfig(
            settings.get(TTL),
            settings.get(CACHE_SIZE),
            settings.get(TIMEOUT),
            settings.get(CONNECTIONS)));
  }

  private static DeviceConfig device(ResultSet line) throws SQLException {
    String severity = line.getString(7);
    long hold = line.getLong(8);
    Long holdOrNone = line.wasNull() ? null : hold;
    return new DeviceConfig(
        line.getString(2),
        line.getString(3),
        line.getString(4),
        line.getString(5),
        line.getString(6),
        severity == null ? null : Severity.valueOf(severity),
        holdOrNone,
        overrides(line.getString(9)));
  }

  private static List<String> overrides(String json) throws SQLException {
    try {
      return json == null ? null : List.of(JSON.readValue(json, String[].class));
    } catch (JsonProcessingException wrong) {
      throw new SQLException("overrides is not a list of alert types: " + json, "22023", wrong);
    }
  }
}
