package io.sluice.common.rule;

/**
 * Where the bytes of a text lie in a record, as UTF-8: comparisons with constants are made on them,
 * without a String. Malformed bytes are allowed; whoever decodes them replaces them by U+FFFD.
 *
 * @param <T> the records
 */
public interface TextSlice<T> {
  byte[] bytes(T record);

  /** The first byte, negative where the record lacks the field. */
  int from(T record);

  /** Behind the last byte. */
  int to(T record);
}
