package io.sluice.common.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing that can be set: its key, type, default, bounds and description. A constant beside the
 * record it fills; the reference page and {@code --help} are made from it.
 *
 * <pre>{@code
 * static final Setting<Duration> LATENESS =
 *     Setting.duration("lateness").atLeast("0s").defaultsTo("2m").describedAs("How late …");
 * }</pre>
 *
 * Without a default a setting is required, unless it is {@link #optional()}. Immutable.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {

  private final String key;
  private final SettingType<T> type;
  private final String defaultText;
  private final T valueWhenAbsent;
  private final Bounds<T> bounds;
  private final String description;
  private final String example;

  private Setting(
      String key,
      SettingType<T> type,
      String defaultText,
      T valueWhenAbsent,
      Bounds<T> bounds,
      String description,
      String example) {
    this.key = Objects.requireNonNull(key, "key");
    this.type = type;
    this.defaultText = defaultText;
    this.valueWhenAbsent = valueWhenAbsent;
    this.bounds = bounds;
    this.description = description;
    this.example = example;
  }

  public static <T> Setting<T> of(String key, SettingType<T> type) {
    return new Setting<>(key, type, null, null, Bounds.none(), "", null);
  }

  public static Setting<String> text(String key) {
    return of(key, SettingTypes.text());
  }

  public static Setting<Secret> secret(String key) {
    return of(key, SettingTypes.secret());
  }

  public static Setting<Duration> duration(String key) {
    return of(key, SettingTypes.duration());
  }

  public static Setting<Integer> integer(String key) {
    return of(key, SettingTypes.integer());
  }

  public static Setting<Long> longInteger(String key) {
    return of(key, SettingTypes.longInteger());
  }

  public static Setting<Double> decimal(String key) {
    return of(key, SettingTypes.decimal());
  }

  /** In bytes. */
  public static Setting<Long> memorySize(String key) {
    return of(key, SettingTypes.memorySize());
  }

  public static Setting<Boolean> bool(String key) {
    return of(key, SettingTypes.bool());
  }

  public static Setting<ZoneId> zone(String key) {
    return of(key, SettingTypes.zone());
  }

  public static Setting<Path> path(String key) {
    return of(key, SettingTypes.path());
  }

  public static Setting<URI> url(String key) {
    return of(key, SettingTypes.url());
  }

  public static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type) {
    return of(key, SettingTypes.choice(type));
  }

  public static <T> Setting<List<T>> list(String key, SettingType<T> item) {
    return of(key, SettingTypes.list(item));
  }

  /**
   * Everything below a prefix, handed on untouched; none by default.
   *
   * @param prefix the beginning of the keys with its dot, e.g. {@code kafka.client.}
   */
  public static Setting<PassThrough> passThrough(String prefix) {
    if (!prefix.endsWith(".")) {
      throw new IllegalArgumentException("a prefix ends in a dot: " + prefix);
    }
    return new Setting<>(
        prefix, new PassThroughType(), null, PassThrough.none(), Bounds.none(), "", null);
  }

  public Setting<T> describedAs(String text) {
    return new Setting<>(key, type, defaultText, valueWhenAbsent, bounds, text, example);
  }

  /** A value for the reference page; must be a right one. */
  public Setting<T> example(String text) {
    verify(text);
    return new Setting<>(key, type, defaultText, valueWhenAbsent, bounds, description, text);
  }

  /** The value if nothing is given, as a user would write it. Set bounds first. */
  public Setting<T> defaultsTo(String text) {
    return new Setting<>(key, type, text, verify(text), bounds, description, example);
  }

  /** The least allowed value, written as a user would; only for types with an order. */
  public Setting<T> atLeast(String text) {
    return bounded(bounds.and(Bounds.atLeast(type.parse(text), text)));
  }

  /** The greatest allowed value, written as a user would; only for types with an order. */
  public Setting<T> atMost(String text) {
    return bounded(bounds.and(Bounds.atMost(type.parse(text), text)));
  }

  /**
   * A condition of its own.
   *
   * @param expectation completes "write …"; shown in the reference page too
   */
  public Setting<T> matching(Predicate<T> condition, String expectation) {
    return bounded(bounds.and(new Bounds<>(condition, expectation)));
  }

  /** The same setting, absent without complaint. */
  public Setting<Optional<T>> optional() {
    return new Setting<>(
        key,
        new OptionalType<>(type),
        null,
        Optional.empty(),
        bounds.lifted(),
        description,
        example);
  }

  private Setting<T> bounded(Bounds<T> narrower) {
    Setting<T> setting =
        new Setting<>(key, type, defaultText, valueWhenAbsent, narrower, description, example);
    if (defaultText != null) {
      setting.verify(defaultText);
    }
    return setting;
  }

  private T verify(String text) {
    T value = type.parse(text);
    if (!bounds.allow(value)) {
      throw new IllegalStateException(key + ": its own default or example breaks its bounds");
    }
    return value;
  }

  /** The key; of a pass-through setting the prefix with its dot. */
  public String key() {
    return key;
  }

  /** The key as documentation shows it. */
  public String shownKey() {
    return isPrefix() ? key + "<option>" : key;
  }

  public SettingType<T> type() {
    return type;
  }

  /** The type and the bounds, e.g. {@code integer, at least 1}. */
  public String shownType() {
    return bounds.text().isEmpty() ? type.name() : type.name() + ", " + bounds.text();
  }

  /** What a right value looks like, bounds included. */
  String expectation() {
    String expectation = type.expectation();
    return bounds.text().isEmpty() ? expectation : expectation + ", " + bounds.text();
  }

  boolean allows(T value) {
    return bounds.allow(value);
  }

  /** The default as written, or empty. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  public Optional<String> example() {
    return Optional.ofNullable(example);
  }

  public String description() {
    return description;
  }

  public boolean isRequired() {
    return valueWhenAbsent == null;
  }

  public boolean isSecret() {
    return type.isSecret();
  }

  public boolean isPrefix() {
    return type instanceof PassThroughType;
  }

  T valueWhenAbsent() {
    return valueWhenAbsent;
  }

  @Override
  public String toString() {
    return shownKey();
  }
}
