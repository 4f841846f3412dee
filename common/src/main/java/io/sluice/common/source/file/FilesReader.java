package io.sluice.common.source.file;

import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.Collector;

/** Reads the files of the split one after the other, line by line, in the task's thread. */
final class FilesReader<T> implements SourceReader<T, FilesSplit> {
  private final SourceReaderContext context;
  private final RecordDecoder<T> decoder;
  private final Queue<FilesSplit> assigned = new ArrayDeque<>();

  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean noMoreSplits;
  private List<ReplayFile> files = List.of();
  private int current;
  private LineReader lines;
  private ReaderOutput<T> output;
  private final Collector<T> toOutput =
      new Collector<>() {
        @Override
        public void collect(T record) {
          output.collect(record);
        }

        @Override
        public void close() {}
      };

  FilesReader(SourceReaderContext context, RecordDecoder<T> decoder) {
    this.context = context;
    this.decoder = decoder;
  }

  @Override
  public void start() {
    decoder.open(context.metricGroup());
    // Restored with its split it asks too: only the answer says that no other split will come.
    context.sendSplitRequest();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> to) throws Exception {
    output = to;
    if (lines == null && !openNext()) {
      return nothingToRead();
    }
    byte[] line = lines.next();
    if (line == null) {
      closeFile();
      return InputStatus.MORE_AVAILABLE;
    }
    long pending = FilesSplit.pendingFrom(files, current);
    decoder.decode(
        new RawRecord(
            line, files.get(current).name(), 0, lines.lineStart(), RawRecord.NO_ARRIVAL, pending),
        toOutput);
    return InputStatus.MORE_AVAILABLE;
  }

  private InputStatus nothingToRead() {
    if (noMoreSplits) {
      return InputStatus.END_OF_INPUT;
    }
    available = new CompletableFuture<>();
    return InputStatus.NOTHING_AVAILABLE;
  }

  private boolean openNext() throws IOException {
    long position = 0;
    byte[] memory = null;
    if (!assigned.isEmpty()) {
      FilesSplit split = assigned.remove();
      files = split.files();
      current = split.current();
      position = split.position();
      memory = split.memory();
    }
    if (current >= files.size()) {
      return false;
    }
    lines = new LineReader(Path.of(files.get(current).path()), position);
    if (memory != null) {
      decoder.recall(files.get(current).name(), 0, memory);
    }
    return true;
  }

  private void closeFile() throws IOException {
    lines.close();
    lines = null;
    current++;
  }

  @Override
  public List<FilesSplit> snapshotState(long checkpointId) {
    if (!assigned.isEmpty()) {
      return List.copyOf(assigned);
    }
    if (current >= files.size()) {
      return List.of();
    }
    return List.of(
        lines == null
            ? new FilesSplit(files, current, 0, null)
            : new FilesSplit(
                files, current, lines.position(), decoder.memory(files.get(current).name(), 0)));
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void addSplits(List<FilesSplit> splits) {
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
    if (lines != null) {
      lines.close();
    }
  }
}
