package io.sluice.benchmarks.minute;

import io.sluice.benchmarks.contest.Cluster;
import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.RowFiles;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.input.LineBlock;
import io.sluice.benchmarks.input.LineBlockSource;
import io.sluice.common.state.PreAggregate;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Ours from a file, on Flink:
 *
 * <pre>
 * blocks of lines ─▶ parse, locate, count in heap ─▶ keyBy cell ─▶ merge, close by watermark ─▶ rows
 * </pre>
 */
public final class CoreFromFile implements Contender {
  /** The tolerance of the job's default settings. */
  static final Duration LATENESS = Duration.ofMinutes(2);

  static final Duration FLUSH = Duration.ofMillis(250);
  static final int MOST_CELLS = 1 << 16;

  private final Cluster cluster = new Cluster();

  @Override
  public Round run(Task task) throws Exception {
    RowFiles.clear(task.path("out"));
    StreamExecutionEnvironment environment = cluster.environment(task);
    DataStream<LineBlock> blocks =
        environment
            .fromSource(
                new LineBlockSource(task.path("input")),
                WatermarkStrategy.<LineBlock>forBoundedOutOfOrderness(LATENESS)
                    .withTimestampAssigner(context -> new LastLineTime()),
                "read lines",
                TypeInformation.of(LineBlock.class))
            .uid("read-lines");
    DataStream<Cell> cells =
        blocks
            .transform(
                "count cells",
                Cell.TYPE,
                new PreAggregate<>(new CountBlocks(task.path("geo")), FLUSH, MOST_CELLS))
            .uid("count-cells");
    finish(cells, task.path("out"));
    return cluster.run(environment, task);
  }

  static void finish(DataStream<Cell> cells, Path out) {
    cells
        .keyBy(cell -> CellKey.group(cell.key), Types.LONG)
        .transform("merge cells", Types.STRING, new MergeCells())
        .uid("merge-cells")
        .sinkTo(new RowFiles(out))
        .name("write rows")
        .uid("write-rows");
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
