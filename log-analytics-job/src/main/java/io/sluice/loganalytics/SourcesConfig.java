package io.sluice.loganalytics;

import io.sluice.common.config.BadSetting;
import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.dictionary.Dictionary;
import io.sluice.common.dictionary.DictionaryException;
import io.sluice.common.dictionary.Source;
import io.sluice.loganalytics.appevent.AppEventDecoder;
import io.sluice.loganalytics.parse.ParseConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of the data dictionary, and the sources that the job finds in it. */
final class SourcesConfig {
  private static final Setting<Optional<Path>> FILE =
      Setting.path("sources.file")
          .describedAs(
              "The data dictionary, see docs/data-dictionary.md: read and checked at the start, by"
                  + " the job's main.")
          .optional();
  private static final Setting<String> ACCESS_LOGS =
      Setting.text("sources.access-logs")
          .defaultsTo("access-logs")
          .describedAs(
              "The source of the dictionary, by name or topic, that describes lines of the access"
                  + " logs. What it does not recognise is read by parse.format.");

  private static final Setting<String> APP_EVENTS =
      Setting.text("sources.app-events")
          .defaultsTo("app-events")
          .describedAs(
              "The source of the dictionary, by name or topic, that describes app events. What it"
                  + " does not recognise is read by the presets app-search, app-click and"
                  + " app-order.");

  static final SettingsSection SECTION =
      new SettingsSection("Data dictionary", "", List.of(FILE, ACCESS_LOGS, APP_EVENTS));

  private SourcesConfig() {}

  /** The source of access logs, or null where the dictionary has none, or there is none. */
  static Source accessLogs(Settings settings) {
    return source(settings, ACCESS_LOGS, ParseConfig::checkSource);
  }

  /** The source of app events, likewise. */
  static Source appEvents(Settings settings) {
    return source(settings, APP_EVENTS, AppEventDecoder::checkSource);
  }

  private static Source source(Settings settings, Setting<String> named, Consumer<Source> check) {
    if (settings.get(FILE).isEmpty()) {
      return null;
    }
    Optional<Source> source = load(settings).source(settings.get(named));
    if (source.isEmpty() && settings.isGiven(named)) {
      throw refused(
          settings.problem(
              named, "is no source of sources.file", "name one, or describe it there"));
    }
    try {
      source.ifPresent(check);
    } catch (IllegalArgumentException wrong) {
      throw refused(problem(settings, wrong.getMessage()));
    }
    return source.orElse(null);
  }

  private static Dictionary load(Settings settings) {
    try {
      return Dictionary.load(settings.get(FILE).orElseThrow());
    } catch (DictionaryException wrong) {
      throw new SettingsException(
          wrong.problems().stream().map(line -> problem(settings, line)).toList());
    }
  }

  /** The last part of a dictionary's complaint is what to do. */
  private static BadSetting problem(Settings settings, String line) {
    int fix = line.lastIndexOf(": ");
    return settings.problem(FILE, line.substring(0, fix), line.substring(fix + 2));
  }

  private static SettingsException refused(BadSetting problem) {
    return new SettingsException(List.of(problem));
  }
}
