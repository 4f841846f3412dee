package io.sluice.loganalytics.traffic;

import io.sluice.common.serde.Wire;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A HyperLogLog of 2^14 registers (Flajolet et al. 2007), one byte each; relative standard error
 * 0.8 %. Merging takes the larger of two registers, so neither order nor repetition changes
 * anything.
 *
 * <p>Registers are those that the HLL_8 of Apache DataSketches has for the same values: what was
 * saved with it can be read, and the tests compare the two. What differs is the cost. Rows of
 * traffic merge some hundred times a second, and a merge here is two thousand words, most of them
 * equal; how many registers hold which value is kept up to date, so that the estimate, Ertl's
 * improved raw estimator (arXiv:1702.01284, algorithm 6), needs no pass over them.
 */
final class ClientSketch {
  static final int REGISTERS = 1 << 14;

  private static final int LARGEST = 63;

  /** A listed register takes two to three bytes. */
  private static final int MOST_LISTED = REGISTERS / 4;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGHS = 0x8080808080808080L;

  private final byte[] registers;

  /** How many registers hold each value. */
  private final int[] holding;

  ClientSketch() {
    this(new byte[REGISTERS], new int[LARGEST + 1]);
    holding[0] = REGISTERS;
  }

  private ClientSketch(byte[] registers, int[] holding) {
    this.registers = registers;
    this.holding = holding;
  }

  /** Counts the client with this hash. */
  void add(long hash) {
    SketchHash mixed = SketchHash.of(hash);
    raise(mixed.slot() & REGISTERS - 1, mixed.value());
  }

  /** Makes the register hold the value if that is larger. */
  void raise(int register, int value) {
    int held = registers[register];
    if (value > held) {
      registers[register] = (byte) value;
      holding[held]--;
      holding[value]++;
    }
  }

  void merge(ClientSketch other) {
    for (int at = 0; at < REGISTERS; at += Long.BYTES) {
      long mine = (long) WORD.get(registers, at);
      long theirs = (long) WORD.get(other.registers, at);
      if (mine != theirs && larger(mine, theirs) != mine) {
        for (int register = at; register < at + Long.BYTES; register++) {
          raise(register, other.registers[register]);
        }
      }
    }
  }

  /** Byte by byte the larger one; none is above {@link #LARGEST}, so the high bits are free. */
  private static long larger(long left, long right) {
    long notLess = (((left | HIGHS) - right) & HIGHS) >>> Byte.SIZE - 1;
    long fromLeft = notLess * 0xFF;
    return left & fromLeft | right & ~fromLeft;
  }

  double estimate() {
    double sum = REGISTERS * tau(1 - (double) holding[LARGEST] / REGISTERS);
    for (int value = LARGEST - 1; value >= 1; value--) {
      sum = (sum + holding[value]) / 2;
    }
    sum += REGISTERS * sigma((double) holding[0] / REGISTERS);
    return REGISTERS / (2 * Math.log(2)) * (REGISTERS / sum);
  }

  /** x + x² + 2 x⁴ + 4 x⁸ + … */
  private static double sigma(double x) {
    double power = x;
    double factor = 1;
    double sum = x;
    double before;
    do {
      power *= power;
      before = sum;
      sum += power * factor;
      factor *= 2;
    } while (sum != before && sum < Double.POSITIVE_INFINITY);
    return sum;
  }

  private static double tau(double x) {
    if (x == 0 || x == 1) {
      return 0;
    }
    double root = x;
    double factor = 1;
    double sum = 1 - x;
    double before;
    do {
      root = Math.sqrt(root);
      before = sum;
      factor /= 2;
      sum -= (1 - root) * (1 - root) * factor;
    } while (sum != before);
    return sum / 3;
  }

  ClientSketch copy() {
    return new ClientSketch(registers.clone(), holding.clone());
  }

  /** Whether few registers are in use, so that it is shorter to list them. */
  boolean sparse() {
    return REGISTERS - holding[0] <= MOST_LISTED;
  }

  /** Writes every register. */
  void write(DataOutputView out) throws IOException {
    out.write(registers);
  }

  static ClientSketch read(DataInputView in) throws IOException {
    ClientSketch sketch = new ClientSketch(new byte[REGISTERS], new int[LARGEST + 1]);
    in.readFully(sketch.registers);
    for (byte value : sketch.registers) {
      sketch.holding[value]++;
    }
    return sketch;
  }

  /** Writes the registers in use, each as its distance from the one before and its value. */
  void writeSparse(DataOutputView out) throws IOException {
    Wire.writeUnsigned(REGISTERS - holding[0], out);
    int before = 0;
    for (int register = 0; register < REGISTERS; register++) {
      if (registers[register] != 0) {
        Wire.writeUnsigned(register - before, out);
        out.writeByte(registers[register]);
        before = register;
      }
    }
  }

  static ClientSketch readSparse(DataInputView in) throws IOException {
    ClientSketch sketch = new ClientSketch();
    int register = 0;
    for (long left = Wire.readUnsigned(in); left > 0; left--) {
      register += (int) Wire.readUnsigned(in);
      sketch.raise(register, in.readByte());
    }
    return sketch;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientSketch that && Arrays.equals(registers, that.registers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(registers);
  }
}
