package io.sluice.loganalytics.event;

import io.sluice.common.reject.Rejected;
import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.Wire;
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
      writeRejected(line.rejected, out);
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
      line.rejected = readRejected(in);
    }
    line.setProgress(progress);
    return line;
  }

  private static void writeRejected(Rejected rejected, DataOutputView out) throws IOException {
    Wire.writeText(rejected.stage(), out);
    Wire.writeText(rejected.reason(), out);
    Wire.writeText(rejected.message(), out);
    Wire.writeText(rejected.topic(), out);
    out.writeInt(rejected.partition());
    out.writeLong(rejected.offset());
    out.writeLong(rejected.arrival());
    Wire.writeText(rejected.exceptionClass(), out);
    Wire.writeBytes(rejected.payload(), out);
    out.writeInt(rejected.redrives());
  }

  private static Rejected readRejected(DataInputView in) throws IOException {
    return new Rejected(
        Wire.readText(in),
        Wire.readText(in),
        Wire.readText(in),
        Wire.readText(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        Wire.readText(in),
        Wire.readBytes(in),
        in.readInt());
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
