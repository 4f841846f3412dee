package io.sluice.common.rule;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A part of an expression as a closure of its type, so that numbers and truth values are never
 * boxed. Texts that lie in the record as bytes say where, for comparisons without a String.
 *
 * @param <T> the records
 */
final class Node<T> {
  private final FieldType type;
  private final Object function;

  /** Set for texts that lie in the record as bytes, else null. */
  final TextSlice<T> slice;

  /** Whether the slice is meant with its ASCII letters made lower case. */
  final boolean lowered;

  /** Set for constants, else null. */
  final Object constant;

  private Node(
      FieldType type, Object function, TextSlice<T> slice, boolean lowered, Object constant) {
    this.type = type;
    this.function = function;
    this.slice = slice;
    this.lowered = lowered;
    this.constant = constant;
  }

  static <T> Node<T> bool(Predicate<T> function) {
    return new Node<>(FieldType.BOOLEAN, function, null, false, null);
  }

  static <T> Node<T> whole(ToLongFunction<T> function) {
    return new Node<>(FieldType.WHOLE, function, null, false, null);
  }

  static <T> Node<T> decimal(ToDoubleFunction<T> function) {
    return new Node<>(FieldType.DECIMAL, function, null, false, null);
  }

  static <T> Node<T> text(Function<T, String> function) {
    return new Node<>(FieldType.TEXT, function, null, false, null);
  }

  static <T> Node<T> field(Field<T> field) {
    return switch (field.type()) {
      case TEXT -> new Node<>(FieldType.TEXT, field.text(), field.slice(), false, null);
      case WHOLE -> whole(field.whole());
      case DECIMAL -> decimal(field.decimal());
      case BOOLEAN -> bool(field.bool());
      case TEXTS -> new Node<>(FieldType.TEXTS, field.texts(), null, false, null);
    };
  }

  static <T> Node<T> constant(boolean value) {
    Predicate<T> function = record -> value;
    return new Node<>(FieldType.BOOLEAN, function, null, false, value);
  }

  static <T> Node<T> constant(long value) {
    ToLongFunction<T> function = record -> value;
    return new Node<>(FieldType.WHOLE, function, null, false, value);
  }

  static <T> Node<T> constant(double value) {
    ToDoubleFunction<T> function = record -> value;
    return new Node<>(FieldType.DECIMAL, function, null, false, value);
  }

  static <T> Node<T> constant(String value) {
    Function<T, String> function = record -> value;
    return new Node<>(FieldType.TEXT, function, null, false, value);
  }

  /** The text with its ASCII letters made lower case. */
  Node<T> lower(Function<String, String> lowering) {
    Function<T, String> text = text();
    Function<T, String> function = record -> lowering.apply(text.apply(record));
    return new Node<>(FieldType.TEXT, function, slice, slice != null, null);
  }

  FieldType type() {
    return type;
  }

  @SuppressWarnings("unchecked")
  Predicate<T> bool() {
    return (Predicate<T>) require(FieldType.BOOLEAN);
  }

  @SuppressWarnings("unchecked")
  ToLongFunction<T> whole() {
    return (ToLongFunction<T>) require(FieldType.WHOLE);
  }

  @SuppressWarnings("unchecked")
  ToDoubleFunction<T> decimal() {
    return (ToDoubleFunction<T>) require(FieldType.DECIMAL);
  }

  @SuppressWarnings("unchecked")
  Function<T, String> text() {
    return (Function<T, String>) require(FieldType.TEXT);
  }

  @SuppressWarnings("unchecked")
  Function<T, java.util.Map<String, String>> texts() {
    return (Function<T, java.util.Map<String, String>>) require(FieldType.TEXTS);
  }

  private Object require(FieldType wanted) {
    if (type != wanted) {
      throw new Unsupported();
    }
    return function;
  }

  /** Thrown while compiling what only CEL's own runtime can do; nothing is wrong. */
  static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsupported() {
      super(null, null, false, false);
    }
  }
}
