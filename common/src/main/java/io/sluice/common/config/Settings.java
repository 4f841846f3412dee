package io.sluice.common.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of one start: read, checked and typed. Whoever holds one knows that every value is
 * right by itself; what must be right between two values is said by the record they fill, with
 * {@link #problem}.
 *
 * <pre>{@code
 * Settings settings =
 *     Settings.loader(known).files(files).environment(System.getenv()).assignments(sets).load();
 * Duration lateness = settings.get(LATENESS);
 * }</pre>
 */
public final class Settings {

  /** A value, how it may be shown, and where it came from. */
  record Entry(Object value, String shown, String origin) {}

  private final KnownSettings known;
  private final Map<String, Entry> entries;
  private final List<String> notices;

  Settings(KnownSettings known, Map<String, Entry> entries, List<String> notices) {
    this.known = known;
    this.entries = new LinkedHashMap<>(entries);
    this.notices = List.copyOf(notices);
  }

  public static SettingsLoader loader(Collection<? extends Setting<?>> known) {
    return new SettingsLoader(known);
  }

  /** From a map of texts alone, as tests and embedding programs have it. */
  public static Settings of(
      Collection<? extends Setting<?>> known, Map<String, String> assignments) {
    List<String> texts =
        assignments.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    return loader(known).assignments(texts).load();
  }

  /** From one file alone. */
  public static Settings of(Collection<? extends Setting<?>> known, Path file) {
    return loader(known).files(List.of(file)).load();
  }

  /** The value of a setting, one of those that were loaded. */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    return (T) entry(setting).value();
  }

  /** Whether it was given, rather than left to its default. */
  public boolean isGiven(Setting<?> setting) {
    return !"default".equals(entry(setting).origin());
  }

  /** A complaint about a value that is right by itself but not beside the others. */
  public BadSetting problem(Setting<?> setting, String problem, String fix) {
    Entry entry = entry(setting);
    String shown = setting.isSecret() ? Secret.MASK : entry.shown();
    return new BadSetting(setting.shownKey(), shown, entry.origin(), problem, fix);
  }

  /** Things worth a warning, e.g. an environment variable that is nearly a setting. */
  public List<String> notices() {
    return notices;
  }

  /** All settings with their values and origins, a line each, secrets masked; for the log. */
  public String describe() {
    return known.all().stream()
        .map(setting -> describe(setting, entry(setting)))
        .collect(Collectors.joining("\n"));
  }

  private static String describe(Setting<?> setting, Entry entry) {
    return setting.shownKey() + " = " + entry.shown() + " (" + entry.origin() + ")";
  }

  private Entry entry(Setting<?> setting) {
    if (!known.holds(setting)) {
      throw new IllegalArgumentException(setting.key() + " is not among the settings loaded");
    }
    return entries.get(setting.key());
  }

  @Override
  public String toString() {
    return describe();
  }
}
