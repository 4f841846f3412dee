package io.sluice.loganalytics.ranking;

import io.sluice.common.serde.Wire;
import io.sluice.common.state.PackedRowSerializer;
import io.sluice.common.state.PackedRowSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A cohort in state. Gains of 1, which nearly all are, take no room: whether a rank has another one
 * is its lowest bit.
 */
public final class CohortSerializer extends PackedRowSerializer<Cohort> {
  public static final CohortSerializer INSTANCE = new CohortSerializer();
  private static final long serialVersionUID = 1L;

  private CohortSerializer() {
    super(Cohort.class);
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public Cohort createInstance() {
    return new Cohort();
  }

  @Override
  public TypeSerializer<Cohort> duplicate() {
    return this;
  }

  @Override
  public Cohort copy(Cohort from) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64 + 32 * from.size());
      write(from, out);
      return read(version(), new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new UncheckedIOException("Copying in memory failed", e);
    }
  }

  @Override
  protected void write(Cohort cohort, DataOutputView out) throws IOException {
    out.writeBoolean(cohort.hasFired());
    Wire.writeUnsigned(cohort.size(), out);
    if (cohort.hasFired()) {
      for (long hash : cohort.sortedHashes()) {
        out.writeLong(hash);
      }
      return;
    }
    Wire.writeUnsigned(cohort.texts().size(), out);
    for (String text : cohort.texts()) {
      Wire.writeText(text, out);
    }
    try {
      cohort.forEach((hash, second, place) -> writeSearch(cohort, hash, second, place, out));
    } catch (UncheckedIOException full) {
      throw full.getCause();
    }
  }

  private static void writeSearch(
      Cohort cohort, long hash, int second, int place, DataOutputView out) {
    try {
      out.writeLong(hash);
      Wire.writeUnsigned(second, out);
      for (int dimension = 0; dimension < 4; dimension++) {
        Wire.writeUnsigned(cohort.textIndex(place, dimension), out);
      }
      writeGains(cohort.gains(place), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeGains(Gains gains, DataOutputView out) throws IOException {
    int size = gains == null ? 0 : gains.size();
    Wire.writeUnsigned(size, out);
    for (int at = 0; at < size; at++) {
      boolean plain = gains.value(at) == 1;
      Wire.writeUnsigned(gains.rank(at) << 1 | (plain ? 0 : 1), out);
      if (!plain) {
        out.writeDouble(gains.value(at));
      }
    }
  }

  @Override
  protected Cohort read(int version, DataInputView in) throws IOException {
    boolean fired = in.readBoolean();
    int size = (int) Wire.readUnsigned(in);
    if (fired) {
      Cohort cohort = Cohort.fired(size);
      for (int left = size; left > 0; left--) {
        cohort.addHash(in.readLong());
      }
      return cohort;
    }
    Cohort cohort = new Cohort();
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      cohort.texts().add(Wire.readText(in));
    }
    for (int left = size; left > 0; left--) {
      int place =
          cohort.add(
              in.readLong(),
              (int) Wire.readUnsigned(in),
              (int) Wire.readUnsigned(in),
              (int) Wire.readUnsigned(in),
              (int) Wire.readUnsigned(in),
              (int) Wire.readUnsigned(in));
      readGains(cohort, place, in);
    }
    return cohort;
  }

  private static void readGains(Cohort cohort, int place, DataInputView in) throws IOException {
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      long rank = Wire.readUnsigned(in);
      cohort.click(place, rank >>> 1, (rank & 1) == 0 ? 1 : in.readDouble());
    }
  }

  @Override
  public TypeSerializerSnapshot<Cohort> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of the format in a savepoint. */
  public static final class Snapshot extends PackedRowSnapshot<Cohort> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
