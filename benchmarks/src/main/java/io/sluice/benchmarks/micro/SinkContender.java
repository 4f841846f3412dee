package io.sluice.benchmarks.micro;

import io.sluice.benchmarks.contest.Cluster;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import io.sluice.loganalytics.traffic.TrafficRow;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Growing rows of traffic, each key again and again, into a table that is empty at first. */
abstract class SinkContender implements Contender {
  private static final int KEYS = 20_000;
  private static final long MINUTE = 60_000;

  private final Cluster cluster = new Cluster();

  /** Writes the rows. */
  abstract void attach(DataStream<TrafficRow> rows, Task task);

  @Override
  public final Round run(Task task) throws Exception {
    clear(task);
    StreamExecutionEnvironment environment = cluster.environment(task);
    DataStream<TrafficRow> rows =
        environment
            .fromSource(
                new NumberSequenceSource(0, task.number("lines") - 1),
                WatermarkStrategy.noWatermarks(),
                "count")
            .uid("count")
            .map(SinkContender::row, TypeInformation.of(TrafficRow.class))
            .uid("make-rows");
    attach(rows, task);
    Round round = cluster.run(environment, task);
    sum(task);
    return round;
  }

  private static TrafficRow row(long number) {
    long key = number % KEYS;
    long requests = number / KEYS + 1;
    return new TrafficRow(
        "minute",
        key % 10 * MINUTE,
        "path",
        "/p/" + key / 10,
        requests,
        requests * 1_000,
        requests / 2,
        0,
        0,
        1.5,
        2.5,
        3.5,
        0);
  }

  static Connection connect(Task task) throws SQLException {
    return DriverManager.getConnection(task.text("jdbc"), "postgres", "");
  }

  private static void clear(Task task) throws SQLException {
    try (Connection connection = connect(task);
        Statement statement = connection.createStatement()) {
      statement.execute("truncate traffic");
    }
  }

  /** What the table holds in the end: of every key the newest version. */
  private static void sum(Task task) throws SQLException, IOException {
    try (Connection connection = connect(task);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select count(*), sum(requests), sum(merged) from traffic")) {
      result.next();
      Files.writeString(
          task.path("out"), result.getLong(1) + " " + result.getLong(2) + " " + result.getLong(3));
    }
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
