package io.sluice.benchmarks.minute;

import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.Wire;
import java.io.IOException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The sketch of the SQL aggregate in its compact form. */
public final class SketchSerializer extends HandWrittenSerializer<Union> {
  static final SketchSerializer INSTANCE = new SketchSerializer();
  private static final long serialVersionUID = 1L;
  private static final int LG_K = 14;

  private SketchSerializer() {
    super(Union.class);
  }

  @Override
  public Union createInstance() {
    return new Union(LG_K);
  }

  @Override
  public Union copy(Union from) {
    Union copy = new Union(LG_K);
    copy.update(from.getResult(TgtHllType.HLL_8));
    return copy;
  }

  @Override
  public void serialize(Union sketch, DataOutputView out) throws IOException {
    Wire.writeBytes(sketch.getResult(TgtHllType.HLL_8).toCompactByteArray(), out);
  }

  @Override
  public Union deserialize(DataInputView in) throws IOException {
    Union sketch = new Union(LG_K);
    sketch.update(HllSketch.heapify(Wire.readBytes(in)));
    return sketch;
  }

  @Override
  public TypeSerializerSnapshot<Union> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Union> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
