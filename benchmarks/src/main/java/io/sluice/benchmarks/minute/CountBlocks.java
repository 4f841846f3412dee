package io.sluice.benchmarks.minute;

import io.sluice.benchmarks.input.LineBlock;
import io.sluice.common.state.PreAggregation;
import java.nio.file.Path;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/** Counts the lines of blocks before the shuffle. */
final class CountBlocks implements PreAggregation<LineBlock, Cell> {
  private static final long serialVersionUID = 1L;

  private final String cityFile;
  private transient CellCounter counter;

  CountBlocks(Path cityFile) {
    this.cityFile = cityFile.toString();
  }

  @Override
  public void open(MetricGroup metrics) {
    counter = new CellCounter(Path.of(cityFile));
  }

  @Override
  public void add(LineBlock block) {
    counter.add(block);
  }

  @Override
  public int size() {
    return counter.size();
  }

  @Override
  public void drain(Collector<Cell> out) {
    counter.drain().forEach(out::collect);
  }
}
