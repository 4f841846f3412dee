package io.sluice.loganalytics.traffic;

import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.HandWrittenType;
import io.sluice.common.serde.Wire;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What one subtask saw of one value of one dimension in one second since its last flush. Deltas of
 * a second add up; each is merged once.
 *
 * @param dimension what is counted by
 * @param value the dimension's value
 * @param second start of the second, epoch milliseconds
 * @param totals owned by the receiver
 */
@TypeInfo(TrafficDelta.Types.class)
public record TrafficDelta(Dimension dimension, String value, long second, TrafficTotals totals) {

  /** The key of the merging operator. */
  public int key() {
    return dimension.ordinal();
  }

  /** Gives the record its hand-written serializer. */
  public static final class Types extends TypeInfoFactory<TrafficDelta> {
    @Override
    public TypeInformation<TrafficDelta> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new HandWrittenType<>(Serializer.INSTANCE);
    }
  }

  /** Writes a delta for the network; it lies in unaligned checkpoints only, never in savepoints. */
  public static final class Serializer extends HandWrittenSerializer<TrafficDelta> {
    static final Serializer INSTANCE = new Serializer();
    private static final long serialVersionUID = 1L;
    private static final Dimension[] DIMENSIONS = Dimension.values();

    private Serializer() {
      super(TrafficDelta.class);
    }

    @Override
    public TrafficDelta createInstance() {
      return null;
    }

    @Override
    public TrafficDelta copy(TrafficDelta from) {
      return new TrafficDelta(from.dimension, from.value, from.second, from.totals.copy());
    }

    @Override
    public void serialize(TrafficDelta delta, DataOutputView out) throws IOException {
      out.writeByte(delta.dimension.ordinal());
      Wire.writeText(delta.value, out);
      out.writeLong(delta.second);
      delta.totals.write(out);
    }

    @Override
    public TrafficDelta deserialize(DataInputView in) throws IOException {
      return new TrafficDelta(
          DIMENSIONS[in.readByte()], Wire.readText(in), in.readLong(), TrafficTotals.read(in));
    }

    @Override
    public TypeSerializerSnapshot<TrafficDelta> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** What a savepoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrafficDelta> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
