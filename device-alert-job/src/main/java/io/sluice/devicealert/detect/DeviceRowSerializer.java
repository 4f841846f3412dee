package io.sluice.devicealert.detect;

import io.sluice.common.serde.Wire;
import io.sluice.common.state.PackedRowSerializer;
import io.sluice.common.state.PackedRowSnapshot;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.event.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A device's row in state: times as distances to the clock, names of enums by number, which are
 * therefore never put into another order.
 */
public final class DeviceRowSerializer extends PackedRowSerializer<DeviceRow> {
  public static final DeviceRowSerializer INSTANCE = new DeviceRowSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 2;

  /** Rows of the first format did not say what they had told. */
  private static final int WITH_TOLD = 2;

  private static final int ROOM = 1024;

  public DeviceRowSerializer() {
    super(DeviceRow.class);
  }

  /** The version of the format in a savepoint. */
  public static final class Snapshot extends PackedRowSnapshot<DeviceRow> {
    public Snapshot() {
      super(DeviceRowSerializer::new);
    }
  }

  @Override
  public TypeSerializerSnapshot<DeviceRow> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  public DeviceRow createInstance() {
    return new DeviceRow();
  }

  @Override
  public TypeSerializer<DeviceRow> duplicate() {
    return this;
  }

  @Override
  public DeviceRow copy(DeviceRow from) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(ROOM);
      write(from, out);
      return read(VERSION, new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new IllegalStateException("Copying in memory failed", e);
    }
  }

  @Override
  protected void write(DeviceRow row, DataOutputView out) throws IOException {
    out.writeLong(row.clock);
    writeTime(row.passed, row.clock, out);
    writeTime(row.nextDeadline, row.clock, out);
    writeTime(row.timer, row.clock, out);
    writeTime(row.blindUntil, row.clock, out);
    writePosition(row.firstSight, row.clock, out);
    out.writeBoolean(row.configured);
    Wire.writeText(row.level, out);
    Wire.writeText(row.model, out);
    Wire.writeText(row.version, out);
    writeLog(row, out);
    Wire.writeUnsigned(row.episodes.size(), out);
    for (Episode episode : row.episodes) {
      writeEpisode(episode, row.clock, out);
    }
    Wire.writeUnsigned(row.told.length, out);
    for (int hash : row.told) {
      out.writeInt(hash);
    }
  }

  private static void writeLog(DeviceRow row, DataOutputView out) throws IOException {
    DeviceLog log = row.log;
    Wire.writeUnsigned(log.size(), out);
    long before = row.clock;
    for (int at = 0; at < log.size(); at++) {
      writeSigned(log.ts(at) - before, out);
      before = log.ts(at);
      writeSigned(log.seq(at), out);
      Wire.writeText(log.id(at), out);
      out.writeByte(log.type(at).ordinal());
      Wire.writeText(log.code(at), out);
    }
  }

  private static void writeEpisode(Episode episode, long clock, DataOutputView out)
      throws IOException {
    Wire.writeText(episode.alertId, out);
    Wire.writeText(episode.ruleId, out);
    Wire.writeUnsigned(episode.ruleVersion, out);
    Wire.writeText(episode.alertType, out);
    out.writeByte(episode.severity.ordinal());
    writeSigned(episode.priority, out);
    Wire.writeUnsigned(episode.hold, out);
    Wire.writeUnsigned(episode.overrides.size(), out);
    for (String override : episode.overrides) {
      Wire.writeText(override, out);
    }
    writePosition(episode.opened, clock, out);
    writeSigned(episode.faultTime - clock, out);
    writePosition(episode.closed, clock, out);
    Wire.writeText(episode.closedBecause, out);
    Wire.writeText(episode.closedBy, out);
    out.writeBoolean(episode.gone);
    Wire.writeUnsigned(episode.revision, out);
  }

  @Override
  protected DeviceRow read(int version, DataInputView in) throws IOException {
    DeviceRow row = new DeviceRow();
    row.clock = in.readLong();
    row.passed = readTime(row.clock, in);
    row.nextDeadline = readTime(row.clock, in);
    row.timer = readTime(row.clock, in);
    row.blindUntil = readTime(row.clock, in);
    row.firstSight = readPosition(row.clock, in);
    row.configured = in.readBoolean();
    row.level = Wire.readText(in);
    row.model = Wire.readText(in);
    row.version = Wire.readText(in);
    readLog(row, in);
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      row.episodes.add(readEpisode(row.clock, in));
    }
    if (version >= WITH_TOLD) {
      row.told = new int[(int) Wire.readUnsigned(in)];
      for (int each = 0; each < row.told.length; each++) {
        row.told[each] = in.readInt();
      }
    }
    return row;
  }

  private static void readLog(DeviceRow row, DataInputView in) throws IOException {
    EventType[] types = EventType.values();
    long before = row.clock;
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      before += readSigned(in);
      Position position = new Position(before, readSigned(in), Wire.readText(in));
      EventType type = types[in.readByte()];
      row.log.insert(position, type, Wire.readText(in), null);
    }
  }

  private static Episode readEpisode(long clock, DataInputView in) throws IOException {
    Episode episode = new Episode();
    episode.alertId = Wire.readText(in);
    episode.ruleId = Wire.readText(in);
    episode.ruleVersion = Wire.readUnsigned(in);
    episode.alertType = Wire.readText(in);
    episode.severity = Severity.values()[in.readByte()];
    episode.priority = (int) readSigned(in);
    episode.hold = Wire.readUnsigned(in);
    List<String> overrides = new ArrayList<>();
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      overrides.add(Wire.readText(in));
    }
    episode.overrides = List.copyOf(overrides);
    episode.opened = readPosition(clock, in);
    episode.faultTime = clock + readSigned(in);
    episode.closed = readPosition(clock, in);
    episode.closedBecause = Wire.readText(in);
    episode.closedBy = Wire.readText(in);
    episode.gone = in.readBoolean();
    episode.revision = (int) Wire.readUnsigned(in);
    return episode;
  }

  /** Null as a missing id. */
  private static void writePosition(Position position, long clock, DataOutputView out)
      throws IOException {
    Wire.writeText(position == null ? null : position.eventId(), out);
    if (position != null) {
      writeSigned(position.ts() - clock, out);
      writeSigned(position.seq(), out);
    }
  }

  private static Position readPosition(long clock, DataInputView in) throws IOException {
    String id = Wire.readText(in);
    return id == null ? null : new Position(clock + readSigned(in), readSigned(in), id);
  }

  /** The two ends of time lie too far off for a distance, and wrap around to themselves. */
  private static void writeTime(long time, long clock, DataOutputView out) throws IOException {
    writeSigned(time - clock, out);
  }

  private static long readTime(long clock, DataInputView in) throws IOException {
    return clock + readSigned(in);
  }

  private static void writeSigned(long value, DataOutputView out) throws IOException {
    Wire.writeUnsigned((value << 1) ^ (value >> 63), out);
  }

  private static long readSigned(DataInputView in) throws IOException {
    long value = Wire.readUnsigned(in);
    return (value >>> 1) ^ -(value & 1);
  }
}
