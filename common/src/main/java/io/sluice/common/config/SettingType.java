package io.sluice.common.config;

import java.util.List;

/**
 * How the text of a setting becomes a value.
 *
 * @param <T> the type of the value
 */
public interface SettingType<T> {

  /** The name in the reference page, e.g. {@code duration}. */
  String name();

  /** What a right value looks like, completing "write …", e.g. {@code 250ms, 2m or 1d}. */
  String expectation();

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if the text is not of this type. Its message is never shown
   *     because it may quote a secret: {@link #expectation()} speaks instead.
   */
  T parse(String text);

  /** Reads a value given as a list; only list types can. */
  default T parseItems(List<String> items) {
    throw new IllegalArgumentException("a list");
  }

  /** Whether values of this type must never be shown. */
  default boolean isSecret() {
    return false;
  }
}
