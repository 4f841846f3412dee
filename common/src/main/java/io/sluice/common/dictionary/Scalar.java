package io.sluice.common.dictionary;

import java.math.BigDecimal;
import java.util.List;

/** A value as a record has it, before it is known what it should be. Reused. */
final class Scalar {
  enum Kind {
    MISSING,
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    LIST,
    OBJECT
  }

  private static final int LONGEST_NUMBER = 64;

  Kind kind = Kind.MISSING;
  String text;
  long integer;
  double number;
  boolean flag;
  List<String> list;

  boolean isMissing() {
    return kind == Kind.MISSING;
  }

  void clear() {
    kind = Kind.MISSING;
    text = null;
    list = null;
  }

  void set(String value) {
    kind = Kind.TEXT;
    text = value;
  }

  void set(long value) {
    kind = Kind.INTEGER;
    integer = value;
  }

  /**
   * @param spelling of the number, for those whose every digit counts
   */
  void set(double value, String spelling) {
    kind = Kind.NUMBER;
    number = value;
    text = spelling;
  }

  void set(boolean value) {
    kind = Kind.BOOLEAN;
    flag = value;
  }

  void set(List<String> values) {
    kind = Kind.LIST;
    list = values;
  }

  void setObject() {
    kind = Kind.OBJECT;
  }

  /** As text, or null if it is missing, a list or an object. */
  String asText() {
    return switch (kind) {
      case TEXT, NUMBER -> text;
      case INTEGER -> Long.toString(integer);
      case BOOLEAN -> Boolean.toString(flag);
      default -> null;
    };
  }

  /** As a number, or NaN if it is none. */
  double asNumber() {
    return switch (kind) {
      case INTEGER -> integer;
      case NUMBER -> number;
      case TEXT -> isNumber(text) ? Double.parseDouble(text) : Double.NaN;
      default -> Double.NaN;
    };
  }

  /** As a whole number, or null if it is none or does not fit. */
  Long asInteger() {
    if (kind == Kind.INTEGER) {
      return integer;
    }
    double value = asNumber();
    boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p63;
    if (!whole) {
      return null;
    }
    return Math.abs(value) < 0x1p53 ? Long.valueOf((long) value) : exact();
  }

  private Long exact() {
    try {
      return asDecimal().longValueExact();
    } catch (ArithmeticException tooLarge) {
      return null;
    }
  }

  /** With every digit, or null if it is no number. */
  BigDecimal asDecimal() {
    return switch (kind) {
      case INTEGER -> BigDecimal.valueOf(integer);
      case NUMBER, TEXT -> isNumber(text) ? new BigDecimal(text) : null;
      default -> null;
    };
  }

  /** Or null if it is neither. */
  Boolean asBoolean() {
    if (kind == Kind.BOOLEAN) {
      return flag;
    }
    String value = asText();
    return switch (value == null ? "" : value) {
      case "true", "True", "TRUE", "1" -> true;
      case "false", "False", "FALSE", "0" -> false;
      default -> null;
    };
  }

  /** Plain decimal notation: no NaN, no hexadecimal, no type suffix, none of a thousand digits. */
  static boolean isNumber(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return false;
    }
    boolean digits = false;
    boolean point = false;
    int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    for (; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter >= '0' && letter <= '9') {
        digits = true;
      } else if (letter == '.' && !point) {
        point = true;
      } else {
        return digits && (letter == 'e' || letter == 'E') && isExponent(text, at + 1);
      }
    }
    return digits;
  }

  private static boolean isExponent(String text, int from) {
    int at = from < text.length() && "+-".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
    if (at == text.length() || text.length() - at > 3) {
      return false;
    }
    for (int digit = at; digit < text.length(); digit++) {
      if (text.charAt(digit) < '0' || text.charAt(digit) > '9') {
        return false;
      }
    }
    return true;
  }
}
