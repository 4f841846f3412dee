package io.sluice.loganalytics;

import io.sluice.common.config.CommandLine;
import io.sluice.common.config.Settings;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.loganalytics.live.LiveConfig;
import io.sluice.loganalytics.live.LivePorts;
import io.sluice.loganalytics.lookup.CustomersConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Submits the job: {@code --config FILE}, {@code --set key=value}, {@code --help}. */
public final class LogAnalyticsJob {
  private LogAnalyticsJob() {}

  public static void main(String[] args) throws Exception {
    CommandLine.of("log-analytics-job", LiveConfig.SECTIONS)
        .run(args, (settings, stages) -> submit(settings));
  }

  private static void submit(Settings settings) throws Exception {
    LogAnalyticsConfig config = LogAnalyticsConfig.from(settings);
    LiveConfig live = LiveConfig.from(settings);
    SchemaMigrations.of(LivePorts.JOB, live.jdbc()).run();
    live.customers().ifPresent(table -> CustomersConfig.tryOut(settings, table));
    StreamExecutionEnvironment environment = JobEnvironment.create(config.runtime());
    new LogAnalyticsPipeline(config, LivePorts.of(config, live)).build(environment);
    environment.execute("log-analytics");
  }
}
