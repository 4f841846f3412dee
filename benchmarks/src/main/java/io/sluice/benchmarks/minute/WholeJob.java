package io.sluice.benchmarks.minute;

import io.sluice.benchmarks.contest.Cluster;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.common.source.kafka.KafkaRecordSource;
import io.sluice.common.source.kafka.StartingOffsets;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.LogAnalyticsPipeline;
import io.sluice.loganalytics.LogAnalyticsPorts;
import io.sluice.loganalytics.clean.CleanPorts;
import io.sluice.loganalytics.live.LiveConfig;
import io.sluice.loganalytics.live.LivePorts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job as it is deployed, every stage of it: from the topic to the clean topic, the dead letters
 * and the tables, with the settings' defaults. It ends where the topic ended when it began.
 */
public final class WholeJob implements Contender {
  private final Cluster cluster = new Cluster();

  @Override
  public Round run(Task task) throws Exception {
    Settings settings = settings(task);
    LogAnalyticsConfig config = LogAnalyticsConfig.from(settings);
    LiveConfig live = LiveConfig.from(settings);
    SchemaMigrations.of(LivePorts.JOB, live.jdbc()).run();
    clear(task);
    StreamExecutionEnvironment environment = cluster.environment(task);
    LogAnalyticsPorts ports = LivePorts.of(config, live);
    new LogAnalyticsPipeline(
            config,
            new LogAnalyticsPorts(
                KafkaRecordSource.of(live.kafka(), task.text("topic"), live.topics().group())
                    .startingAt(StartingOffsets.EARLIEST)
                    .bounded(),
                ports.requests(),
                ports.recentRequests(),
                ports.traffic(),
                ports.quality(),
                ports.late(),
                ports.rejects(),
                CleanPorts.none(),
                ports.customers(),
                null))
        .build(environment);
    Round round = cluster.run(environment, task);
    requireAll(task);
    return round;
  }

  private static Settings settings(Task task) {
    List<Setting<?>> known = new ArrayList<>();
    for (SettingsSection section : LiveConfig.SECTIONS) {
      known.addAll(section.settings());
    }
    return Settings.loader(known)
        .assignments(
            List.of(
                "kafka.bootstrap-servers=" + task.text("bootstrap"),
                "topics.access-logs=" + task.text("topic"),
                // The benchmark ends with its input, a topic of rules never does.
                "topics.cleaning-rules=",
                "jdbc.url=" + task.text("jdbc"),
                "jdbc.user=postgres",
                "jdbc.password=",
                "geo.city-file=" + task.text("geo"),
                // The input was made long before it is read.
                "max-future=365d",
                "retention.second=3650d",
                "retention.minute=3650d"))
        .load();
  }

  private static void clear(Task task) throws SQLException {
    try (Connection connection = connect(task);
        Statement statement = connection.createStatement()) {
      statement.execute("truncate traffic, recent_request, quality, quality_violation");
    }
  }

  /** As many requests in the minutes as there were lines: each once, none lost. */
  private static void requireAll(Task task) throws SQLException {
    String counted =
        "select coalesce(sum(requests), 0) from traffic"
            + " where granularity = 'minute' and dimension = 'all'";
    try (Connection connection = connect(task);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(counted)) {
      result.next();
      if (result.getLong(1) != task.number("lines")) {
        throw new IllegalStateException(
            result.getLong(1) + " requests in Postgres, not " + task.number("lines"));
      }
    }
  }

  private static Connection connect(Task task) throws SQLException {
    return DriverManager.getConnection(task.text("jdbc"), "postgres", "");
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
