package io.sluice.loganalytics.event;

import io.sluice.common.reject.RejectedOnWire;
import io.sluice.common.serde.HandWrittenSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link ParsedLine} for the network; it never lies in state. */
public final class ParsedLineSerializer extends HandWrittenSerializer<ParsedLine> {
  public static final ParsedLineSerializer INSTANCE = new ParsedLineSerializer();
  private static final long serialVersionUID = 1L;

  private ParsedLineSerializer() {
    super(ParsedLine.class);
  }

  @Override
  public ParsedLine createInstance() {
    return new ParsedLine();
  }

  @Override
  public ParsedLine copy(ParsedLine from) {
    ParsedLine copy = new ParsedLine();
    copy.request =
        from.request == null ? null : AccessRequestSerializer.INSTANCE.copy(from.request);
    copy.rejected = from.rejected;
    copy.pendingFrom = from.pendingFrom;
    copy.setProgress(from.progress());
    return copy;
  }

  @Override
  public void serialize(ParsedLine line, DataOutputView out) throws IOException {
    out.writeLong(line.pendingFrom);
    out.writeLong(line.progress());
    out.writeBoolean(line.request != null);
    if (line.request != null) {
      AccessRequestSerializer.INSTANCE.serialize(line.request, out);
    } else {
      RejectedOnWire.write(line.rejected, out);
    }
  }

  @Override
  public ParsedLine deserialize(DataInputView in) throws IOException {
    ParsedLine line = new ParsedLine();
    line.pendingFrom = in.readLong();
    long progress = in.readLong();
    if (in.readBoolean()) {
      line.request = AccessRequestSerializer.INSTANCE.deserialize(in);
    } else {
      line.rejected = RejectedOnWire.read(in);
    }
    line.setProgress(progress);
    return line;
  }

  @Override
  public TypeSerializerSnapshot<ParsedLine> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ParsedLine> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
