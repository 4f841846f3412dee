package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.Task;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.devicealert.DeviceAlertConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a task says to the contenders of W3: {@code fleet}, {@code devices} and {@code file-events}
 * of the input, {@code lines} to read of it, {@code rules} by number and {@code rules-file}, {@code
 * backend}, {@code write-behind}.
 */
public final class AlertTask {
  private AlertTask() {}

  public static Task of(FleetFiles fleet, int rules, long events, Path work) throws IOException {
    Path file = work.resolve("rules-" + rules + ".yaml");
    if (!Files.exists(file)) {
      Files.writeString(file, PairRule.yaml(PairRule.first(rules)));
    }
    return Task.of()
        .with("fleet", fleet.path())
        .with("devices", fleet.devices())
        .with("file-events", fleet.events())
        .with("lines", events)
        .with("rules", rules)
        .with("rules-file", file)
        .with("backend", "rocksdb")
        .with("write-behind", true);
  }

  static FleetFiles fleet(Task task) {
    return new FleetFiles(
        task.text("fleet"), (int) task.number("devices"), task.number("file-events"));
  }

  static FleetSource source(Task task) {
    return new FleetSource(fleet(task), task.number("lines"));
  }

  static FleetReader[] readers(Task task) throws IOException {
    FleetReader[] readers = new FleetReader[FleetFiles.PARTITIONS];
    for (int each = 0; each < readers.length; each++) {
      long end = FleetFiles.inPartition(task.number("lines"), each);
      readers[each] = new FleetReader(fleet(task), each, 0, end);
    }
    return readers;
  }

  static List<PairRule> rules(Task task) {
    return PairRule.first((int) task.number("rules"));
  }

  /** The job's own configuration, defaults but for the rules and what the task says. */
  static DeviceAlertConfig config(Task task) {
    return DeviceAlertConfig.from(
        Settings.loader(SettingsSection.settingsOf(DeviceAlertConfig.SECTIONS))
            .assignments(
                List.of(
                    "rules.file=" + task.text("rules-file"),
                    "cep.sequences=none",
                    "state.write-behind=" + task.text("write-behind")))
            .load());
  }
}
