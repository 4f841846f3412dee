package io.sluice.common.reject;

import io.sluice.common.serde.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link Rejected} for the network; the format never lies in state. */
public final class RejectedOnWire {
  private RejectedOnWire() {}

  public static void write(Rejected rejected, DataOutputView out) throws IOException {
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

  public static Rejected read(DataInputView in) throws IOException {
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
}
