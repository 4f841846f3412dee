package io.sluice.loganalytics.traffic;

import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.Wire;
import java.io.IOException;
import java.util.Comparator;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Where a row lies in the state of its dimension. */
record RowKey(Granularity granularity, long windowStart, String value) {
  static final Comparator<RowKey> BY_POSITION =
      Comparator.comparing(RowKey::granularity)
          .thenComparing(RowKey::windowStart)
          .thenComparing(RowKey::value);

  static RowKey of(OpenRow row) {
    return new RowKey(row.granularity(), row.window.start, row.value);
  }

  /**
   * Writes a key; the window's start comes before the value, so that windows lie together. No
   * version: the bytes are what state is looked up by.
   */
  static final class Serializer extends HandWrittenSerializer<RowKey> {
    static final Serializer INSTANCE = new Serializer();
    private static final long serialVersionUID = 1L;
    private static final Granularity[] GRANULARITIES = Granularity.values();

    private Serializer() {
      super(RowKey.class);
    }

    @Override
    public boolean isImmutableType() {
      return true;
    }

    @Override
    public RowKey createInstance() {
      return new RowKey(Granularity.SECOND, 0, "");
    }

    @Override
    public RowKey copy(RowKey from) {
      return from;
    }

    @Override
    public void serialize(RowKey key, DataOutputView out) throws IOException {
      out.writeByte(key.granularity.ordinal());
      out.writeLong(key.windowStart);
      Wire.writeText(key.value, out);
    }

    @Override
    public RowKey deserialize(DataInputView in) throws IOException {
      return new RowKey(GRANULARITIES[in.readByte()], in.readLong(), Wire.readText(in));
    }

    @Override
    public TypeSerializerSnapshot<RowKey> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** What a savepoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RowKey> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
