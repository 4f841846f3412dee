package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.Cluster;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.sink.jdbc.SchemaMigrations;
import io.sluice.devicealert.DeviceAlertConfig;
import io.sluice.devicealert.DeviceAlertPipeline;
import io.sluice.devicealert.live.LiveConfig;
import io.sluice.devicealert.live.LivePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job as it is deployed, with the settings' defaults but for the number of devices that are
 * remembered; runs until the file {@code until} is there.
 */
public final class LiveAlerts implements Contender {
  private final Cluster cluster = Cluster.roomy();

  @Override
  public Round run(Task task) throws Exception {
    Settings settings =
        Settings.loader(SettingsSection.settingsOf(LiveConfig.SECTIONS))
            .assignments(
                List.of(
                    "kafka.bootstrap-servers=" + task.text("bootstrap"),
                    "jdbc.url=" + task.text("jdbc"),
                    "jdbc.user=postgres",
                    "jdbc.password=",
                    "rules.file=" + task.text("rules-file"),
                    "devices.cache-size=" + task.text("devices")))
            .load();
    LiveConfig live = LiveConfig.from(settings);
    DeviceAlertConfig config = DeviceAlertConfig.from(settings);
    SchemaMigrations.of(LivePorts.JOB, live.jdbc()).run();
    StreamExecutionEnvironment environment = cluster.environment(task);
    new DeviceAlertPipeline(config, LivePorts.of(config, live)).build(environment);
    Path until = task.path("until");
    return cluster.runUntil(environment, task, () -> Files.exists(until));
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
