package io.sluice.common.rule;

import java.util.function.Predicate;

/**
 * CEL's {@code &&} and {@code ||}: an error on one side is forgiven where the other side decides by
 * itself, in either order.
 */
final class Logic {
  private Logic() {}

  static <T> Predicate<T> and(Predicate<T> left, Predicate<T> right) {
    return record -> {
      boolean first;
      try {
        first = left.test(record);
      } catch (EvaluationError error) {
        if (right.test(record)) {
          throw error;
        }
        return false;
      }
      return first && right.test(record);
    };
  }

  static <T> Predicate<T> or(Predicate<T> left, Predicate<T> right) {
    return record -> {
      boolean first;
      try {
        first = left.test(record);
      } catch (EvaluationError error) {
        if (!right.test(record)) {
          throw error;
        }
        return true;
      }
      return first || right.test(record);
    };
  }
}
