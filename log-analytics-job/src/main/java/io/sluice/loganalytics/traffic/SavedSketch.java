package io.sluice.loganalytics.traffic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the sketches that the first release saved: compact images of Apache DataSketches, of type
 * HLL_8 and lgK 14. The first byte tells the form: a list of hashes, a set of them, or registers.
 */
final class SavedSketch {
  private static final int LIST = 2;
  private static final int SET = 3;
  private static final int LIST_COUNT_AT = 6;
  private static final int LIST_AT = 8;
  private static final int SET_COUNT_AT = 8;
  private static final int SET_AT = 12;
  private static final int REGISTERS_AT = 40;

  private SavedSketch() {}

  static ClientSketch read(byte[] image) {
    ClientSketch sketch = new ClientSketch();
    ByteBuffer saved = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    switch (image[0] & 0x3F) {
      case LIST -> readHashes(saved, LIST_AT, image[LIST_COUNT_AT], sketch);
      case SET -> readHashes(saved, SET_AT, saved.getInt(SET_COUNT_AT), sketch);
      default -> readRegisters(saved, sketch);
    }
    return sketch;
  }

  private static void readHashes(ByteBuffer saved, int from, int count, ClientSketch sketch) {
    for (int i = 0; i < count; i++) {
      SketchHash hash = SketchHash.ofCoupon(saved.getInt(from + i * Integer.BYTES));
      sketch.raise(hash.slot() & ClientSketch.REGISTERS - 1, hash.value());
    }
  }

  private static void readRegisters(ByteBuffer saved, ClientSketch sketch) {
    for (int register = 0; register < ClientSketch.REGISTERS; register++) {
      sketch.raise(register, saved.get(REGISTERS_AT + register));
    }
  }
}
