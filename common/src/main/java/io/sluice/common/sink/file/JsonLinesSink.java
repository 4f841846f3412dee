package io.sluice.common.sink.file;

import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.RecordEncoder;
import io.sluice.common.sink.SinkPort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A file as the output of a replay: one JSON object a line, in order of arrival, written by one
 * subtask in the JVM that runs the replay. The file is there even when nothing was written, and a
 * replay begins it anew. Bounded input only: what is buffered is not flushed at barriers.
 *
 * @param <T> what it takes
 */
public final class JsonLinesSink<T> implements SinkPort<T>, Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final RecordEncoder<T> encoder;

  private JsonLinesSink(String file, RecordEncoder<T> encoder) {
    this.file = file;
    this.encoder = encoder;
  }

  /** Creates the file and its folders at once, so that a wrong path stops the start. */
  public static <T> JsonLinesSink<T> to(Path file, RecordEncoder<T> encoder) {
    Path absolute = file.toAbsolutePath();
    try {
      Files.createDirectories(absolute.getParent());
      Files.newOutputStream(absolute).close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e, e);
    }
    return new JsonLinesSink<>(absolute.toString(), encoder);
  }

  @Override
  public void attach(DataStream<T> stream, OperatorId id) {
    stream.sinkTo(this).setParallelism(1).uid(id.uid()).name(id.name());
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new Writer<>(Files.newOutputStream(Path.of(file)), encoder);
  }

  /** Gathers lines so that the file system sees few and large writes. */
  static final class Writer<T> implements SinkWriter<T> {
    static final int BUFFER_BYTES = 256 << 10;

    private final OutputStream out;
    private final RecordEncoder<T> encoder;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    Writer(OutputStream out, RecordEncoder<T> encoder) {
      this.out = out;
      this.encoder = encoder;
    }

    @Override
    public void write(T element, Context context) throws IOException {
      byte[] line = encoder.value(element);
      if (line.length >= buffer.length - used) {
        spill();
      }
      if (line.length >= buffer.length) {
        out.write(line);
      } else {
        System.arraycopy(line, 0, buffer, used, line.length);
        used += line.length;
      }
      buffer[used++] = '\n';
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        spill();
      }
    }

    @Override
    public void close() throws IOException {
      try (out) {
        spill();
      }
    }

    private void spill() throws IOException {
      out.write(buffer, 0, used);
      used = 0;
    }
  }
}
