package io.sluice.common.dictionary;

import java.io.Serializable;

/** From the unit that a structure has a value in to that of the field. */
public record Conversion(double factor, double offset) implements Serializable {
  static final Conversion NONE = new Conversion(1, 0);

  static Conversion between(Unit from, Unit to) {
    return from == null || to == null || from.means(to)
        ? NONE
        : new Conversion(from.factor() / to.factor(), (from.offset() - to.offset()) / to.factor());
  }

  boolean isNone() {
    return factor == 1 && offset == 0;
  }

  double apply(double value) {
    return value * factor + offset;
  }
}
