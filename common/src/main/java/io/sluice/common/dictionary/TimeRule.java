package io.sluice.common.dictionary;

import java.io.Serializable;
import java.util.List;

/**
 * Where and how a structure says when.
 *
 * @param path of the value
 * @param scale how it is written
 * @param relativeTo epoch milliseconds that a number counts from
 * @param pattern of {@link Scale#PATTERN}, for java.time.format.DateTimeFormatter
 * @param zone of times that name none, an id of java.time; null where they must name one
 */
public record TimeRule(List<String> path, Scale scale, long relativeTo, String pattern, String zone)
    implements Serializable {

  /** How a time is written. */
  public enum Scale {
    /** A number is epoch milliseconds, a text is ISO-8601 (or such a number). */
    AUTO(1),
    S(1e3),
    MS(1),
    US(1e-3),
    NS(1e-6),
    ISO(0),
    PATTERN(0);

    private final double millis;

    Scale(double millis) {
      this.millis = millis;
    }

    double millis() {
      return millis;
    }
  }

  /** The time that every input has unless its entry says otherwise. */
  static final TimeRule TS = new TimeRule(List.of("ts"), Scale.AUTO, 0, null, null);
}
