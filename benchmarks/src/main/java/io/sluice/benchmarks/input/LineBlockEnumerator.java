package io.sluice.benchmarks.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/** Gives the earliest split to whoever asks. */
final class LineBlockEnumerator
    implements SplitEnumerator<LineBlockSplit, ArrayList<LineBlockSplit>> {
  private final SplitEnumeratorContext<LineBlockSplit> context;
  private final PriorityQueue<LineBlockSplit> splits =
      new PriorityQueue<>(Comparator.comparingInt(LineBlockSplit::number));

  LineBlockEnumerator(SplitEnumeratorContext<LineBlockSplit> context, List<LineBlockSplit> left) {
    this.context = context;
    splits.addAll(left);
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, String host) {
    LineBlockSplit split = splits.poll();
    if (split == null) {
      context.signalNoMoreSplits(subtask);
    } else {
      context.assignSplits(new SplitsAssignment<>(split, subtask));
    }
  }

  @Override
  public void addSplitsBack(List<LineBlockSplit> back, int subtask) {
    splits.addAll(back);
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public ArrayList<LineBlockSplit> snapshotState(long checkpointId) {
    return new ArrayList<>(splits);
  }

  @Override
  public void close() {}
}
