package io.sluice.common.config;

import java.util.List;

/**
 * A value as it was written, before references are followed and types applied.
 *
 * @param text the scalar; null where a list was given
 * @param items the list; null where a scalar was given
 * @param origin where it was written
 */
record GivenValue(String text, List<String> items, String origin) {

  static GivenValue scalar(String text, String origin) {
    return new GivenValue(text, null, origin);
  }

  static GivenValue list(List<String> items, String origin) {
    return new GivenValue(null, List.copyOf(items), origin);
  }

  boolean isList() {
    return items != null;
  }

  /** An empty scalar takes back what an earlier source said: the default holds again. */
  boolean isEmpty() {
    return !isList() && text.isBlank();
  }

  /** As it may be shown: references stay unfollowed, what looks like a password is masked. */
  String shown() {
    return Redaction.mask(isList() ? "[" + String.join(", ", items) + "]" : text);
  }
}
