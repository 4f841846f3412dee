package io.sluice.common.dictionary;

import java.io.Serializable;

/**
 * A field as the job sees it, the same in every structure of its source.
 *
 * @param index its place in a {@link Reading}
 * @param unit null for none
 * @param range in that unit
 */
public record Field(
    int index, String name, FieldType type, Unit unit, Range range, OutOfRange outOfRange)
    implements Serializable {

  /** What is done about a value outside the range. */
  public enum OutOfRange {
    /** The value is left out and counted, the record stays. */
    NULL,
    /** The record is rejected. */
    REJECT,
    /** Nothing. */
    KEEP
  }
}
