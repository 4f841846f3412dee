package io.sluice.benchmarks.rows;

import io.sluice.common.serde.HandWrittenType;
import io.sluice.common.state.PackedRowSerializer;
import io.sluice.common.state.PackedRowSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is known about a device: its open window and its last samples, a hundred bytes in all. */
final class DeviceRow {
  static final TypeInformation<DeviceRow> TYPE = new HandWrittenType<>(new Serializer());
  private static final int LAST_SAMPLES = 8;

  /** Its end. */
  long window;

  long count;
  long sum;
  long largest;
  final long[] lastSamples = new long[LAST_SAMPLES];

  void add(long value) {
    lastSamples[(int) (count % LAST_SAMPLES)] = value;
    largest = count == 0 ? value : Math.max(largest, value);
    count++;
    sum += value;
  }

  /** All there is in it, as one number. */
  long digest() {
    long digest = MakeSamples.mix(window) + MakeSamples.mix(count + sum * 31) + largest;
    for (long sample : lastSamples) {
      digest = MakeSamples.mix(digest + sample);
    }
    return digest;
  }

  /** Begins a window; the last samples stay. */
  void begin(long nextWindow) {
    window = nextWindow;
    count = 0;
    sum = 0;
  }

  /** Packed. */
  static final class Serializer extends PackedRowSerializer<DeviceRow> {
    private static final long serialVersionUID = 1L;

    Serializer() {
      super(DeviceRow.class);
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    protected void write(DeviceRow row, DataOutputView out) throws IOException {
      out.writeLong(row.window);
      out.writeLong(row.count);
      out.writeLong(row.sum);
      out.writeLong(row.largest);
      for (long sample : row.lastSamples) {
        out.writeLong(sample);
      }
    }

    @Override
    protected DeviceRow read(int version, DataInputView in) throws IOException {
      DeviceRow row = new DeviceRow();
      row.window = in.readLong();
      row.count = in.readLong();
      row.sum = in.readLong();
      row.largest = in.readLong();
      for (int place = 0; place < LAST_SAMPLES; place++) {
        row.lastSamples[place] = in.readLong();
      }
      return row;
    }

    @Override
    public DeviceRow createInstance() {
      return new DeviceRow();
    }

    @Override
    public DeviceRow copy(DeviceRow from) {
      DeviceRow copy = new DeviceRow();
      copy.window = from.window;
      copy.count = from.count;
      copy.sum = from.sum;
      copy.largest = from.largest;
      System.arraycopy(from.lastSamples, 0, copy.lastSamples, 0, LAST_SAMPLES);
      return copy;
    }

    @Override
    public TypeSerializerSnapshot<DeviceRow> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** The snapshot of {@link Serializer}. */
  public static final class Snapshot extends PackedRowSnapshot<DeviceRow> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
