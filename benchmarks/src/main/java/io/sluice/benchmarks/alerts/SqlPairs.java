package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.Task;
import io.sluice.devicealert.event.DeviceEvent;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** The same pairs by SQL, for each rule a query in either order; contenders differ in the query. */
abstract class SqlPairs extends FlinkContender {

  /** How the columns of events become a table. */
  abstract Schema schema();

  /**
   * One order of one rule: {@code rule, device, ms} of the later fault, that of the earlier one.
   */
  abstract String query(String rule, String earlier, String later, int seconds);

  @Override
  final DataStream<String> openings(StreamExecutionEnvironment environment, Task task) {
    // The planner names its operators itself.
    environment.configure(
        Configuration.fromMap(Map.of(PipelineOptions.AUTO_GENERATE_UIDS.key(), "true")));
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().setLocalTimeZone(ZoneId.of("UTC"));
    DataStream<Row> rows =
        AlertTask.source(task)
            .attach(environment)
            .map(
                SqlPairs::row,
                Types.ROW_NAMED(
                    new String[] {"device", "kind", "code", "ms"},
                    Types.STRING,
                    Types.STRING,
                    Types.STRING,
                    Types.LONG))
            .uid("make-rows");
    tables.createTemporaryView("events", rows, schema());
    for (String kind : List.of("FAULT", "RECOVERY")) {
      tables.createTemporaryView(
          kind.toLowerCase(Locale.ROOT),
          tables.sqlQuery("SELECT * FROM events WHERE kind = '" + kind + "'"));
    }
    String all =
        AlertTask.rules(task).stream()
            .map(this::eitherOrder)
            .collect(Collectors.joining("\nUNION ALL\n"));
    return tables
        .toChangelogStream(tables.sqlQuery(all))
        .map(SqlPairs::line, Types.STRING)
        .uid("say-openings");
  }

  private String eitherOrder(PairRule rule) {
    return query(rule.id(), rule.firstCode(), rule.secondCode(), rule.seconds())
        + "\nUNION ALL\n"
        + query(rule.id(), rule.secondCode(), rule.firstCode(), rule.seconds());
  }

  private static Row row(DeviceEvent event) {
    return Row.of(event.deviceId, event.type.name(), event.code, event.ts);
  }

  private static String line(Row row) {
    boolean opened = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
    char sign = opened ? Openings.OPENED : Openings.NEVER_WAS;
    String opening =
        Openings.line(sign, row.getFieldAs(0), row.getFieldAs(1), row.<Long>getFieldAs(2));
    return opening + " " + row.getField(3);
  }
}
