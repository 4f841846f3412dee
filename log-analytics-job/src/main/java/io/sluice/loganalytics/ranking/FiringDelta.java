package io.sluice.loganalytics.ranking;

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
 * What a firing says of a combination: of the searches of one subtask, or of all.
 *
 * @param combination the key of a {@link Combination}
 * @param windowEnd the firing, epoch milliseconds
 * @param parts owned by the receiver
 */
@TypeInfo(FiringDelta.Types.class)
public record FiringDelta(String combination, long windowEnd, ScoreParts parts) {

  /** Gives the record its hand-written serializer. */
  public static final class Types extends TypeInfoFactory<FiringDelta> {
    @Override
    public TypeInformation<FiringDelta> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new HandWrittenType<>(Serializer.INSTANCE);
    }
  }

  /** Writes a delta for the network; it lies in unaligned checkpoints only, never in savepoints. */
  public static final class Serializer extends HandWrittenSerializer<FiringDelta> {
    static final Serializer INSTANCE = new Serializer();
    private static final long serialVersionUID = 1L;

    private Serializer() {
      super(FiringDelta.class);
    }

    @Override
    public FiringDelta createInstance() {
      return null;
    }

    @Override
    public FiringDelta copy(FiringDelta from) {
      return new FiringDelta(from.combination, from.windowEnd, from.parts.copy());
    }

    @Override
    public void serialize(FiringDelta delta, DataOutputView out) throws IOException {
      Wire.writeText(delta.combination, out);
      out.writeLong(delta.windowEnd);
      delta.parts.write(out);
    }

    @Override
    public FiringDelta deserialize(DataInputView in) throws IOException {
      return new FiringDelta(Wire.readText(in), in.readLong(), ScoreParts.read(in));
    }

    @Override
    public TypeSerializerSnapshot<FiringDelta> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** What a savepoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<FiringDelta> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
