package io.sluice.devicealert.event;

import io.sluice.common.reject.RejectedOnWire;
import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.HandWrittenType;
import io.sluice.common.serde.Wire;
import io.sluice.common.time.EventTimed;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link DeviceEvent}, packed: for the network, and for the state of operators that are
 * not ours, such as those of flink-cep. Begins with the version of the format; a new one goes on
 * reading what the lower ones wrote.
 */
public final class DeviceEventSerializer extends HandWrittenSerializer<DeviceEvent> {
  public static final DeviceEventSerializer INSTANCE = new DeviceEventSerializer();
  private static final long serialVersionUID = 1L;

  private static final int VERSION = 1;
  private static final EventType[] TYPES = EventType.values();

  private static final int LATE = 1;
  private static final int FUTURE = 1 << 1;
  private static final int PENDING = 1 << 2;
  private static final int CODE = 1 << 3;
  private static final int SEQUENCE = 1 << 4;
  private static final int CONFIGURED = 1 << 5;
  private static final int DESCRIBED = 1 << 6;
  private static final int ATTRIBUTES = 1 << 7;
  private static final int REJECTED = 1 << 8;
  private static final int PROGRESS = 1 << 9;

  private DeviceEventSerializer() {
    super(DeviceEvent.class);
  }

  /** Gives {@link DeviceEvent} this serializer. */
  public static final class Types extends TypeInfoFactory<DeviceEvent> {
    @Override
    public TypeInformation<DeviceEvent> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new HandWrittenType<>(INSTANCE);
    }
  }

  @Override
  public DeviceEvent createInstance() {
    return new DeviceEvent();
  }

  @Override
  public DeviceEvent copy(DeviceEvent from) {
    DeviceEvent copy = new DeviceEvent();
    copy.topic = from.topic;
    copy.partition = from.partition;
    copy.offset = from.offset;
    copy.arrival = from.arrival;
    copy.ts = from.ts;
    copy.late = from.late;
    copy.future = from.future;
    copy.pendingFrom = from.pendingFrom;
    copy.progress = from.progress;
    copy.rejected = from.rejected;
    copy.eventId = from.eventId;
    copy.deviceId = from.deviceId;
    copy.type = from.type;
    copy.code = from.code;
    copy.seq = from.seq;
    copy.configured = from.configured;
    copy.described = from.described;
    copy.level = from.level;
    copy.model = from.model;
    copy.version = from.version;
    return copy;
  }

  @Override
  public void serialize(DeviceEvent event, DataOutputView out) throws IOException {
    int flags = flags(event);
    out.writeByte(VERSION);
    out.writeShort(flags);
    Wire.writeText(event.topic, out);
    Wire.writeUnsigned(event.partition, out);
    out.writeLong(event.offset);
    out.writeLong(event.arrival);
    if ((flags & PENDING) != 0) {
      out.writeLong(event.pendingFrom);
    }
    if ((flags & PROGRESS) != 0) {
      out.writeLong(event.progress);
    }
    if ((flags & REJECTED) != 0) {
      RejectedOnWire.write(event.rejected, out);
    } else {
      writeUnderstood(event, flags, out);
    }
  }

  private static int flags(DeviceEvent event) {
    boolean attributes = event.level != null || event.model != null || event.version != null;
    return (event.late ? LATE : 0)
        | (event.future ? FUTURE : 0)
        | (event.pendingFrom != Long.MAX_VALUE ? PENDING : 0)
        | (event.code != null ? CODE : 0)
        | (event.seq != 0 ? SEQUENCE : 0)
        | (event.configured ? CONFIGURED : 0)
        | (event.described ? DESCRIBED : 0)
        | (attributes ? ATTRIBUTES : 0)
        | (event.rejected != null ? REJECTED : 0)
        | (event.progress != EventTimed.NO_TIMESTAMP ? PROGRESS : 0);
  }

  private static void writeUnderstood(DeviceEvent event, int flags, DataOutputView out)
      throws IOException {
    out.writeLong(event.ts);
    Wire.writeText(event.eventId, out);
    Wire.writeText(event.deviceId, out);
    out.writeByte(event.type.ordinal());
    if ((flags & CODE) != 0) {
      Wire.writeText(event.code, out);
    }
    if ((flags & SEQUENCE) != 0) {
      out.writeLong(event.seq);
    }
    if ((flags & ATTRIBUTES) != 0) {
      Wire.writeText(event.level, out);
      Wire.writeText(event.model, out);
      Wire.writeText(event.version, out);
    }
  }

  @Override
  public DeviceEvent deserialize(DataInputView in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("A device event has format " + version + ", and this version reads 1");
    }
    DeviceEvent event = new DeviceEvent();
    int flags = in.readUnsignedShort();
    event.late = (flags & LATE) != 0;
    event.future = (flags & FUTURE) != 0;
    event.configured = (flags & CONFIGURED) != 0;
    event.described = (flags & DESCRIBED) != 0;
    event.topic = Wire.readText(in);
    event.partition = (int) Wire.readUnsigned(in);
    event.offset = in.readLong();
    event.arrival = in.readLong();
    if ((flags & PENDING) != 0) {
      event.pendingFrom = in.readLong();
    }
    if ((flags & PROGRESS) != 0) {
      event.progress = in.readLong();
    }
    if ((flags & REJECTED) != 0) {
      event.rejected = RejectedOnWire.read(in);
    } else {
      readUnderstood(event, flags, in);
    }
    return event;
  }

  private static void readUnderstood(DeviceEvent event, int flags, DataInputView in)
      throws IOException {
    event.ts = in.readLong();
    event.eventId = Wire.readText(in);
    event.deviceId = Wire.readText(in);
    event.type = TYPES[in.readByte()];
    event.code = (flags & CODE) != 0 ? Wire.readText(in) : null;
    event.seq = (flags & SEQUENCE) != 0 ? in.readLong() : 0;
    if ((flags & ATTRIBUTES) != 0) {
      event.level = Wire.readText(in);
      event.model = Wire.readText(in);
      event.version = Wire.readText(in);
    }
  }

  @Override
  public TypeSerializerSnapshot<DeviceEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeviceEvent> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
