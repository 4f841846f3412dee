package io.sluice.benchmarks.minute;

import io.sluice.benchmarks.contest.Cluster;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.RowFiles;
import io.sluice.benchmarks.contest.Task;
import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.PassThrough;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.source.kafka.KafkaRecordSource;
import io.sluice.common.source.kafka.StartingOffsets;
import io.sluice.common.state.PreAggregate;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.parse.AccessLogDecoder;
import io.sluice.loganalytics.parse.ParseConfig;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Ours from a topic: as {@link CoreFromFile}, but a record is a line, parsed inside the source as
 * in the job, each partition with a watermark of its own.
 */
public final class CoreFromKafka implements Contender {
  private final Cluster cluster = new Cluster();

  @Override
  public Round run(Task task) throws Exception {
    RowFiles.clear(task.path("out"));
    StreamExecutionEnvironment environment = cluster.environment(task);
    KafkaConfig kafka = new KafkaConfig(task.text("bootstrap"), PassThrough.none());
    DataStream<ParsedLine> lines =
        KafkaRecordSource.of(kafka, task.text("topic"), "bench-core")
            .startingAt(StartingOffsets.EARLIEST)
            .bounded()
            .attach(
                environment,
                OperatorId.of("read-access-logs"),
                new AccessLogDecoder(ParseConfig.defaults()),
                WatermarkStrategy.<ParsedLine>forBoundedOutOfOrderness(CoreFromFile.LATENESS)
                    .withTimestampAssigner((line, time) -> line.timestamp()));
    DataStream<Cell> cells =
        lines
            .transform(
                "count cells",
                Cell.TYPE,
                new PreAggregate<>(
                    new CountRequests(task.path("geo")),
                    CoreFromFile.FLUSH,
                    CoreFromFile.MOST_CELLS))
            .uid("count-cells");
    CoreFromFile.finish(cells, task.path("out"));
    return cluster.run(environment, task);
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
