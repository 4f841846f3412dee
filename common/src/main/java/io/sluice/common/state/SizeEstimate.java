package io.sluice.common.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * How much heap a value takes, by what its serializer writes: an object holds at most twice as much
 * as its packed form, as long as it is made of primitives and arrays. For fixed lengths nothing is
 * written.
 */
final class SizeEstimate<T> {
  private static final int HEAP_PER_WRITTEN_BYTE = 2;
  private static final int FIRST_BUFFER = 256;

  private final TypeSerializer<T> serializer;
  private final DataOutputSerializer scratch = new DataOutputSerializer(FIRST_BUFFER);

  SizeEstimate(TypeSerializer<T> serializer) {
    this.serializer = serializer;
  }

  int of(T value) throws IOException {
    if (value == null) {
      return 0;
    }
    int length = serializer.getLength();
    if (length < 0) {
      scratch.clear();
      serializer.serialize(value, scratch);
      length = scratch.length();
      if (length > Integer.MAX_VALUE / HEAP_PER_WRITTEN_BYTE) {
        throw new IOException("A value of " + length + " bytes is too large for a row in heap");
      }
    }
    return length * HEAP_PER_WRITTEN_BYTE;
  }
}
