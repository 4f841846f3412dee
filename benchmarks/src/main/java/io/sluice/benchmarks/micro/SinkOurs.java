package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Task;
import io.sluice.common.config.JdbcConfig;
import io.sluice.common.config.Secret;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.jdbc.JdbcUpsertSink;
import io.sluice.loganalytics.live.TrafficTable;
import io.sluice.loganalytics.traffic.TrafficRow;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The suite's own writer as the job attaches it. */
public final class SinkOurs extends SinkContender {
  @Override
  void attach(DataStream<TrafficRow> rows, Task task) {
    JdbcConfig jdbc =
        new JdbcConfig(
            task.text("jdbc"),
            "postgres",
            Secret.of(""),
            false,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
    JdbcUpsertSink.into(jdbc, TrafficTable.TABLE, new TrafficTable(0))
        .attach(rows, OperatorId.of("write-traffic"));
  }
}
