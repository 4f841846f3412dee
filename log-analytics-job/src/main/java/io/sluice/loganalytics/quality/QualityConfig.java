package io.sluice.loganalytics.quality;

import io.sluice.common.config.Setting;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.quality.QualityRule;
import io.sluice.common.quality.QualityRulesFile;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is expected of the input.
 *
 * @param zone whose hours of the week are compared
 * @param patience how long event time may stand still before the wall clock moves it on for the
 *     rules; zero in a replay, where no clock acts
 */
public record QualityConfig(List<QualityRule> rules, ZoneId zone, Duration patience) {

  /** The stages that rules may name. */
  public static final Set<String> STAGES =
      Set.of(
          "parse",
          "clean",
          "enrich",
          "lookup",
          "traffic",
          "parse-events",
          "enrich-events",
          "ranking");

  public static final Setting<Optional<Path>> RULES_FILE =
      Setting.path("quality.rules-file")
          .describedAs(
              "Rules on the quality of the input, read when the job starts; see the event formats."
                  + " Without it the shipped ones hold: silence, unusual volume, rejects, late"
                  + " requests, what cleaning rules leave out.")
          .optional();
  public static final Setting<Duration> PATIENCE =
      Setting.duration("quality.patience")
          .atLeast("10s")
          .atMost("1d")
          .defaultsTo("1m")
          .describedAs(
              "How long event time may stand still (silence, nothing but garbage) before quality"
                  + " rules go on by the wall clock. Plays no part in a replay.");

  public static final List<Setting<?>> SETTINGS = List.of(RULES_FILE, PATIENCE);

  private static final String SHIPPED = "quality-rules.yaml";

  /**
   * @param live whether the wall clock has a say
   * @throws SettingsException that names the rule and what is wrong with it
   */
  public static QualityConfig from(Settings settings, ZoneId zone, boolean live) {
    QualityRulesFile file = new QualityRulesFile(STAGES, QualityField.names());
    Duration patience = live ? settings.get(PATIENCE) : Duration.ZERO;
    try {
      List<QualityRule> rules =
          settings.get(RULES_FILE).map(file::read).orElseGet(() -> shipped(file));
      return new QualityConfig(rules, zone, patience);
    } catch (IllegalArgumentException wrong) {
      throw new SettingsException(
          List.of(settings.problem(RULES_FILE, "does not hold", wrong.getMessage())));
    }
  }

  boolean live() {
    return !patience.isZero();
  }

  List<QualityRule> fieldRules() {
    return rules.stream().filter(rule -> rule.type().readsField()).toList();
  }

  private static List<QualityRule> shipped(QualityRulesFile file) {
    try (Reader reader =
        new InputStreamReader(
            QualityConfig.class.getResourceAsStream(SHIPPED), StandardCharsets.UTF_8)) {
      return file.read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("The rules in the jar cannot be read", e);
    }
  }
}
