package io.sluice.common.state;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint keeps of a {@link PackedRowSerializer}: the version of the format. Rows of the
 * same or a lower version are read as they are; those of a higher one, which a newer release wrote,
 * are refused.
 *
 * @param <T> the row
 */
public abstract class PackedRowSnapshot<T> implements TypeSerializerSnapshot<T> {
  /** Of what this class writes, not of the rows. */
  private static final int SNAPSHOT_VERSION = 1;

  private final Supplier<PackedRowSerializer<T>> serializer;
  private int rowVersion;

  protected PackedRowSnapshot(Supplier<PackedRowSerializer<T>> serializer) {
    this.serializer = serializer;
    this.rowVersion = serializer.get().checkedVersion();
  }

  @Override
  public final int getCurrentVersion() {
    return SNAPSHOT_VERSION;
  }

  @Override
  public final void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(rowVersion);
  }

  @Override
  public final void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (version != SNAPSHOT_VERSION) {
      throw new IOException("A snapshot of a packed row has the unknown version " + version);
    }
    rowVersion = in.readInt();
  }

  @Override
  public final TypeSerializer<T> restoreSerializer() {
    return serializer.get();
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> before) {
    return before.getClass() == getClass()
            && ((PackedRowSnapshot<T>) before).rowVersion <= rowVersion
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
