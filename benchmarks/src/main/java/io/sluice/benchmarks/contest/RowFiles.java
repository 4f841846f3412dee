package io.sluice.benchmarks.contest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Rows as lines of files in a folder, a file per subtask: what a contender gave out. */
public final class RowFiles implements Sink<String> {
  private static final long serialVersionUID = 1L;

  private final String folder;

  public RowFiles(Path folder) {
    this.folder = folder.toString();
  }

  /** An empty folder for the output of one round. */
  public static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(
          file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Override
  public SinkWriter<String> createWriter(WriterInitContext context) throws IOException {
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    return new Lines(Files.newBufferedWriter(Path.of(folder, "rows-" + subtask)));
  }

  private record Lines(BufferedWriter file) implements SinkWriter<String> {
    @Override
    public void write(String row, Context context) throws IOException {
      file.write(row);
      file.write('\n');
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      file.flush();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
