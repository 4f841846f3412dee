package io.sluice.common.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings a program has, and which of them a written key or environment variable means. */
final class KnownSettings {

  static final String ENVIRONMENT_PREFIX = "SLUICE_";

  private final Map<String, Setting<?>> byKey = new LinkedHashMap<>();

  KnownSettings(Collection<? extends Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      Setting<?> other = byKey.putIfAbsent(setting.key(), setting);
      if (other != null && other != setting) {
        throw new IllegalArgumentException("two settings have the key " + setting.key());
      }
    }
  }

  Collection<Setting<?>> all() {
    return byKey.values();
  }

  boolean holds(Setting<?> setting) {
    return byKey.get(setting.key()) == setting;
  }

  boolean knows(String key) {
    return (byKey.containsKey(key) && !byKey.get(key).isPrefix()) || prefixOf(key).isPresent();
  }

  /** The pass-through setting that a key belongs to. */
  private Optional<Setting<?>> prefixOf(String key) {
    return byKey.values().stream()
        .filter(Setting::isPrefix)
        .filter(setting -> key.startsWith(setting.key()) && key.length() > setting.key().length())
        .findFirst();
  }

  Optional<String> nearest(String key) {
    Optional<String> exact = new NearestKey(keys(false)).to(key);
    return exact.isPresent() ? exact : nearestPrefix(key);
  }

  private Optional<String> nearestPrefix(String key) {
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      String rest = key.substring(dot + 1);
      Optional<String> prefix = new NearestKey(keys(true)).to(key.substring(0, dot));
      if (prefix.isPresent() && !rest.isEmpty()) {
        return Optional.of(prefix.get() + rest);
      }
    }
    return Optional.empty();
  }

  private List<String> keys(boolean prefixes) {
    List<String> keys = new ArrayList<>();
    byKey.values().stream()
        .filter(setting -> setting.isPrefix() == prefixes)
        .forEach(setting -> keys.add(setting.key()));
    return keys;
  }

  /** The settings that the environment gives, by key. */
  Map<String, GivenValue> in(Map<String, String> environment) {
    Map<String, GivenValue> given = new LinkedHashMap<>();
    environment.forEach(
        (name, value) ->
            keyOf(name)
                .ifPresent(
                    key ->
                        given.put(key, GivenValue.scalar(value, "environment variable " + name))));
    return given;
  }

  /** Variables that look like settings and are none, with the key that may be meant. */
  List<String> strayVariables(Map<String, String> environment) {
    List<String> notices = new ArrayList<>();
    for (String name : environment.keySet()) {
      if (name.startsWith(ENVIRONMENT_PREFIX) && keyOf(name).isEmpty()) {
        nearest(name.substring(ENVIRONMENT_PREFIX.length()))
            .ifPresent(key -> notices.add(name + " sets nothing; did you mean " + variable(key)));
      }
    }
    return notices;
  }

  private Optional<String> keyOf(String variable) {
    for (Setting<?> setting : byKey.values()) {
      String name = variable(setting.key());
      if (!setting.isPrefix() && name.equals(variable)) {
        return Optional.of(setting.key());
      }
      if (setting.isPrefix() && variable.startsWith(name) && variable.length() > name.length()) {
        return Optional.of(setting.key() + option(variable.substring(name.length())));
      }
    }
    return Optional.empty();
  }

  /** A variable cannot tell a dot from a dash, so two underscores are the dash of an option. */
  private static String option(String rest) {
    return rest.toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
  }

  static String variable(String key) {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
