package io.sluice.loganalytics.parse;

import io.sluice.loganalytics.event.AccessRequest;
import java.util.Arrays;

/** The room behind the line, for fields that are not spelt as the line spells them. */
final class BufferTail {
  private BufferTail() {}

  /**
   * Gives the request a longer copy of its buffer and points the field at the new room.
   *
   * @return where the room begins
   */
  static int extend(AccessRequest request, int field, int length) {
    int start = request.buffer.length;
    request.buffer = Arrays.copyOf(request.buffer, start + length);
    request.from[field] = start;
    request.to[field] = start + length;
    return start;
  }
}
