package io.sluice.common.rule;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A field of a record under the name by which expressions know it. Reading never fails: a field
 * that a record lacks is an empty text, 0 or false, and {@code has()} tells.
 *
 * @param <T> the records
 */
public final class Field<T> {
  private final String name;
  private final FieldType type;
  private final Predicate<T> present;
  private final Function<T, ?> reading;
  private final ToLongFunction<T> whole;
  private final ToDoubleFunction<T> decimal;
  private final TextSlice<T> slice;

  private Field(
      String name,
      FieldType type,
      Predicate<T> present,
      Function<T, ?> reading,
      ToLongFunction<T> whole,
      ToDoubleFunction<T> decimal,
      TextSlice<T> slice) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = type;
    this.present = present;
    this.reading = reading;
    this.whole = whole;
    this.decimal = decimal;
    this.slice = slice;
  }

  /**
   * @param reading the text, null where the record lacks it
   */
  public static <T> Field<T> text(String name, Function<T, String> reading) {
    return new Field<>(
        name,
        FieldType.TEXT,
        record -> reading.apply(record) != null,
        record -> {
          String text = reading.apply(record);
          return text == null ? "" : text;
        },
        null,
        null,
        null);
  }

  /**
   * A text that lies in the record as bytes.
   *
   * @param reading the text, null where the record lacks it
   */
  public static <T> Field<T> text(String name, TextSlice<T> slice, Function<T, String> reading) {
    Field<T> plain = text(name, reading);
    return new Field<>(
        name,
        FieldType.TEXT,
        record -> slice.from(record) >= 0,
        plain.reading,
        null,
        null,
        Objects.requireNonNull(slice, "slice"));
  }

  /**
   * @param reading 0 where the record lacks it
   */
  public static <T> Field<T> whole(String name, Predicate<T> present, ToLongFunction<T> reading) {
    return new Field<>(name, FieldType.WHOLE, present, reading::applyAsLong, reading, null, null);
  }

  /**
   * @param reading 0 where the record lacks it
   */
  public static <T> Field<T> decimal(
      String name, Predicate<T> present, ToDoubleFunction<T> reading) {
    return new Field<>(
        name, FieldType.DECIMAL, present, reading::applyAsDouble, null, reading, null);
  }

  /** One that every record has. */
  public static <T> Field<T> bool(String name, Predicate<T> reading) {
    return new Field<>(name, FieldType.BOOLEAN, record -> true, reading::test, null, null, null);
  }

  /**
   * @param reading the texts by name, empty where there are none, never null
   */
  public static <T> Field<T> texts(String name, Function<T, Map<String, String>> reading) {
    return new Field<>(name, FieldType.TEXTS, record -> true, reading, null, null, null);
  }

  public String name() {
    return name;
  }

  public FieldType type() {
    return type;
  }

  /** Whether the record has it. */
  public boolean isIn(T record) {
    return present.test(record);
  }

  /** The value as CEL has it: String, Long, Double, Boolean or a map of Strings. */
  public Object valueOf(T record) {
    return reading.apply(record);
  }

  @SuppressWarnings("unchecked")
  Function<T, String> text() {
    return (Function<T, String>) reading;
  }

  @SuppressWarnings("unchecked")
  Function<T, Map<String, String>> texts() {
    return (Function<T, Map<String, String>>) reading;
  }

  @SuppressWarnings("unchecked")
  Predicate<T> bool() {
    Function<T, Boolean> boxed = (Function<T, Boolean>) reading;
    return boxed::apply;
  }

  ToLongFunction<T> whole() {
    return whole;
  }

  ToDoubleFunction<T> decimal() {
    return decimal;
  }

  /** Null where the text does not lie in the record as bytes. */
  TextSlice<T> slice() {
    return slice;
  }
}
