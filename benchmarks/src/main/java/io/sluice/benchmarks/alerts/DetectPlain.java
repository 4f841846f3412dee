package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.RowFiles;
import io.sluice.benchmarks.contest.Stopwatch;
import io.sluice.benchmarks.contest.Task;
import io.sluice.devicealert.detect.DetectConfig;
import io.sluice.devicealert.detect.DeviceDetector;
import io.sluice.devicealert.detect.DeviceRow;
import io.sluice.devicealert.detect.Findings;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.rule.RuleBook;
import io.sluice.devicealert.rule.RuleChange;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * The limit: one thread without a framework, the job's own detector over rows in a hash map. It
 * keeps nothing safe. Takes the partitions in turn, an event each.
 */
public final class DetectPlain implements Contender {

  @Override
  public Round run(Task task) throws IOException {
    RowFiles.clear(task.path("out"));
    DetectConfig config = AlertTask.config(task).detect();
    FleetReader[] partitions = AlertTask.readers(task);
    Stopwatch watch = Stopwatch.start();
    try (BufferedWriter rows = Files.newBufferedWriter(task.path("out").resolve("rows"))) {
      judge(partitions, config, rows);
    }
    return watch.stop(task.number("lines"), 0);
  }

  private static void judge(FleetReader[] partitions, DetectConfig config, BufferedWriter rows) {
    DeviceDetector detector =
        new DeviceDetector(config.tolerance(), config.maxLogEvents(), new Lines(rows));
    detector.use(RuleBook.empty().with(config.initial().stream().map(RuleChange::rule).toList()));
    Map<String, DeviceRow> devices = new HashMap<>();
    boolean left = true;
    while (left) {
      left = false;
      for (FleetReader partition : partitions) {
        if (partition.hasNext()) {
          DeviceEvent event = partition.next();
          DeviceRow row = devices.computeIfAbsent(event.deviceId, fresh -> new DeviceRow());
          detector.event(row, event, event.ts, Long.MIN_VALUE);
          left = true;
        }
      }
    }
  }

  private record Lines(BufferedWriter rows) implements Findings {
    @Override
    public void alert(Alert alert) {
      try {
        rows.write(Openings.line(alert));
        rows.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
