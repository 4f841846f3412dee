package io.sluice.common.source.file;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;

/** Hands the one split to the first reader that asks. */
final class FilesEnumerator implements SplitEnumerator<FilesSplit, FilesSplit> {
  private final SplitEnumeratorContext<FilesSplit> context;

  /** Null once it is handed out. */
  private FilesSplit split;

  FilesEnumerator(SplitEnumeratorContext<FilesSplit> context, FilesSplit split) {
    this.context = context;
    this.split = split;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    if (split != null) {
      context.assignSplits(new SplitsAssignment<>(split, subtask));
      split = null;
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void addSplitsBack(List<FilesSplit> splits, int subtask) {
    // Empty where the reader had begun from a checkpoint, and has its split from there.
    if (!splits.isEmpty()) {
      split = splits.get(0);
    }
  }

  @Override
  public void addReader(int subtask) {}

  @Override
  public FilesSplit snapshotState(long checkpointId) {
    return split == null ? new FilesSplit(List.of(), 0, 0, null) : split;
  }

  @Override
  public void close() {}
}
