package io.sluice.common.dictionary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a field's values are. */
public enum FieldType {
  TEXT,
  /** A whole number of 64 bits. */
  INTEGER,
  /** A number with a fraction, 64 bits. */
  NUMBER,
  /** A number whose every digit counts, such as an amount of money. */
  DECIMAL,
  BOOLEAN,
  /** Epoch milliseconds, or ISO-8601 with a zone. */
  TIMESTAMP,
  /** Texts or numbers, taken as texts. */
  LIST;

  boolean isNumeric() {
    return this == INTEGER || this == NUMBER || this == DECIMAL;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(FieldType::label).toList();
  }
}
