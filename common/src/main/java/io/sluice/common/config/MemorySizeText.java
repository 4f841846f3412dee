package io.sluice.common.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code 64kb}, {@code 1mb}, {@code 2g}; 1 kb is 1,024. */
public final class MemorySizeText {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*([kmgt]?)(?:i?b|bytes)?");

  private MemorySizeText() {}

  public static long parse(String text) {
    Matcher size = SIZE.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalArgumentException("not a size");
    }
    return Math.multiplyExact(Long.parseLong(size.group(1)), unit(size.group(2)));
  }

  private static long unit(String letter) {
    return switch (letter) {
      case "k" -> 1L << 10;
      case "m" -> 1L << 20;
      case "g" -> 1L << 30;
      case "t" -> 1L << 40;
      default -> 1L;
    };
  }
}
