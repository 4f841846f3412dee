package io.sluice.common.rule;

/**
 * A checked expression, ready to be evaluated over records. Stateless; for any number of threads.
 *
 * @param <T> the records
 */
public interface Expression<T> {
  /** As it was written. */
  String source();

  FieldType type();

  /** Whether it runs as closures of ours; else in CEL's own runtime, some ten times slower. */
  boolean fast();

  /**
   * The value of an expression of type {@link FieldType#BOOLEAN}.
   *
   * @throws EvaluationError where there is none for this record
   */
  boolean test(T record);

  /**
   * The value: String, Long, Double, Boolean or a map of Strings.
   *
   * @throws EvaluationError where there is none for this record
   */
  Object value(T record);
}
