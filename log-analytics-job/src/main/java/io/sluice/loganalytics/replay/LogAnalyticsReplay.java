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
import io.sluice.loganalytics.AppPorts;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.LogAnalyticsPipeline;
import io.sluice.loganalytics.LogAnalyticsPorts;
import io.sluice.loganalytics.appevent.AppEventEncoder;
import io.sluice.loganalytics.appevent.AppEventPorts;
import io.sluice.loganalytics.clean.CleanPorts;
import io.sluice.loganalytics.clean.RuleHitsEncoder;
import io.sluice.loganalytics.event.RequestEncoder;
import io.sluice.loganalytics.lookup.CustomersConfig;
import io.sluice.loganalytics.quality.LateRecordEncoder;
import io.sluice.loganalytics.quality.QualityLineEncoder;
import io.sluice.loganalytics.quality.QualityPorts;
import io.sluice.loganalytics.ranking.NdcgRowEncoder;
import io.sluice.loganalytics.ranking.RankingPorts;
import io.sluice.loganalytics.traffic.TrafficRowEncoder;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The pipeline over files instead of topics and tables: bounded, in event time, in this JVM. Writes
 * {@code quality.jsonl}, {@code late.jsonl} and {@code rejects.jsonl} into a folder, anew each
 * time; of access logs also {@code requests.jsonl}, {@code traffic.jsonl} and {@code
 * cleaning-rules.jsonl}, of app events {@code search-clean.jsonl}, {@code orders-clean.jsonl},
 * {@code ndcg.jsonl} and {@code ndcg-rollup.jsonl}.
 */
public final class LogAnalyticsReplay {
  private final Inputs inputs;
  private final Path out;
  private final Settings settings;

  /**
   * What is read: files or folders, at least one; null for none.
   *
   * @param accessLogs lines of access logs
   * @param appEvents searches, clicks and orders
   */
  public record Inputs(Path accessLogs, Path appEvents) {
    public Inputs {
      if (accessLogs == null && appEvents == null) {
        throw new IllegalArgumentException("There is nothing to read");
      }
    }

    public static Inputs ofAccessLogs(Path accessLogs) {
      return new Inputs(accessLogs, null);
    }

    public static Inputs ofAppEvents(Path appEvents) {
      return new Inputs(null, appEvents);
    }
  }

  /**
   * @param out folder of the outputs, created if it is not there
   * @param settings of {@link #settings()}
   */
  public LogAnalyticsReplay(Inputs inputs, Path out, Settings settings) {
    this.inputs = inputs;
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
    boolean logs = inputs.accessLogs() != null;
    return new LogAnalyticsPorts(
        logs ? new ReplaySource(inputs.accessLogs()) : null,
        logs ? file("requests.jsonl", new RequestEncoder(config.privacy())) : null,
        LogAnalyticsPorts.none(),
        logs ? file("traffic.jsonl", new TrafficRowEncoder()) : null,
        QualityPorts.log(file("quality.jsonl", new QualityLineEncoder())),
        file("late.jsonl", new LateRecordEncoder()),
        file("rejects.jsonl", new RejectLineEncoder()),
        logs ? CleanPorts.hits(file("cleaning-rules.jsonl", new RuleHitsEncoder())) : null,
        CustomersConfig.inFile(settings).orElse(null),
        inputs.appEvents() == null ? null : appEvents());
  }

  private AppPorts appEvents() throws NoSuchFileException {
    return new AppPorts(
        new AppEventPorts(
            new ReplaySource(inputs.appEvents()),
            file("search-clean.jsonl", new AppEventEncoder()),
            file("orders-clean.jsonl", new AppEventEncoder())),
        new RankingPorts(
            file("ndcg.jsonl", new NdcgRowEncoder()),
            file("ndcg-rollup.jsonl", new NdcgRowEncoder())));
  }

  private <T> SinkPort<T> file(String name, RecordEncoder<T> encoder) {
    return JsonLinesSink.to(out.resolve(name), encoder);
  }
}
