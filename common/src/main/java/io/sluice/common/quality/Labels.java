package io.sluice.common.quality;

import java.util.Locale;

/** Enum constants as people write them: kebab-case. */
final class Labels {
  private Labels() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
