package io.sluice.loganalytics.ranking;

import io.sluice.common.serde.Wire;
import io.sluice.common.state.PackedRowSerializer;
import io.sluice.common.state.PackedRowSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is known of a bucket beside its cohorts. */
final class Bucket {
  static final long NO_TIMER = Long.MAX_VALUE;

  /** Events whose time has not come, in the order of their arrival. */
  final List<SearchEvent> early = new ArrayList<>();

  /** Clicks whose search has not come, in event time. */
  final List<SearchEvent> waiting = new ArrayList<>();

  /** The cohorts there are, by their slots, the oldest first; fired ones too. */
  final List<Long> slots = new ArrayList<>();

  /** Of these, as many from the oldest on have fired. */
  int fired;

  /** The next timer that is set. */
  long timer = NO_TIMER;

  boolean isEmpty() {
    return early.isEmpty() && waiting.isEmpty() && slots.isEmpty();
  }

  /** Writes a bucket into state. */
  public static final class Serializer extends PackedRowSerializer<Bucket> {
    public static final Serializer INSTANCE = new Serializer();
    private static final long serialVersionUID = 1L;

    private Serializer() {
      super(Bucket.class);
    }

    @Override
    protected int version() {
      return 1;
    }

    @Override
    public Bucket createInstance() {
      return new Bucket();
    }

    /** Events are never changed, so that copies may share them. */
    @Override
    public Bucket copy(Bucket from) {
      Bucket copy = new Bucket();
      copy.early.addAll(from.early);
      copy.waiting.addAll(from.waiting);
      copy.slots.addAll(from.slots);
      copy.fired = from.fired;
      copy.timer = from.timer;
      return copy;
    }

    @Override
    protected void write(Bucket bucket, DataOutputView out) throws IOException {
      writeEvents(bucket.early, out);
      writeEvents(bucket.waiting, out);
      Wire.writeUnsigned(bucket.slots.size(), out);
      for (long slot : bucket.slots) {
        out.writeLong(slot);
      }
      Wire.writeUnsigned(bucket.fired, out);
      out.writeLong(bucket.timer);
    }

    private static void writeEvents(List<SearchEvent> events, DataOutputView out)
        throws IOException {
      Wire.writeUnsigned(events.size(), out);
      for (SearchEvent event : events) {
        SearchEventSerializer.INSTANCE.serialize(event, out);
      }
    }

    @Override
    protected Bucket read(int version, DataInputView in) throws IOException {
      Bucket bucket = new Bucket();
      readEvents(bucket.early, in);
      readEvents(bucket.waiting, in);
      for (long left = Wire.readUnsigned(in); left > 0; left--) {
        bucket.slots.add(in.readLong());
      }
      bucket.fired = (int) Wire.readUnsigned(in);
      bucket.timer = in.readLong();
      return bucket;
    }

    private static void readEvents(List<SearchEvent> events, DataInputView in) throws IOException {
      for (long left = Wire.readUnsigned(in); left > 0; left--) {
        events.add(SearchEventSerializer.INSTANCE.deserialize(in));
      }
    }

    @Override
    public TypeSerializerSnapshot<Bucket> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** The version of the format in a savepoint. */
  public static final class Snapshot extends PackedRowSnapshot<Bucket> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
