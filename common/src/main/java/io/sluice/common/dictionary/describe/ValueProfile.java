package io.sluice.common.dictionary.describe;

import io.sluice.common.dictionary.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the values of a path were like. */
final class ValueProfile {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern ISO = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*");
  private static final int MOST_DISTINCT = 20;

  private int count;
  private int whole;
  private int numbers;
  private int booleans;
  private int lists;
  private int isoTimes;
  private BigDecimal least;
  private BigDecimal most;
  private BigDecimal last;
  private boolean growing = true;
  private final Set<String> distinct = new LinkedHashSet<>();

  /**
   * @param value Boolean, List, or else its text
   */
  void add(Object value) {
    count++;
    if (value instanceof Boolean) {
      booleans++;
    } else if (value instanceof List<?>) {
      lists++;
    } else {
      addText(value.toString().strip());
    }
  }

  private void addText(String text) {
    if (distinct.size() <= MOST_DISTINCT) {
      distinct.add(text);
    }
    if (NUMBER.matcher(text).matches()) {
      numbers++;
      whole += WHOLE.matcher(text).matches() ? 1 : 0;
      addNumber(new BigDecimal(text));
    } else if (isTime(text)) {
      isoTimes++;
    }
  }

  private void addNumber(BigDecimal number) {
    least = least == null ? number : least.min(number);
    most = most == null ? number : most.max(number);
    growing &= last == null || last.compareTo(number) <= 0;
    last = number;
  }

  private static boolean isTime(String text) {
    if (!ISO.matcher(text).matches()) {
      return false;
    }
    try {
      return DateTimeFormatter.ISO_DATE_TIME.parse(text.replace(' ', 'T')) != null;
    } catch (DateTimeException wrong) {
      return false;
    }
  }

  /** What all values can be read as. */
  FieldType type() {
    if (count > 0 && booleans == count) {
      return FieldType.BOOLEAN;
    }
    if (count > 0 && lists == count) {
      return FieldType.LIST;
    }
    if (count > 0 && isoTimes == count) {
      return FieldType.TIMESTAMP;
    }
    if (count > 0 && numbers == count) {
      return whole == count ? FieldType.INTEGER : FieldType.NUMBER;
    }
    return FieldType.TEXT;
  }

  int count() {
    return count;
  }

  /** Null where there was no number. */
  BigDecimal least() {
    return least;
  }

  BigDecimal most() {
    return most;
  }

  /** Whether no number was smaller than the one before. */
  boolean grows() {
    return growing;
  }

  /** Whether the values name kinds: texts, few different ones for so many. */
  boolean namesKinds() {
    boolean texts = numbers == 0 && booleans == 0 && lists == 0 && isoTimes == 0;
    return texts
        && distinct.size() >= 2
        && distinct.size() <= MOST_DISTINCT
        && distinct.size() * 2 <= count;
  }
}
