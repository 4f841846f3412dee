package io.sluice.benchmarks.alerts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/** Gives a partition to whoever asks; each reader asks once. */
final class FleetEnumerator
    implements SplitEnumerator<FleetSource.Partition, List<FleetSource.Partition>> {
  private final SplitEnumeratorContext<FleetSource.Partition> context;
  private final Deque<FleetSource.Partition> partitions;

  FleetEnumerator(
      SplitEnumeratorContext<FleetSource.Partition> context, List<FleetSource.Partition> left) {
    this.context = context;
    this.partitions = new ArrayDeque<>(left);
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, String host) {
    FleetSource.Partition partition = partitions.poll();
    if (partition != null) {
      context.assignSplits(new SplitsAssignment<>(partition, subtask));
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void addSplitsBack(List<FleetSource.Partition> back, int subtask) {
    partitions.addAll(back);
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public List<FleetSource.Partition> snapshotState(long checkpointId) {
    return new ArrayList<>(partitions);
  }

  @Override
  public void close() {}
}
