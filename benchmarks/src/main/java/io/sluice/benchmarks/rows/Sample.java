package io.sluice.benchmarks.rows;

import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.HandWrittenType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a device measured at a time. */
final class Sample {
  static final TypeInformation<Sample> TYPE = new HandWrittenType<>(new Serializer());

  String device;
  long time;
  long value;

  /** As lean as what crosses the shuffle of a job. */
  static final class Serializer extends HandWrittenSerializer<Sample> {
    private static final long serialVersionUID = 1L;

    Serializer() {
      super(Sample.class);
    }

    @Override
    public Sample createInstance() {
      return new Sample();
    }

    @Override
    public Sample copy(Sample from) {
      Sample copy = new Sample();
      copy.device = from.device;
      copy.time = from.time;
      copy.value = from.value;
      return copy;
    }

    @Override
    public void serialize(Sample sample, DataOutputView out) throws IOException {
      out.writeUTF(sample.device);
      out.writeLong(sample.time);
      out.writeLong(sample.value);
    }

    @Override
    public Sample deserialize(DataInputView in) throws IOException {
      return deserialize(new Sample(), in);
    }

    @Override
    public Sample deserialize(Sample reuse, DataInputView in) throws IOException {
      reuse.device = in.readUTF();
      reuse.time = in.readLong();
      reuse.value = in.readLong();
      return reuse;
    }

    @Override
    public TypeSerializerSnapshot<Sample> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** The format never changes: it lies in no state. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sample> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
