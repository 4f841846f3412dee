package io.sluice.devicealert.dispatch;

import io.sluice.common.serde.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How an {@link ActionBook} lies within a packed row. */
final class ActionBookSerializer {
  private static final ActionBook.Act[] ACTS = ActionBook.Act.values();

  private ActionBookSerializer() {}

  static void write(ActionBook book, DataOutputView out) throws IOException {
    Wire.writeUnsigned(book.entries().size(), out);
    for (ActionBook.Entry entry : book.entries()) {
      Wire.writeText(entry.target(), out);
      out.writeLong(entry.ts());
      out.writeByte(entry.act().ordinal());
      out.writeLong(entry.until());
    }
  }

  static void readInto(ActionBook book, DataInputView in) throws IOException {
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      book.add(
          new ActionBook.Entry(
              Wire.readText(in), in.readLong(), ACTS[in.readUnsignedByte()], in.readLong()));
    }
  }
}
