package io.sluice.benchmarks.minute;

import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.event.ParsedLine;
import java.nio.file.Path;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/** Counts requests before the shuffle. */
final class CountRequests implements PreAggregation<ParsedLine, Cell> {
  private static final long serialVersionUID = 1L;

  private final String cityFile;
  private transient CellCounter counter;

  CountRequests(Path cityFile) {
    this.cityFile = cityFile.toString();
  }

  @Override
  public void open(MetricGroup metrics) {
    counter = new CellCounter(Path.of(cityFile));
  }

  @Override
  public void add(ParsedLine line) {
    counter.collect(line);
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
