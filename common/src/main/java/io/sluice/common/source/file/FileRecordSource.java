package io.sluice.common.source.file;

import io.sluice.common.runtime.OperatorId;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.SourcePort;
import io.sluice.common.time.EventTimed;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The files of a replay as a bounded source: a file, or all files below a folder, gzipped ones
 * unpacked. One reader; files in the order of their first event (names do not tell: rotated logs
 * count backwards), lines in the order of the file, which is the order of arrival.
 *
 * <p>Files may overlap in time, as the logs of several servers do. Each record says from when on
 * files still unread may hold events ({@link EventTimed#pendingFrom()}), and the watermark waits
 * for that.
 */
public final class FileRecordSource implements SourcePort {
  private static final int LINES_TO_FIND_A_TIME_IN = 1_000;

  private final Path input;

  /**
   * @param input a file or a folder
   * @throws NoSuchFileException if there is none
   */
  public FileRecordSource(Path input) throws NoSuchFileException {
    if (!Files.isReadable(input)) {
      throw new NoSuchFileException(
          input.toString(), null, "no such file or folder, or not readable");
    }
    this.input = input;
  }

  @Override
  public <T> DataStream<T> attach(
      StreamExecutionEnvironment environment,
      OperatorId id,
      RecordDecoder<T> decoder,
      WatermarkStrategy<T> watermarks) {
    FilesSplit split;
    try {
      split = new FilesSplit(oldestFirst(decoder), 0, 0, null);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return environment
        .fromSource(new Lines<>(split, decoder), watermarks, id.name(), decoder.producedType())
        .uid(id.uid())
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  private <T> List<ReplayFile> oldestFirst(RecordDecoder<T> decoder) throws IOException {
    decoder.open(new UnregisteredMetricsGroup());
    List<ReplayFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(input)) {
      for (Path path : paths.filter(FileRecordSource::visibleFile).sorted().toList()) {
        String name =
            path.equals(input) ? path.getFileName().toString() : input.relativize(path).toString();
        files.add(
            new ReplayFile(
                path.toAbsolutePath().toString(), name, firstEvent(path, name, decoder)));
      }
    }
    files.sort(Comparator.comparingLong(ReplayFile::firstEvent));
    return List.copyOf(files);
  }

  private static boolean visibleFile(Path path) {
    return Files.isRegularFile(path) && !path.getFileName().toString().startsWith(".");
  }

  private static <T> long firstEvent(Path path, String name, RecordDecoder<T> decoder)
      throws IOException {
    FirstTime<T> first = new FirstTime<>();
    try (LineReader lines = new LineReader(path, 0)) {
      for (int left = LINES_TO_FIND_A_TIME_IN; left > 0 && !first.found(); left--) {
        byte[] line = lines.next();
        if (line == null) {
          break;
        }
        decoder.decode(
            new RawRecord(line, name, 0, lines.lineStart(), RawRecord.NO_ARRIVAL), first);
      }
    }
    return first.time;
  }

  /** Keeps the first event time it is shown. */
  private static final class FirstTime<T> implements Collector<T> {
    long time = Long.MAX_VALUE;

    boolean found() {
      return time != Long.MAX_VALUE;
    }

    @Override
    public void collect(T record) {
      if (!found()
          && record instanceof EventTimed timed
          && timed.timestamp() != EventTimed.NO_TIMESTAMP) {
        time = timed.timestamp();
      }
    }

    @Override
    public void close() {}
  }

  /** The Flink side of it. */
  private record Lines<T>(FilesSplit split, RecordDecoder<T> decoder)
      implements Source<T, FilesSplit, FilesSplit>, Serializable {
    @Override
    public Boundedness getBoundedness() {
      return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<FilesSplit, FilesSplit> createEnumerator(
        SplitEnumeratorContext<FilesSplit> context) {
      return new FilesEnumerator(context, split);
    }

    @Override
    public SplitEnumerator<FilesSplit, FilesSplit> restoreEnumerator(
        SplitEnumeratorContext<FilesSplit> context, FilesSplit left) {
      return new FilesEnumerator(context, left.files().isEmpty() ? null : left);
    }

    @Override
    public SimpleVersionedSerializer<FilesSplit> getSplitSerializer() {
      return new FilesSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FilesSplit> getEnumeratorCheckpointSerializer() {
      return new FilesSplitSerializer();
    }

    @Override
    public SourceReader<T, FilesSplit> createReader(SourceReaderContext context) {
      return new FilesReader<>(context, decoder);
    }
  }
}
