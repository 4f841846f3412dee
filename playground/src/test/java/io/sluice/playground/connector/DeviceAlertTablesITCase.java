package io.sluice.playground.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Secret;
import io.sluice.common.config.Settings;
import io.sluice.common.sink.jdbc.JdbcUpsertSink;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.common.state.StateConfig;
import io.sluice.devicealert.OperatorIds;
import io.sluice.devicealert.device.DeviceLookup;
import io.sluice.devicealert.dispatch.DispatchConfig;
import io.sluice.devicealert.dispatch.DispatchPorts;
import io.sluice.devicealert.dispatch.DispatchStage;
import io.sluice.devicealert.dispatch.Explanation;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import io.sluice.devicealert.event.OperatorAction;
import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.event.WorkOrder;
import io.sluice.devicealert.event.WorkOrderState;
import io.sluice.devicealert.live.AlertTable;
import io.sluice.devicealert.live.DispatchTable;
import io.sluice.devicealert.live.ExplanationTable;
import io.sluice.devicealert.live.LivePorts;
import io.sluice.playground.part.PostgresServer;
import io.sluice.playground.testing.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the dispatch reads of devices and writes for its readers, in a real Postgres. */
@ExtendWith(Parts.class)
class DeviceAlertTablesITCase {
  private static final String DATABASE = "device_alert_tables";
  private static final long START = 1_772_438_400_000L;

  @Test
  void theConfigurationOfDevicesActsAndEverythingIsWrittenDown(PostgresServer postgres)
      throws Exception {
    JdbcConfig database =
        new JdbcConfig(
            postgres.createDatabase(DATABASE),
            "postgres",
            Secret.of(""),
            true,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
    SchemaMigrations.of(LivePorts.JOB, database).run();
    execute(
        postgres,
        "insert into device_level (level, severity, hold_ms, sla)"
            + " values ('gold', 'CRITICAL', 60000, '4h')",
        "insert into device (device_id, level, site, hold_ms, overrides)"
            + " values ('d1', 'gold', 'north', 5000, '[\"OIL\", \"FU\\\"EL\"]')",
        "insert into alert_rule (rule_id, document) values ('heat', 'id: heat')");

    dispatch(database);

    assertThat(
            strings(
                postgres,
                "select concat_ws('|', action, device_id, severity, site, level, sla,"
                    + " device_config, extract(epoch from ts) * 1000 - "
                    + START
                    + ", evidence) from dispatch order by device_id, ts"))
        .containsExactly(
            "DISPATCH|d1|CRITICAL|north|gold|4h|CURRENT|5000.000000|[\"e-heat\"]",
            "NOTE|d1|CRITICAL|north|gold|4h|CURRENT|20000.000000|[\"e-heat\"]",
            "DISPATCH|d2|MAJOR|CURRENT|10000.000000|[\"e-heat\"]");
    assertThat(
            strings(
                postgres,
                "select concat_ws('|', device_id, alert_type, state, closed_reason) from alert"
                    + " order by device_id, alert_type"))
        .containsExactly("d1|HEAT|CLOSED|REVOKED_ON_EVENT", "d1|OIL|OPEN", "d2|HEAT|OPEN");
    assertThat(
            strings(
                postgres,
                "select concat_ws('|', step, reason, causes) from alert_explain"
                    + " where alert_id = 'd1-oil' order by ts, step"))
        .containsExactly("HELD|HOLD|[]", "SUPPRESSED|HELD_BACK|[\"SHELVED_DEVICE:d1\"]");
    assertThat(
            strings(
                postgres,
                "select concat_ws('|', step, reason, causes) from alert_explain"
                    + " where device_id = 'd3'"))
        .containsExactly("NOT_RAISED|ATTRIBUTE_UNKNOWN|[\"level\"]");
    assertThat(
            strings(
                postgres, "select concat_ws('|', rule_id, hits) from alert_rule_hits order by 1"))
        .containsExactly("heat|2", "oil|1");
  }

  private static void dispatch(JdbcConfig database) throws Exception {
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(2);
    DataStream<Alert> alerts =
        environment
            .fromData(
                alert("d1", "heat", AlertAction.RAISE, 1, 0),
                alert("d1", "heat", AlertAction.REVOKE, 2, 20_000),
                alert("d1", "oil", AlertAction.RAISE, 1, 30_000),
                alert("d2", "heat", AlertAction.RAISE, 1, 0))
            .uid("alerts");
    WorkOrder order = new WorkOrder();
    order.alertId = "d1-heat";
    order.deviceId = "d1";
    order.state = WorkOrderState.IN_PROGRESS;
    order.ts = START + 15_000;
    OperatorAction shelve = new OperatorAction();
    shelve.action = OperatorAction.Action.SHELVE;
    shelve.deviceId = "d1";
    shelve.ts = START + 25_000;
    DispatchPorts ports =
        new DispatchPorts(
            DeviceLookup.inDatabase(Settings.of(DeviceLookup.DATABASE, Map.of()), database),
            JdbcUpsertSink.into(database, DispatchTable.TABLE, new DispatchTable(1)),
            JdbcUpsertSink.into(database, ExplanationTable.TABLE, new ExplanationTable(1)));
    DispatchConfig config =
        DispatchConfig.from(
                Settings.of(DispatchConfig.SECTION.settings(), Map.of()), Duration.ofSeconds(30))
            .forReplay();
    new DispatchStage(config, new StateConfig(true, 1 << 20, 1000), ports)
        .attach(
            alerts,
            environment.fromData(notRaised()).uid("not-raised"),
            environment.fromData(order).uid("orders"),
            environment.fromData(shelve).uid("acts"));
    JdbcUpsertSink.<Alert>into(database, AlertTable.TABLE, new AlertTable(1))
        .attach(alerts, OperatorIds.WRITE_ALERT_TABLE);
    environment.execute();
  }

  private static Explanation notRaised() {
    Explanation explanation = new Explanation();
    explanation.alertId = "d3-heat";
    explanation.deviceId = "d3";
    explanation.ruleId = "heat";
    explanation.alertType = "HEAT";
    explanation.step = Explanation.Step.NOT_RAISED;
    explanation.ts = START;
    explanation.reason = Explanation.ATTRIBUTE_UNKNOWN;
    explanation.causes = List.of("level");
    explanation.ordinal = 1;
    return explanation;
  }

  private static Alert alert(
      String device, String rule, AlertAction action, int revision, long after) {
    return new Alert(
        device + "-" + rule,
        action,
        revision,
        rule,
        1,
        device,
        rule.toUpperCase(Locale.ROOT),
        Severity.MAJOR,
        0,
        10_000,
        List.of(),
        START + after,
        START + after,
        action == AlertAction.RAISE ? Alert.COMPLETED : Alert.REVOKED_ON_EVENT,
        List.of("e-" + rule),
        START + after);
  }

  private static void execute(PostgresServer postgres, String... statements) throws Exception {
    try (Connection connection = postgres.connect(DATABASE);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> strings(PostgresServer postgres, String query) throws Exception {
    List<String> strings = new ArrayList<>();
    try (Connection connection = postgres.connect(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }
}
