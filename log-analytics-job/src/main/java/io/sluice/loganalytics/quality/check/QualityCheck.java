package io.sluice.loganalytics.quality.check;

import io.sluice.common.config.Settings;
import io.sluice.common.quality.JudgementEncoder;
import io.sluice.common.replay.Replay;
import io.sluice.common.replay.ReplayProgress;
import io.sluice.common.replay.ReplaySource;
import io.sluice.common.runtime.JobEnvironment;
import io.sluice.common.sink.file.JsonLinesSink;
import io.sluice.common.time.JudgeLateness;
import io.sluice.loganalytics.LogAnalyticsConfig;
import io.sluice.loganalytics.LogAnalyticsPipeline;
import io.sluice.loganalytics.LogAnalyticsPorts;
import io.sluice.loganalytics.OperatorIds;
import io.sluice.loganalytics.clean.CleanPorts;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.lookup.CustomersConfig;
import io.sluice.loganalytics.parse.SplitLines;
import io.sluice.loganalytics.quality.QualityLineEncoder;
import io.sluice.loganalytics.quality.QualityPorts;
import io.sluice.loganalytics.quality.WatchQuality;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The quality rules over archived files, by the very code that judges live: access logs go through
 * the whole pipeline; requests, which went through it once, only through the rules. Bounded, in
 * event time, in this JVM. Leaves {@code quality.jsonl} and {@code judgements.jsonl} in a folder.
 */
public final class QualityCheck {
  static final String LOG = "quality.jsonl";
  static final String JUDGEMENTS = "judgements.jsonl";

  private final Path input;
  private final boolean requests;
  private final Path out;
  private final Settings settings;
  private final LogAnalyticsConfig config;

  private QualityCheck(Path input, boolean requests, Path out, Settings settings) {
    this.input = input;
    this.requests = requests;
    this.out = out;
    this.settings = settings;
    this.config = LogAnalyticsConfig.forReplay(settings);
  }

  /**
   * @param input a file or a folder
   * @param settings those of a replay
   */
  public static QualityCheck ofAccessLogs(Path input, Path out, Settings settings) {
    return new QualityCheck(input, false, out, settings);
  }

  /**
   * @param input a file of the shape of requests.jsonl, or a folder of such
   */
  public static QualityCheck ofRequests(Path input, Path out, Settings settings) {
    return new QualityCheck(input, true, out, settings);
  }

  /**
   * @throws NoSuchFileException if the input is not there
   * @throws Exception what made the pipeline fail
   */
  public CheckReport run(Consumer<ReplayProgress> listener) throws Exception {
    StreamExecutionEnvironment environment = JobEnvironment.local(config.runtime());
    QualityPorts ports =
        QualityPorts.log(JsonLinesSink.to(out.resolve(LOG), new QualityLineEncoder()))
            .judgingTo(JsonLinesSink.to(out.resolve(JUDGEMENTS), new JudgementEncoder()));
    if (requests) {
      buildForRequests(environment, ports);
    } else {
      new LogAnalyticsPipeline(config, only(ports)).build(environment);
    }
    ReplayProgress done = Replay.run(environment, "check", listener);
    return CheckReport.read(config.quality().rules(), out, done);
  }

  private LogAnalyticsPorts only(QualityPorts ports) throws NoSuchFileException {
    return new LogAnalyticsPorts(
        new ReplaySource(input),
        LogAnalyticsPorts.none(),
        LogAnalyticsPorts.none(),
        LogAnalyticsPorts.none(),
        ports,
        LogAnalyticsPorts.none(),
        LogAnalyticsPorts.none(),
        CleanPorts.none(),
        CustomersConfig.inFile(settings).orElse(null),
        null);
  }

  private void buildForRequests(StreamExecutionEnvironment environment, QualityPorts ports)
      throws NoSuchFileException {
    DataStream<ParsedLine> lines =
        new ReplaySource(input)
            .attach(
                environment,
                OperatorIds.READ_ACCESS_LOGS,
                new RequestLineDecoder(),
                config.lateness().watermarks());
    DataStream<ParsedLine> judged =
        JudgeLateness.of(lines, config.lateness(), "parse", OperatorIds.JUDGE_LATENESS);
    DataStream<AccessRequest> understood =
        judged
            .process(new SplitLines())
            .setParallelism(judged.getParallelism())
            .uid(OperatorIds.SPLIT_LINES.uid())
            .name(OperatorIds.SPLIT_LINES.name());
    new WatchQuality(config.quality(), ports, List.of(List.of("parse")))
        .attach(judged, understood, WatchQuality.countLines(judged));
  }
}
