package io.sluice.common.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A row as jobs have them: packed, changed in place, in its second format. */
final class Tally {
  /** What the first format knew. */
  long count;

  long sum;

  /** Since the second format; rows of the first do not know. */
  long largest = Long.MIN_VALUE;

  Tally add(long amount) {
    count++;
    sum += amount;
    largest = Math.max(largest, amount);
    return this;
  }

  Tally set(long amount) {
    count = 1;
    sum = amount;
    largest = amount;
    return this;
  }

  Tally copy() {
    Tally copy = new Tally();
    copy.count = count;
    copy.sum = sum;
    copy.largest = largest;
    return copy;
  }

  @Override
  public String toString() {
    return count + "×" + sum + "≤" + largest;
  }

  /** Writes either format, so that a test can be the release before. */
  static final class Serializer extends PackedRowSerializer<Tally> {
    private static final long serialVersionUID = 1L;
    static final int LATEST = 2;

    private final int version;

    Serializer() {
      this(LATEST);
    }

    Serializer(int version) {
      super(Tally.class);
      this.version = version;
    }

    @Override
    protected int version() {
      return version;
    }

    @Override
    protected void write(Tally tally, DataOutputView out) throws IOException {
      out.writeLong(tally.count);
      out.writeLong(tally.sum);
      if (version > 1) {
        out.writeLong(tally.largest);
      }
    }

    @Override
    protected Tally read(int writtenBy, DataInputView in) throws IOException {
      Tally tally = new Tally();
      tally.count = in.readLong();
      tally.sum = in.readLong();
      tally.largest = writtenBy > 1 ? in.readLong() : Long.MIN_VALUE;
      return tally;
    }

    @Override
    public Tally createInstance() {
      return new Tally();
    }

    @Override
    public Tally copy(Tally from) {
      return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<Tally> snapshotConfiguration() {
      return version == LATEST ? new Snapshot() : new Snapshot(version);
    }
  }

  /** The snapshot of {@link Serializer}. */
  public static final class Snapshot extends PackedRowSnapshot<Tally> {
    public Snapshot() {
      this(Serializer.LATEST);
    }

    Snapshot(int version) {
      super(() -> new Serializer(version));
    }
  }
}
