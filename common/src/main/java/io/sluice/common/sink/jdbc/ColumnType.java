package io.sluice.common.sink.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a column holds. {@link #storable} turns a value of a row into the form in which every
 * database of ours can store it, before the key is taken: two values that the database would hold
 * equal are equal here.
 */
public enum ColumnType {
  /** String. NUL and lone surrogates, which a database refuses, become U+FFFD. */
  TEXT("text") {
    @Override
    Object storable(Object value) {
      return StorableText.plain((String) value);
    }
  },
  /** Integer. */
  INTEGER("int4") {
    @Override
    Object storable(Object value) {
      return Math.toIntExact(((Number) value).longValue());
    }
  },
  /** Long. */
  BIGINT("int8") {
    @Override
    Object storable(Object value) {
      return ((Number) value).longValue();
    }
  },
  /** Double. What is not finite is unknown, so null. */
  DOUBLE("float8") {
    @Override
    Object storable(Object value) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? number : null;
    }
  },
  /** BigDecimal. */
  DECIMAL("numeric") {
    @Override
    Object storable(Object value) {
      return ((BigDecimal) value).stripTrailingZeros();
    }
  },
  /** Boolean. */
  BOOLEAN("bool") {
    @Override
    Object storable(Object value) {
      return (Boolean) value;
    }
  },
  /** Instant, to the microsecond. */
  TIMESTAMP("timestamptz") {
    @Override
    Object storable(Object value) {
      return ((Instant) value).truncatedTo(ChronoUnit.MICROS);
    }
  },
  /** String that holds a JSON document. */
  JSON("text") {
    @Override
    Object storable(Object value) {
      return StorableText.json((String) value);
    }
  };

  private final String postgresElement;

  ColumnType(String postgresElement) {
    this.postgresElement = postgresElement;
  }

  /** The element type of the array in which Postgres is handed this column. */
  String postgresElement() {
    return postgresElement;
  }

  abstract Object storable(Object value);

  /** An array of the element class that the driver sends in binary, else of texts. */
  Object[] postgresArray(int length) {
    return switch (this) {
      case INTEGER -> new Integer[length];
      case BIGINT -> new Long[length];
      case DOUBLE -> new Double[length];
      case BOOLEAN -> new Boolean[length];
      case TEXT, DECIMAL, TIMESTAMP, JSON -> new String[length];
    };
  }

  /** As an element of that array; a timestamp as text, or the zone of this JVM would meddle. */
  Object forPostgres(Object storable) {
    return switch (this) {
      case DECIMAL, TIMESTAMP -> storable == null ? null : storable.toString();
      default -> storable;
    };
  }
}
