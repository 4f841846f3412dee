package io.sluice.common.dictionary;

import java.io.Serializable;

/** The values that can be, ends included. */
public record Range(double least, double most) implements Serializable {
  public static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  String text() {
    return equals(ALL) ? "everything" : "[" + least + ", " + most + "]";
  }

  /** NaN lies in no range. */
  public boolean contains(double value) {
    return value >= least && value <= most;
  }
}
