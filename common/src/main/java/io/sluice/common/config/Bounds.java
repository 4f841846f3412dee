package io.sluice.common.config;

import java.util.Optional;
import java.util.function.Predicate;

/** What a value must satisfy beyond its type, with the words for it. */
record Bounds<T>(Predicate<T> condition, String text) {

  static <T> Bounds<T> none() {
    return new Bounds<>(value -> true, "");
  }

  static <T> Bounds<T> atLeast(T least, String text) {
    return new Bounds<>(value -> compare(value, least) >= 0, "at least " + text);
  }

  static <T> Bounds<T> atMost(T most, String text) {
    return new Bounds<>(value -> compare(value, most) <= 0, "at most " + text);
  }

  boolean allow(T value) {
    return condition.test(value);
  }

  Bounds<T> and(Bounds<T> more) {
    return new Bounds<>(
        condition.and(more.condition), text.isEmpty() ? more.text : text + ", " + more.text);
  }

  Bounds<Optional<T>> lifted() {
    return new Bounds<>(value -> value.isEmpty() || condition.test(value.get()), text);
  }

  private static <T> int compare(T value, T bound) {
    if (!(value instanceof Comparable)) {
      throw new IllegalStateException("values of this type have no order to bound");
    }
    @SuppressWarnings("unchecked")
    Comparable<T> comparable = (Comparable<T>) value;
    return comparable.compareTo(bound);
  }
}
