package io.sluice.loganalytics.ranking;

import io.sluice.common.serde.Wire;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What the searches of one combination that one firing judges add up to, part by part of their five
 * minutes: by second, by minute, or in one, as fine as the roll-up wants it. Parts merge in any
 * order, each once.
 */
final class ScoreParts {
  /** Seconds from the first of the five minutes to the part's start, ascending. */
  private short[] offsets = new short[1];

  private ScoreSums[] sums = new ScoreSums[1];
  private int size;

  /** Is shown one part after the other, in time. */
  interface Visitor {
    void part(int offset, ScoreSums sums);
  }

  /** Takes a score in. */
  void add(int offset, SearchScore score) {
    at(offset).add(score);
  }

  void add(ScoreParts other) {
    for (int part = 0; part < other.size; part++) {
      at(other.offsets[part]).add(other.sums[part]);
    }
  }

  private ScoreSums at(int offset) {
    int place = Arrays.binarySearch(offsets, 0, size, (short) offset);
    return place >= 0 ? sums[place] : insert(-place - 1, offset);
  }

  private ScoreSums insert(int place, int offset) {
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * size);
      sums = Arrays.copyOf(sums, 2 * size);
    }
    System.arraycopy(offsets, place, offsets, place + 1, size - place);
    System.arraycopy(sums, place, sums, place + 1, size - place);
    offsets[place] = (short) offset;
    sums[place] = new ScoreSums();
    size++;
    return sums[place];
  }

  void forEach(Visitor visitor) {
    for (int part = 0; part < size; part++) {
      visitor.part(offsets[part], sums[part]);
    }
  }

  /** All parts in one. */
  ScoreSums total() {
    ScoreSums total = new ScoreSums();
    for (int part = 0; part < size; part++) {
      total.add(sums[part]);
    }
    return total;
  }

  ScoreParts copy() {
    ScoreParts copy = new ScoreParts();
    copy.add(this);
    return copy;
  }

  void write(DataOutputView out) throws IOException {
    Wire.writeUnsigned(size, out);
    for (int part = 0; part < size; part++) {
      Wire.writeUnsigned(offsets[part], out);
      sums[part].write(out);
    }
  }

  static ScoreParts read(DataInputView in) throws IOException {
    ScoreParts parts = new ScoreParts();
    parts.size = (int) Wire.readUnsigned(in);
    parts.offsets = new short[Math.max(1, parts.size)];
    parts.sums = new ScoreSums[parts.offsets.length];
    for (int part = 0; part < parts.size; part++) {
      parts.offsets[part] = (short) Wire.readUnsigned(in);
      parts.sums[part] = ScoreSums.read(in);
    }
    return parts;
  }
}
