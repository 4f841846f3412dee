package io.sluice.devicealert;

import io.sluice.common.config.CommandLine;
import io.sluice.common.config.Settings;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.devicealert.live.LiveConfig;
import io.sluice.devicealert.live.LivePorts;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Submits the job: {@code --config FILE}, {@code --set key=value}, {@code --help}. */
public final class DeviceAlertJob {
  private DeviceAlertJob() {}

  public static void main(String[] args) throws Exception {
    CommandLine.of("device-alert-job", LiveConfig.SECTIONS)
        .run(args, (settings, stages) -> submit(settings));
  }

  private static void submit(Settings settings) throws Exception {
    LiveConfig live = LiveConfig.from(settings);
    DeviceAlertConfig given = DeviceAlertConfig.from(settings);
    SchemaMigrations.of(LivePorts.JOB, live.jdbc()).run();
    DeviceAlertConfig config = LivePorts.withPublishedRules(given, live);
    StreamExecutionEnvironment environment = JobEnvironment.create(config.runtime());
    new DeviceAlertPipeline(config, LivePorts.of(config, live)).build(environment);
    environment.execute("device-alert");
  }
}
