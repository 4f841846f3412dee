package io.sluice.loganalytics.event;

import io.sluice.common.geo.Place;
import io.sluice.common.serde.HandWrittenSerializer;
import io.sluice.common.serde.Wire;
import io.sluice.common.source.RecordOrigin;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes an {@link AccessRequest} for the network; it never lies in state. */
public final class AccessRequestSerializer extends HandWrittenSerializer<AccessRequest> {
  public static final AccessRequestSerializer INSTANCE = new AccessRequestSerializer();
  private static final long serialVersionUID = 1L;

  private AccessRequestSerializer() {
    super(AccessRequest.class);
  }

  @Override
  public AccessRequest createInstance() {
    return new AccessRequest();
  }

  @Override
  public AccessRequest copy(AccessRequest from) {
    AccessRequest copy = new AccessRequest();
    copy.buffer = from.buffer.clone();
    System.arraycopy(from.from, 0, copy.from, 0, from.from.length);
    System.arraycopy(from.to, 0, copy.to, 0, from.to.length);
    copy.topic = from.topic;
    copy.partition = from.partition;
    copy.offset = from.offset;
    copy.origin = from.origin;
    copy.progress = from.progress;
    copy.arrival = from.arrival;
    copy.timestamp = from.timestamp;
    copy.status = from.status;
    copy.bodyBytes = from.bodyBytes;
    copy.durationMicros = from.durationMicros;
    copy.addressHigh = from.addressHigh;
    copy.addressLow = from.addressLow;
    copy.shownAddressBits = from.shownAddressBits;
    copy.lineLength = from.lineLength;
    copy.labels = from.labels == null ? null : new LinkedHashMap<>(from.labels);
    copy.late = from.late;
    copy.future = from.future;
    copy.place = from.place;
    copy.agent = from.agent;
    copy.customer = from.customer;
    return copy;
  }

  @Override
  public void serialize(AccessRequest request, DataOutputView out) throws IOException {
    Wire.writeBytes(request.buffer, out);
    for (int field = 0; field < AccessRequest.FIELDS; field++) {
      Wire.writeUnsigned(request.from[field] + 1L, out);
      Wire.writeUnsigned(request.to[field] + 1L, out);
    }
    Wire.writeText(request.topic, out);
    out.writeInt(request.partition);
    out.writeLong(request.offset);
    writeOrigin(request.origin, out);
    out.writeLong(request.progress);
    out.writeLong(request.arrival);
    out.writeLong(request.timestamp);
    out.writeInt(request.status);
    out.writeLong(request.bodyBytes);
    out.writeLong(request.durationMicros);
    out.writeLong(request.addressHigh);
    out.writeLong(request.addressLow);
    out.writeByte(request.shownAddressBits);
    Wire.writeUnsigned(request.lineLength, out);
    writeLabels(request.labels, out);
    out.writeBoolean(request.late);
    out.writeBoolean(request.future);
    writePlace(request.place, out);
    writeAgent(request.agent, out);
    writeCustomer(request.customer, out);
  }

  @Override
  public AccessRequest deserialize(DataInputView in) throws IOException {
    AccessRequest request = new AccessRequest();
    request.buffer = Wire.readBytes(in);
    for (int field = 0; field < AccessRequest.FIELDS; field++) {
      request.from[field] = (int) Wire.readUnsigned(in) - 1;
      request.to[field] = (int) Wire.readUnsigned(in) - 1;
    }
    request.topic = Wire.readText(in);
    request.partition = in.readInt();
    request.offset = in.readLong();
    request.origin = readOrigin(in);
    request.progress = in.readLong();
    request.arrival = in.readLong();
    request.timestamp = in.readLong();
    request.status = in.readInt();
    request.bodyBytes = in.readLong();
    request.durationMicros = in.readLong();
    request.addressHigh = in.readLong();
    request.addressLow = in.readLong();
    request.shownAddressBits = in.readUnsignedByte();
    request.lineLength = (int) Wire.readUnsigned(in);
    request.labels = readLabels(in);
    request.late = in.readBoolean();
    request.future = in.readBoolean();
    request.place = readPlace(in);
    request.agent = readAgent(in);
    request.customer = readCustomer(in);
    return request;
  }

  private static void writeOrigin(RecordOrigin origin, DataOutputView out) throws IOException {
    out.writeBoolean(origin != null);
    if (origin != null) {
      Wire.writeText(origin.topic(), out);
      out.writeInt(origin.partition());
      out.writeLong(origin.offset());
      out.writeInt(origin.redrives());
    }
  }

  private static RecordOrigin readOrigin(DataInputView in) throws IOException {
    return in.readBoolean()
        ? new RecordOrigin(Wire.readText(in), in.readInt(), in.readLong(), in.readInt())
        : null;
  }

  private static void writeLabels(Map<String, String> labels, DataOutputView out)
      throws IOException {
    Wire.writeUnsigned(labels == null ? 0 : labels.size() + 1L, out);
    if (labels != null) {
      for (Map.Entry<String, String> label : labels.entrySet()) {
        Wire.writeText(label.getKey(), out);
        Wire.writeText(label.getValue(), out);
      }
    }
  }

  private static Map<String, String> readLabels(DataInputView in) throws IOException {
    long left = Wire.readUnsigned(in) - 1;
    if (left < 0) {
      return null;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (; left > 0; left--) {
      labels.put(Wire.readText(in), Wire.readText(in));
    }
    return labels;
  }

  private static void writePlace(Place place, DataOutputView out) throws IOException {
    out.writeByte(place == null ? -1 : place.status().ordinal());
    if (place == null) {
      return;
    }
    Wire.writeText(place.countryIsoCode(), out);
    Wire.writeText(place.regionIsoCode(), out);
    Wire.writeText(place.cityName(), out);
    out.writeDouble(place.latitude());
    out.writeDouble(place.longitude());
    out.writeLong(place.asNumber());
    Wire.writeText(place.asOrganization(), out);
  }

  private static Place readPlace(DataInputView in) throws IOException {
    int status = in.readByte();
    return status < 0
        ? null
        : new Place(
            Place.Status.values()[status],
            Wire.readText(in),
            Wire.readText(in),
            Wire.readText(in),
            in.readDouble(),
            in.readDouble(),
            in.readLong(),
            Wire.readText(in));
  }

  private static void writeAgent(Agent agent, DataOutputView out) throws IOException {
    out.writeByte(agent == null ? -1 : agent.kind().ordinal());
    if (agent == null) {
      return;
    }
    Wire.writeText(agent.name(), out);
    Wire.writeText(agent.version(), out);
    Wire.writeText(agent.osName(), out);
    Wire.writeText(agent.osVersion(), out);
    Wire.writeText(agent.deviceName(), out);
  }

  private static Agent readAgent(DataInputView in) throws IOException {
    int kind = in.readByte();
    return kind < 0
        ? null
        : new Agent(
            Agent.Kind.values()[kind],
            Wire.readText(in),
            Wire.readText(in),
            Wire.readText(in),
            Wire.readText(in),
            Wire.readText(in));
  }

  private static void writeCustomer(Customer customer, DataOutputView out) throws IOException {
    out.writeBoolean(customer != null);
    if (customer != null) {
      Wire.writeText(customer.name(), out);
      Wire.writeText(customer.tier(), out);
    }
  }

  private static Customer readCustomer(DataInputView in) throws IOException {
    return in.readBoolean() ? new Customer(Wire.readText(in), Wire.readText(in)) : null;
  }

  @Override
  public TypeSerializerSnapshot<AccessRequest> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AccessRequest> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
