package io.sluice.common.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gathers what is given, from the weakest source to the strongest: files in the order named, the
 * environment, assignments ({@code --set}). Then reads all of it at once, and complains about all
 * that is wrong at once. Used once and thrown away.
 */
public final class SettingsLoader {

  private static final String INVALID = "is not valid";

  private final KnownSettings known;
  private final List<Path> files = new ArrayList<>();
  private final List<String> assignments = new ArrayList<>();
  private final List<BadSetting> problems = new ArrayList<>();
  private final Map<String, GivenValue> given = new LinkedHashMap<>();
  private final Map<String, Settings.Entry> entries = new LinkedHashMap<>();
  private Map<String, String> environment = Map.of();

  SettingsLoader(Collection<? extends Setting<?>> known) {
    this.known = new KnownSettings(known);
  }

  public SettingsLoader files(Collection<Path> paths) {
    files.addAll(paths);
    return this;
  }

  /** Usually {@code System.getenv()}; also what {@code ${env:NAME}} looks into. */
  public SettingsLoader environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
    return this;
  }

  /** Texts of the form {@code key=value}. */
  public SettingsLoader assignments(Collection<String> texts) {
    assignments.addAll(texts);
    return this;
  }

  /**
   * Reads everything.
   *
   * @throws SettingsException with all that is wrong, a line each
   */
  public Settings load() {
    files.forEach(file -> given.putAll(SettingsFile.read(file, problems)));
    given.putAll(known.in(environment));
    assignments.forEach(this::assign);
    refuseUnknown();
    known.all().forEach(this::read);
    SettingsException.throwIfAny(problems);
    return new Settings(known, entries, known.strayVariables(environment));
  }

  /** The text is not quoted in the complaint: what stands without a key may be a password. */
  private void assign(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      problems.add(
          new BadSetting("--set", null, null, "has no key", "write --set key=value, in one word"));
      return;
    }
    String key = text.substring(0, equals).trim();
    given.put(key, GivenValue.scalar(text.substring(equals + 1), "--set"));
  }

  private void refuseUnknown() {
    given.forEach(
        (key, value) -> {
          if (!known.knows(key)) {
            String fix =
                known
                    .nearest(key)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("docs/configuration.md lists all settings");
            problems.add(new BadSetting(key, null, value.origin(), "is no setting", fix));
          }
        });
  }

  private void read(Setting<?> setting) {
    if (setting.isPrefix()) {
      @SuppressWarnings("unchecked") // a prefix setting is made by Setting.passThrough alone
      Setting<PassThrough> prefix = (Setting<PassThrough>) setting;
      gather(prefix);
    } else {
      readOne(setting);
    }
  }

  private <T> void readOne(Setting<T> setting) {
    GivenValue value = given.get(setting.key());
    if (value != null && !value.isEmpty()) {
      parse(setting, value)
          .ifPresent(
              parsed -> put(setting, parsed, shown(setting, value), "from " + value.origin()));
    } else if (setting.isRequired()) {
      refuseMissing(setting);
    } else {
      String shown = setting.defaultText().orElse("");
      put(setting, setting.valueWhenAbsent(), shown, "default");
    }
  }

  private <T> Optional<T> parse(Setting<T> setting, GivenValue value) {
    try {
      References references = new References(environment);
      T parsed =
          value.isList() ? items(setting, value, references) : scalar(setting, value, references);
      if (setting.allows(parsed)) {
        return Optional.of(parsed);
      }
      refuse(setting, value, INVALID, "write " + setting.expectation());
    } catch (References.Broken e) {
      refuse(setting, value, e.getMessage(), e.fix());
    } catch (RuntimeException e) {
      // Whatever the parser says may quote the value: only the type's own words are shown.
      refuse(setting, value, INVALID, "write " + setting.expectation());
    }
    return Optional.empty();
  }

  private static <T> T scalar(Setting<T> setting, GivenValue value, References references)
      throws References.Broken {
    return setting.type().parse(references.follow(value.text()));
  }

  private static <T> T items(Setting<T> setting, GivenValue value, References references)
      throws References.Broken {
    List<String> items = new ArrayList<>();
    for (String item : value.items()) {
      items.add(references.follow(item));
    }
    return setting.type().parseItems(items);
  }

  private void gather(Setting<PassThrough> setting) {
    Map<String, String> options = new TreeMap<>();
    TreeSet<String> secretNames = new TreeSet<>();
    given.forEach(
        (key, value) -> {
          String name = key.startsWith(setting.key()) ? key.substring(setting.key().length()) : "";
          if (!name.isEmpty()) {
            gather(key, name, value, options, secretNames);
          }
        });
    PassThrough gathered = PassThrough.of(options, secretNames);
    if (!setting.allows(gathered)) {
      String fix = "write " + setting.expectation();
      problems.add(new BadSetting(setting.shownKey(), null, null, INVALID, fix));
    }
    String shown = gathered.isEmpty() ? "" : gathered.toString();
    put(setting, gathered, shown, gathered.isEmpty() ? "default" : "as given");
  }

  private void gather(
      String key,
      String name,
      GivenValue value,
      Map<String, String> options,
      TreeSet<String> secretNames) {
    try {
      if (value.isList()) {
        throw new References.Broken("is a list", "write it as one text, as its documentation asks");
      }
      options.put(name, new References(environment).follow(value.text()));
      if (References.isIn(value.text())) {
        secretNames.add(name);
      }
    } catch (References.Broken e) {
      String shown = Redaction.namesSecret(name) ? Secret.MASK : value.shown();
      problems.add(new BadSetting(key, shown, value.origin(), e.getMessage(), e.fix()));
    }
  }

  private void put(Setting<?> setting, Object value, String shown, String origin) {
    entries.put(setting.key(), new Settings.Entry(value, shown, origin));
  }

  private void refuseMissing(Setting<?> setting) {
    String example = setting.example().map(text -> ", e.g. " + text).orElse("");
    problems.add(
        new BadSetting(
            setting.key(),
            null,
            null,
            "is required",
            "give it in a --config file, as "
                + KnownSettings.variable(setting.key())
                + " or with --set"
                + example));
  }

  private void refuse(Setting<?> setting, GivenValue value, String problem, String fix) {
    problems.add(
        new BadSetting(setting.key(), shown(setting, value), value.origin(), problem, fix));
  }

  private static String shown(Setting<?> setting, GivenValue value) {
    return setting.isSecret() ? Secret.MASK : value.shown();
  }
}
