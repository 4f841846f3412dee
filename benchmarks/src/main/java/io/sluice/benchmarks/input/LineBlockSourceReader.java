package io.sluice.benchmarks.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads in the thread of the task, and asks for the next split while it works on one, so that it
 * seldom waits.
 */
final class LineBlockSourceReader implements SourceReader<LineBlock, LineBlockSplit> {
  private final SourceReaderContext context;
  private final Path path;
  private final Deque<LineBlockSplit> assigned = new ArrayDeque<>();

  private CompletableFuture<Void> available = new CompletableFuture<>();
  private LineBlockSplit current;
  private LineBlockReader reader;
  private boolean noMoreSplits;

  LineBlockSourceReader(SourceReaderContext context, Path path) {
    this.context = context;
    this.path = path;
  }

  @Override
  public void start() {
    if (assigned.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<LineBlock> output) throws IOException {
    if (reader == null && !openNext()) {
      return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    LineBlock block = reader.next();
    if (block == null) {
      reader.close();
      reader = null;
    } else {
      output.collect(block);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private boolean openNext() throws IOException {
    current = assigned.poll();
    if (current == null) {
      if (!noMoreSplits && available.isDone()) {
        available = new CompletableFuture<>();
      }
      return false;
    }
    reader =
        current.started()
            ? new LineBlockReader(path, current.from(), current.to())
            : LineBlockReader.within(path, current.from(), current.to());
    context.sendSplitRequest();
    return true;
  }

  @Override
  public List<LineBlockSplit> snapshotState(long checkpointId) {
    List<LineBlockSplit> splits = new ArrayList<>(assigned);
    if (reader != null && reader.position() < current.to()) {
      splits.add(new LineBlockSplit(current.number(), reader.position(), current.to(), true));
    }
    return splits;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<LineBlockSplit> splits) {
    assigned.addAll(splits);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    available.complete(null);
  }

  @Override
  public void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
  }
}
