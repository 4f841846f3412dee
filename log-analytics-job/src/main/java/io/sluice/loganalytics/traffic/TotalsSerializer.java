package io.sluice.loganalytics.traffic;

import io.sluice.common.serde.HandWrittenSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link TrafficTotals} into state; they carry the version of their format themselves. */
final class TotalsSerializer extends HandWrittenSerializer<TrafficTotals> {
  static final TotalsSerializer INSTANCE = new TotalsSerializer();
  private static final long serialVersionUID = 1L;

  private TotalsSerializer() {
    super(TrafficTotals.class);
  }

  @Override
  public TrafficTotals createInstance() {
    return new TrafficTotals();
  }

  @Override
  public TrafficTotals copy(TrafficTotals from) {
    return from.copy();
  }

  @Override
  public void serialize(TrafficTotals totals, DataOutputView out) throws IOException {
    totals.write(out);
  }

  @Override
  public TrafficTotals deserialize(DataInputView in) throws IOException {
    return TrafficTotals.read(in);
  }

  @Override
  public TypeSerializerSnapshot<TrafficTotals> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrafficTotals> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
