package io.sluice.benchmarks.rows;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts and adds up what comes out, whatever its order. */
final class DigestSink implements Sink<Long> {
  private static final long serialVersionUID = 1L;

  private final String folder;

  DigestSink(Path folder) {
    this.folder = folder.toString();
  }

  /** What all subtasks have seen: its number and its sum. */
  static String total(Path folder) throws IOException {
    long count = 0;
    long sum = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String[] numbers = Files.readString(file).split(" ", -1);
        count += Long.parseLong(numbers[0]);
        sum += Long.parseLong(numbers[1]);
      }
    }
    return count + " windows adding up to " + sum;
  }

  @Override
  public SinkWriter<Long> createWriter(WriterInitContext context) {
    return new Writer(Path.of(folder, "part-" + context.getTaskInfo().getIndexOfThisSubtask()));
  }

  private static final class Writer implements SinkWriter<Long> {
    private final Path file;
    private long count;
    private long sum;

    Writer(Path file) {
      this.file = file;
    }

    @Override
    public void write(Long digest, Context context) {
      count++;
      sum += digest;
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        Files.writeString(file, count + " " + sum);
      }
    }

    @Override
    public void close() {}
  }
}
