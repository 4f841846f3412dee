package io.sluice.benchmarks.input;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/**
 * A file as a bounded source of blocks of lines, read by as many subtasks as there are. Splits are
 * small and handed out in the order of the file, so that all readers are at nearly the same time of
 * the log and no watermark has to wait for long. Its position is part of every checkpoint.
 */
public final class LineBlockSource
    implements Source<LineBlock, LineBlockSplit, ArrayList<LineBlockSplit>>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final long SPLIT = 4 << 20;

  private final String path;

  public LineBlockSource(Path path) {
    this.path = path.toString();
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<LineBlock, LineBlockSplit> createReader(SourceReaderContext context) {
    return new LineBlockSourceReader(context, Path.of(path));
  }

  @Override
  public SplitEnumerator<LineBlockSplit, ArrayList<LineBlockSplit>> createEnumerator(
      SplitEnumeratorContext<LineBlockSplit> context) throws IOException {
    long size = Files.size(Path.of(path));
    List<LineBlockSplit> splits = new ArrayList<>();
    for (long from = 0; from < size; from += SPLIT) {
      splits.add(new LineBlockSplit(splits.size(), from, Math.min(size, from + SPLIT), from == 0));
    }
    return new LineBlockEnumerator(context, splits);
  }

  @Override
  public SplitEnumerator<LineBlockSplit, ArrayList<LineBlockSplit>> restoreEnumerator(
      SplitEnumeratorContext<LineBlockSplit> context, ArrayList<LineBlockSplit> left) {
    return new LineBlockEnumerator(context, left);
  }

  @Override
  public SimpleVersionedSerializer<LineBlockSplit> getSplitSerializer() {
    return new ByJava<>();
  }

  @Override
  public SimpleVersionedSerializer<ArrayList<LineBlockSplit>> getEnumeratorCheckpointSerializer() {
    return new ByJava<>();
  }

  /** Java's own serialisation: nothing of a benchmark outlives it. */
  private static final class ByJava<T extends Serializable>
      implements SimpleVersionedSerializer<T> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(T value) throws IOException {
      return InstantiationUtil.serializeObject(value);
    }

    @Override
    public T deserialize(int version, byte[] bytes) throws IOException {
      try {
        return InstantiationUtil.deserializeObject(bytes, ByJava.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IOException(e);
      }
    }
  }
}
