package io.sluice.benchmarks.rows;

import io.sluice.benchmarks.contest.Cluster;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A row per device, read and changed with every sample; contenders differ in where it is kept:
 *
 * <pre>
 * numbers ─▶ samples ─▶ keyBy device ─▶ watch devices ─▶ digest
 * </pre>
 */
abstract class RowsContender implements Contender {
  private final Cluster cluster = new Cluster();

  /** Runs {@link WatchDevices}. */
  abstract DataStream<Long> watch(KeyedStream<Sample, String> samples);

  @Override
  public final Round run(Task task) throws Exception {
    Path parts = task.path("out").resolveSibling(task.path("out").getFileName() + ".parts");
    empty(parts);
    StreamExecutionEnvironment environment = cluster.environment(task);
    prepare(environment);
    long samples = task.number("lines");
    KeyedStream<Sample, String> byDevice =
        environment
            .fromSource(
                new NumberSequenceSource(0, samples - 1), WatermarkStrategy.noWatermarks(), "count")
            .uid("count")
            .map(new MakeSamples(samples), Sample.TYPE)
            .uid("make-samples")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Sample>forMonotonousTimestamps()
                    .withTimestampAssigner((sample, before) -> sample.time))
            .uid("assign-time")
            .keyBy(sample -> sample.device);
    watch(byDevice).sinkTo(new DigestSink(parts)).uid("digest");
    Round round = cluster.run(environment, task);
    Files.writeString(task.path("out"), DigestSink.total(parts));
    return round;
  }

  void prepare(StreamExecutionEnvironment environment) {}

  private static void empty(Path parts) throws IOException {
    Files.createDirectories(parts);
    for (int part = 0; part < Cluster.PARALLELISM; part++) {
      Files.deleteIfExists(parts.resolve("part-" + part));
    }
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
