package io.sluice.loganalytics.ranking;

import io.sluice.common.serde.Wire;
import io.sluice.common.source.RecordOrigin;
import io.sluice.common.state.PackedRowSerializer;
import io.sluice.common.state.PackedRowSnapshot;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link SearchEvent} for the network and for what waits in state. */
public final class SearchEventSerializer extends PackedRowSerializer<SearchEvent> {
  public static final SearchEventSerializer INSTANCE = new SearchEventSerializer();
  private static final long serialVersionUID = 1L;
  private static final int SEARCH = 0;
  private static final int CLICK = 1;

  /** A click that is worth what nearly all are. */
  private static final int PLAIN_CLICK = 2;

  private SearchEventSerializer() {
    super(SearchEvent.class);
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public SearchEvent createInstance() {
    return new SearchEvent();
  }

  @Override
  public SearchEvent copy(SearchEvent from) {
    return from;
  }

  @Override
  protected void write(SearchEvent event, DataOutputView out) throws IOException {
    int kind = !event.click ? SEARCH : event.gain == 1 ? PLAIN_CLICK : CLICK;
    out.writeByte(kind);
    Wire.writeText(event.searchId, out);
    Wire.writeUnsigned(event.ts, out);
    if (kind == SEARCH) {
      Wire.writeText(event.region, out);
      Wire.writeText(event.city, out);
      Wire.writeText(event.channel, out);
      Wire.writeText(event.term, out);
    } else {
      Wire.writeUnsigned(event.rank, out);
    }
    if (kind == CLICK) {
      out.writeDouble(event.gain);
    }
    Wire.writeText(event.origin.topic(), out);
    Wire.writeUnsigned(event.origin.partition(), out);
    Wire.writeUnsigned(event.origin.offset(), out);
    Wire.writeUnsigned(event.origin.redrives(), out);
  }

  @Override
  protected SearchEvent read(int version, DataInputView in) throws IOException {
    SearchEvent event = new SearchEvent();
    int kind = in.readByte();
    event.click = kind != SEARCH;
    event.searchId = Wire.readText(in);
    event.ts = Wire.readUnsigned(in);
    if (kind == SEARCH) {
      event.region = Wire.readText(in);
      event.city = Wire.readText(in);
      event.channel = Wire.readText(in);
      event.term = Wire.readText(in);
    } else {
      event.rank = Wire.readUnsigned(in);
      event.gain = kind == CLICK ? in.readDouble() : 1;
    }
    event.origin =
        new RecordOrigin(
            Wire.readText(in),
            (int) Wire.readUnsigned(in),
            Wire.readUnsigned(in),
            (int) Wire.readUnsigned(in));
    return event;
  }

  @Override
  public TypeSerializerSnapshot<SearchEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The version of the format in a savepoint. */
  public static final class Snapshot extends PackedRowSnapshot<SearchEvent> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
