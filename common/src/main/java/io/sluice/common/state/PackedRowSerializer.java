package io.sluice.common.state;

import io.sluice.common.serde.HandWrittenSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Base of the serializers of packed rows: all that is known about a key in one value. Each row
 * begins with the version of its format, and a serializer reads its own and all before. So rows of
 * several versions lie side by side in one state, a savepoint of the version before restores
 * without being rewritten, and a row takes the new format when it is next written.
 *
 * <p>To change the format, raise {@link #version()} and let {@link #read} go on reading what the
 * lower versions wrote. The state of a newer version is refused at restore, rather than misread.
 *
 * <p>A subclass has a snapshot class with a public constructor without arguments:
 *
 * <pre>{@code
 * public static final class Snapshot extends PackedRowSnapshot<DeviceRow> {
 *   public Snapshot() {
 *     super(DeviceRowSerializer::new);
 *   }
 * }
 * }</pre>
 *
 * @param <T> the row; a class of its own that is changed in place
 */
public abstract class PackedRowSerializer<T> extends HandWrittenSerializer<T> {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 255;

  protected PackedRowSerializer(Class<T> type) {
    super(type);
  }

  /** The format that {@link #write} writes, 1 to 255; only ever raised. */
  protected abstract int version();

  protected abstract void write(T row, DataOutputView out) throws IOException;

  /**
   * Reads a row.
   *
   * @param version that wrote it, at most {@link #version()}
   */
  protected abstract T read(int version, DataInputView in) throws IOException;

  @Override
  public final void serialize(T row, DataOutputView out) throws IOException {
    out.writeByte(checkedVersion());
    write(row, out);
  }

  @Override
  public final T deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version < 1 || version > version()) {
      throw new IOException(
          "A row of "
              + type().getSimpleName()
              + " has format "
              + version
              + ", and this version reads 1 to "
              + version());
    }
    return read(version, in);
  }

  final int checkedVersion() {
    int version = version();
    if (version < 1 || version > MOST) {
      throw new IllegalStateException(getClass() + " has a version out of 1 to 255: " + version);
    }
    return version;
  }
}
