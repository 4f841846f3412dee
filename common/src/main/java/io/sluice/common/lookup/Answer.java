package io.sluice.common.lookup;

/**
 * What is known of a key.
 *
 * @param kind how it is known
 * @param row what the database said, null where it said nothing
 */
public record Answer<R>(Kind kind, R row) {
  private static final Answer<?> ABSENT = new Answer<>(Kind.ABSENT, null);
  private static final Answer<?> UNKNOWN = new Answer<>(Kind.UNKNOWN, null);
  private static final Answer<?> KEYLESS = new Answer<>(Kind.KEYLESS, null);

  /** How an answer came about. */
  public enum Kind {
    /** The database has this row, as of at most one TTL ago. */
    FOUND,
    /** The database has no row of the key, as of at most one TTL ago. */
    ABSENT,
    /** What the database said last, longer than one TTL ago; it does not answer at present. */
    STALE,
    /** The database has not answered, and never had for this key. */
    UNKNOWN,
    /** The record has no key to ask for. */
    KEYLESS
  }

  /** The database's word: a row, or null for none. */
  static <R> Answer<R> of(R row) {
    return row == null ? absent() : new Answer<>(Kind.FOUND, row);
  }

  @SuppressWarnings("unchecked") // holds no row, so it is one of any type
  static <R> Answer<R> absent() {
    return (Answer<R>) ABSENT;
  }

  @SuppressWarnings("unchecked")
  static <R> Answer<R> unknown() {
    return (Answer<R>) UNKNOWN;
  }

  @SuppressWarnings("unchecked")
  static <R> Answer<R> keyless() {
    return (Answer<R>) KEYLESS;
  }

  Answer<R> asStale() {
    return new Answer<>(Kind.STALE, row);
  }
}
