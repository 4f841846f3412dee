package io.sluice.devicealert.dispatch;

import io.sluice.common.serde.Wire;
import io.sluice.common.state.PackedRowSerializer;
import io.sluice.common.state.PackedRowSnapshot;
import io.sluice.devicealert.dispatch.HeldAlert.Progress;
import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.event.WorkOrderState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Packs a device's row. */
public final class DispatchRowSerializer extends PackedRowSerializer<DispatchRow> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  private static final Severity[] SEVERITIES = Severity.values();
  private static final DeviceKnown[] KNOWN = DeviceKnown.values();
  private static final Progress[] PROGRESS = Progress.values();
  private static final WorkOrderState[] STATES = WorkOrderState.values();

  public DispatchRowSerializer() {
    super(DispatchRow.class);
  }

  /** What a savepoint keeps of it. */
  public static final class Snapshot extends PackedRowSnapshot<DispatchRow> {
    public Snapshot() {
      super(DispatchRowSerializer::new);
    }
  }

  @Override
  public TypeSerializerSnapshot<DispatchRow> snapshotConfiguration() {
    return new Snapshot();
  }

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  public DispatchRow createInstance() {
    return new DispatchRow();
  }

  @Override
  public DispatchRow copy(DispatchRow row) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(512);
      serialize(row, out);
      return deserialize(new DataInputDeserializer(out.wrapAsByteBuffer()));
    } catch (IOException e) {
      throw new IllegalStateException("Copying within memory failed", e);
    }
  }

  @Override
  protected void write(DispatchRow row, DataOutputView out) throws IOException {
    out.writeLong(row.clock);
    out.writeBoolean(row.overdue);
    out.writeLong(row.heardTs);
    out.writeLong(row.heardAt);
    out.writeLong(row.wallTimer);
    Wire.writeUnsigned(row.alerts.size(), out);
    for (HeldAlert alert : row.alerts) {
      writeAlert(alert, out);
    }
    Wire.writeUnsigned(row.orders.entries().size(), out);
    for (WorkOrders.Entry entry : row.orders.entries()) {
      Wire.writeText(entry.alertId(), out);
      out.writeLong(entry.ts());
      out.writeByte(entry.state().ordinal());
    }
    ActionBookSerializer.write(row.actions, out);
    Wire.writeUnsigned(row.latches.size(), out);
    for (ChatterLatch latch : row.latches) {
      writeLatch(latch, out);
    }
  }

  @Override
  protected DispatchRow read(int version, DataInputView in) throws IOException {
    DispatchRow row = new DispatchRow();
    row.clock = in.readLong();
    row.overdue = in.readBoolean();
    row.heardTs = in.readLong();
    row.heardAt = in.readLong();
    row.wallTimer = in.readLong();
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      row.alerts.add(readAlert(in));
    }
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      row.orders.add(
          new WorkOrders.Entry(Wire.readText(in), in.readLong(), STATES[in.readUnsignedByte()]));
    }
    ActionBookSerializer.readInto(row.actions, in);
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      readLatch(row.latch(Wire.readText(in)), in);
    }
    return row;
  }

  private static void writeAlert(HeldAlert alert, DataOutputView out) throws IOException {
    Wire.writeText(alert.alertId, out);
    Wire.writeText(alert.deviceId, out);
    Wire.writeText(alert.ruleId, out);
    out.writeLong(alert.ruleVersion);
    Wire.writeText(alert.alertType, out);
    out.writeByte(alert.severity.ordinal());
    out.writeInt(alert.priority);
    out.writeLong(alert.hold);
    writeTexts(alert.overrides, out);
    out.writeLong(alert.openedAt);
    out.writeLong(alert.faultTime);
    writeTexts(alert.evidence, out);
    Wire.writeText(alert.site, out);
    Wire.writeText(alert.level, out);
    Wire.writeText(alert.sla, out);
    out.writeByte(alert.deviceKnown.ordinal());
    writeProgress(alert, out);
  }

  private static void writeProgress(HeldAlert alert, DataOutputView out) throws IOException {
    Wire.writeUnsigned(alert.revision, out);
    out.writeBoolean(alert.raised);
    out.writeBoolean(alert.neverWas);
    out.writeLong(alert.revokedAt);
    out.writeLong(alert.closedAt);
    out.writeBoolean(alert.counted);
    out.writeBoolean(alert.absorbed);
    Wire.writeText(alert.revokeReason, out);
    Wire.writeText(alert.revokedBy, out);
    out.writeByte(alert.progress.ordinal());
    out.writeBoolean(alert.decided);
    writeTexts(alert.causes, out);
    out.writeLong(alert.sentAt);
    Wire.writeUnsigned(alert.timesSent, out);
    out.writeLong(alert.overAt);
    out.writeBoolean(alert.acknowledged);
    Wire.writeUnsigned(alert.reminders, out);
    Wire.writeUnsigned(alert.explained, out);
  }

  private static HeldAlert readAlert(DataInputView in) throws IOException {
    HeldAlert alert = new HeldAlert();
    alert.alertId = Wire.readText(in);
    alert.deviceId = Wire.readText(in);
    alert.ruleId = Wire.readText(in);
    alert.ruleVersion = in.readLong();
    alert.alertType = Wire.readText(in);
    alert.severity = SEVERITIES[in.readUnsignedByte()];
    alert.priority = in.readInt();
    alert.hold = in.readLong();
    alert.overrides = readTexts(in);
    alert.openedAt = in.readLong();
    alert.faultTime = in.readLong();
    alert.evidence = readTexts(in);
    alert.site = Wire.readText(in);
    alert.level = Wire.readText(in);
    alert.sla = Wire.readText(in);
    alert.deviceKnown = KNOWN[in.readUnsignedByte()];
    readProgress(alert, in);
    return alert;
  }

  private static void readProgress(HeldAlert alert, DataInputView in) throws IOException {
    alert.revision = (int) Wire.readUnsigned(in);
    alert.raised = in.readBoolean();
    alert.neverWas = in.readBoolean();
    alert.revokedAt = in.readLong();
    alert.closedAt = in.readLong();
    alert.counted = in.readBoolean();
    alert.absorbed = in.readBoolean();
    alert.revokeReason = Wire.readText(in);
    alert.revokedBy = Wire.readText(in);
    alert.progress = PROGRESS[in.readUnsignedByte()];
    alert.decided = in.readBoolean();
    alert.causes = readTexts(in);
    alert.sentAt = in.readLong();
    alert.timesSent = (int) Wire.readUnsigned(in);
    alert.overAt = in.readLong();
    alert.acknowledged = in.readBoolean();
    alert.reminders = (int) Wire.readUnsigned(in);
    alert.explained = (int) Wire.readUnsigned(in);
  }

  private static void writeLatch(ChatterLatch latch, DataOutputView out) throws IOException {
    Wire.writeText(latch.ruleId, out);
    Wire.writeText(latch.latched, out);
    Wire.writeText(latch.last, out);
    Wire.writeUnsigned(latch.openings.size(), out);
    for (long opening : latch.openings) {
      out.writeLong(opening);
    }
  }

  private static void readLatch(ChatterLatch latch, DataInputView in) throws IOException {
    latch.latched = Wire.readText(in);
    latch.last = Wire.readText(in);
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      latch.openings.add(in.readLong());
    }
  }

  private static void writeTexts(List<String> texts, DataOutputView out) throws IOException {
    Wire.writeUnsigned(texts.size(), out);
    for (String text : texts) {
      Wire.writeText(text, out);
    }
  }

  private static List<String> readTexts(DataInputView in) throws IOException {
    int size = (int) Wire.readUnsigned(in);
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(Wire.readText(in));
    }
    return texts;
  }
}
