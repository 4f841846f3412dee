package io.sluice.loganalytics.ranking;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A sum of numbers from 0 to 1 that does not depend on their order: in fixed point, in units of
 * 2⁻⁶². Sums of doubles would differ in their last digits from run to run, and with the
 * parallelism. A number of at least 2⁻¹⁰ is taken exactly, a smaller one within 2⁻⁶³.
 */
final class ExactSum {
  private static final int POINT = 62;
  private static final long ONE = 1L << POINT;

  private long whole;
  private long fraction;

  void add(double number) {
    carry(Math.round(Math.scalb(number, POINT)));
  }

  void add(ExactSum other) {
    whole += other.whole;
    carry(other.fraction);
  }

  private void carry(long units) {
    fraction += units;
    if (fraction >= ONE) {
      fraction -= ONE;
      whole++;
    }
  }

  double value() {
    return whole + Math.scalb((double) fraction, -POINT);
  }

  void write(DataOutputView out) throws IOException {
    out.writeLong(whole);
    out.writeLong(fraction);
  }

  static ExactSum read(DataInputView in) throws IOException {
    ExactSum sum = new ExactSum();
    sum.whole = in.readLong();
    sum.fraction = in.readLong();
    return sum;
  }
}
