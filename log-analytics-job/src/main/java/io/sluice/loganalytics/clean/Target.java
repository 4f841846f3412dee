package io.sluice.loganalytics.clean;

import io.sluice.common.rule.FieldType;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A field of a request that a rule writes.
 *
 * @param type what it takes: text or a whole number
 * @param accepts whether the value may stand there; others change nothing
 * @param write puts the value there
 */
record Target(FieldType type, Predicate<Object> accepts, BiConsumer<AccessRequest, Object> write) {
  /** Longer values are cut: a rule must not make requests grow without bound. */
  private static final int LONGEST = 8192;

  static Target text(RequestField field) {
    return new Target(
        FieldType.TEXT,
        value -> true,
        (request, value) -> {
          if (value == null) {
            request.remove(field);
          } else {
            request.set(field, cut((String) value).getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  static Target label(String name) {
    return new Target(
        FieldType.TEXT,
        value -> true,
        (request, value) -> request.label(name, value == null ? null : cut((String) value)));
  }

  /** Puts a number into a request. */
  interface NumberField {
    void put(AccessRequest request, long value);
  }

  static Target whole(NumberField field, long least, long most) {
    return new Target(
        FieldType.WHOLE,
        value -> (Long) value >= least && (Long) value <= most,
        (request, value) -> field.put(request, (Long) value));
  }

  /** Writes the value; null takes the field away. */
  void put(AccessRequest request, Object value) {
    if (value == null || accepts.test(value)) {
      write.accept(request, value);
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
