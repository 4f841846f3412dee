package io.sluice.common.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types a setting can have. Those of {@link Setting} are made of these; lists take one. */
public final class SettingTypes {

  private SettingTypes() {}

  public static SettingType<String> text() {
    return simple("text", "some text", Function.identity());
  }

  public static SettingType<Secret> secret() {
    return new SettingType<>() {
      @Override
      public String name() {
        return "secret";
      }

      @Override
      public String expectation() {
        return "the secret, better a reference to it: ${env:NAME} or ${file:/run/secrets/name}";
      }

      @Override
      public Secret parse(String text) {
        return Secret.of(text);
      }

      @Override
      public boolean isSecret() {
        return true;
      }
    };
  }

  public static SettingType<Duration> duration() {
    return simple(
        "duration", "a number with its unit, e.g. 250ms, 2m, 1h30m or 1d", DurationText::parse);
  }

  public static SettingType<Integer> integer() {
    return simple("integer", "a whole number", text -> Integer.parseInt(text.trim()));
  }

  public static SettingType<Long> longInteger() {
    return simple("integer", "a whole number", text -> Long.parseLong(text.trim()));
  }

  public static SettingType<Double> decimal() {
    return simple("number", "a number such as 0.5", SettingTypes::finite);
  }

  public static SettingType<Long> memorySize() {
    return simple("size", "a size such as 64kb, 1mb or 2gb", MemorySizeText::parse);
  }

  public static SettingType<Boolean> bool() {
    return simple("boolean", "true or false", SettingTypes::yesOrNo);
  }

  public static SettingType<ZoneId> zone() {
    return simple(
        "time zone", "a zone such as UTC, Europe/Berlin or +02:00", text -> ZoneId.of(text.trim()));
  }

  public static SettingType<Path> path() {
    return simple("path", "the path of a file or directory", text -> Path.of(text.trim()));
  }

  public static SettingType<URI> url() {
    return simple("URL", "an absolute URL such as http://host:8080/path", SettingTypes::absolute);
  }

  /** An enum, its constants written in kebab-case. */
  public static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    String names =
        constants.stream().map(SettingTypes::kebabCase).collect(Collectors.joining(", "));
    return simple(
        "one of " + names,
        "one of " + names,
        text ->
            constants.stream()
                .filter(constant -> kebabCase(constant).equals(kebabCase(text.trim())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such choice")));
  }

  /** Several values: a YAML list, or text with commas between them, in brackets or not. */
  public static <T> SettingType<List<T>> list(SettingType<T> item) {
    return new SettingType<>() {
      @Override
      public String name() {
        return "list of " + item.name();
      }

      @Override
      public String expectation() {
        return "a list, with commas between the items ([] for none), of " + item.expectation();
      }

      @Override
      public List<T> parse(String text) {
        String trimmed = text.trim();
        boolean bracketed = trimmed.startsWith("[") && trimmed.endsWith("]");
        String inner = bracketed ? trimmed.substring(1, trimmed.length() - 1).trim() : trimmed;
        return inner.isEmpty() ? List.of() : parseItems(Arrays.asList(inner.split(",", -1)));
      }

      @Override
      public List<T> parseItems(List<String> items) {
        return items.stream()
            .map(String::trim)
            .map(SettingTypes::notEmpty)
            .map(item::parse)
            .toList();
      }

      @Override
      public boolean isSecret() {
        return item.isSecret();
      }
    };
  }

  static String kebabCase(Enum<?> constant) {
    return kebabCase(constant.name());
  }

  private static String kebabCase(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> SettingType<T> simple(
      String name, String expectation, Function<String, T> parser) {
    return new SettingType<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String expectation() {
        return expectation;
      }

      @Override
      public T parse(String text) {
        return parser.apply(text);
      }
    };
  }

  private static String notEmpty(String item) {
    if (item.isEmpty()) {
      throw new IllegalArgumentException("an empty item");
    }
    return item;
  }

  private static double finite(String text) {
    double number = Double.parseDouble(text.trim());
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not finite");
    }
    return number;
  }

  private static boolean yesOrNo(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static URI absolute(String text) {
    URI uri = URI.create(text.trim());
    if (!uri.isAbsolute()) {
      throw new IllegalArgumentException("not absolute");
    }
    return uri;
  }
}
