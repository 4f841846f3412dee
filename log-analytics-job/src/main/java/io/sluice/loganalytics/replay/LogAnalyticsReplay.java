package io.sluice.loganalytics.replay;

import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.reject.RejectLineEncoder;
import io.sluice.common.replay.Replay;
import io.sluice.common.replay.ReplayProgress;
import io.sluice.common.replay.ReplaySource;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.sink.RecordEncoder;
import io.sluice.common.sink.SinkPort;
import io.sluice.common.sink.file.JsonLinesSink;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.LogAnalyticsPipeline;
import io.sluice.loganalytics.LogAnalyticsPorts;
import io.sluice.loganalytics.clean.CleanPorts;
import io.sluice.loganalytics.clean.RuleHitsEncoder;
import io.sluice.loganalytics.event.RequestEncoder;
import io.sluice.loganalytics.lookup.CustomersConfig;
import io.sluice.loganalytics.quality.LateRecordEncoder;
import io.sluice.loganalytics.quality.QualityLineEncoder;
import io.sluice.loganalytics.quality.QualityPorts;
import io.sluice.loganalytics.traffic.TrafficRowEncoder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline over files instead of topics and tables: bounded, in event time, in this JVM. Writes
 * {@code requests.jsonl}, {@code traffic.jsonl}, {@code quality.jsonl}, {@code late.jsonl}, {@code
 * rejects.jsonl} and {@code cleaning-rules.jsonl} into a folder, anew each time.
 */
public final class LogAnalyticsReplay {
  private final Path accessLogs;
  private final Path out;
  private final Settings settings;

  /**
   * @param accessLogs a file or a folder
   * @param out folder of the outputs, created if it is not there
   * @param settings of {@link #settings()}
   */
  public LogAnalyticsReplay(Path accessLogs, Path out, Settings settings) {
    this.accessLogs = accessLogs;
    this.out = out;
    this.settings = settings;
  }

  /** The settings that a replay reads: all but those of the world outside. */
  public static List<Setting<?>> settings() {
    return SettingsSection.settingsOf(LogAnalyticsConfig.SECTIONS);
  }

  /**
   * @throws NoSuchFileException if the input is not there
   * @throws Exception what made the pipeline fail
   */
  public ReplayProgress run(Consumer<ReplayProgress> listener) throws Exception {
    LogAnalyticsConfig config = LogAnalyticsConfig.forReplay(settings);
    StreamExecutionEnvironment environment = JobEnvironment.local(config.runtime());
    new LogAnalyticsPipeline(config, ports(config)).build(environment);
    return Replay.run(environment, "replay log-analytics", listener);
  }

  private LogAnalyticsPorts ports(LogAnalyticsConfig config) throws NoSuchFileException {
    return new LogAnalyticsPorts(
        new ReplaySource(accessLogs),
        file("requests.jsonl", new RequestEncoder(config.privacy())),
        LogAnalyticsPorts.none(),
        file("traffic.jsonl", new TrafficRowEncoder()),
        QualityPorts.log(file("quality.jsonl", new QualityLineEncoder())),
        file("late.jsonl", new LateRecordEncoder()),
        file("rejects.jsonl", new RejectLineEncoder()),
        CleanPorts.hits(file("cleaning-rules.jsonl", new RuleHitsEncoder())),
        CustomersConfig.inFile(settings).orElse(null));
  }

  private <T> SinkPort<T> file(String name, RecordEncoder<T> encoder) {
    return JsonLinesSink.to(out.resolve(name), encoder);
  }
}
