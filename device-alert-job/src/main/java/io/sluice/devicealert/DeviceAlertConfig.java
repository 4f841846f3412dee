package io.sluice.devicealert;

import io.sluice.common.config.Setting;
import io.sluice.common.config.SettingTypes;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.runtime.RuntimeConfig;
import io.sluice.common.state.StateConfig;
import io.sluice.common.time.Lateness;
import io.sluice.devicealert.detect.DetectConfig;
import io.sluice.devicealert.device.DeviceLookup;
import io.sluice.devicealert.dispatch.DispatchConfig;
import io.sluice.devicealert.rule.RuleChange;
import io.sluice.devicealert.rule.RuleLimits;
import io.sluice.devicealert.rule.RulesFile;
import io.sluice.devicealert.sequence.SequenceBook;
import io.sluice.devicealert.sequence.SequenceConfig;
import io.sluice.devicealert.sequence.SequencesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the pipeline needs to know, checked. */
public record DeviceAlertConfig(
    RuntimeConfig runtime,
    Lateness lateness,
    RuleLimits limits,
    DetectConfig detect,
    SequenceConfig sequences,
    DispatchConfig dispatch,
    StateConfig state) {

  public static final Setting<Duration> LATENESS = Lateness.setting("30s");

  public static final Setting<Optional<Path>> RULES_FILE =
      Setting.path("rules.file")
          .describedAs(
              "The rules to start with, YAML or JSON, complete before the first event is read."
                  + " Started from a savepoint the job has its rules; changes come by the topic.")
          .optional();
  public static final Setting<List<String>> CATALOGUE =
      Setting.list("rules.catalogue", SettingTypes.text())
          .defaultsTo("")
          .example("8,14,A,B")
          .describedAs(
              "The codes that devices have. Rules that name others are refused, events that carry"
                  + " others are rejected. Empty: all codes are known.");
  public static final Setting<Duration> MAX_WINDOW =
      Setting.duration("rules.max-window")
          .atLeast("1s")
          .atMost("31d")
          .defaultsTo("1d")
          .describedAs(
              "The longest within or for that a rule may ask: so far back the logs of devices go.");

  public static final Setting<Integer> MAX_LOG_EVENTS =
      Setting.integer("detect.max-log-events")
          .atLeast("16")
          .atMost("100000")
          .defaultsTo("1000")
          .describedAs(
              "Events of one device that are remembered at most. Beyond it the oldest are dropped,"
                  + " which late.jsonl and the device's alerts say (LOG_OVERFLOW).");
  public static final Setting<Duration> FORGET_AFTER =
      Setting.duration("detect.forget-after")
          .atLeast("1h")
          .atMost("3650d")
          .defaultsTo("30d")
          .describedAs(
              "A device without an open alert is forgotten when nothing has been heard of it for so"
                  + " long, in event time. At least rules.max-window, as a rule may look so far.");

  public static final Setting<Optional<String>> SEQUENCES =
      Setting.text("cep.sequences")
          .example("/etc/sluice/sequences.yaml")
          .describedAs(
              "The sequences that run on flink-cep: shipped, none, a file with a list under"
                  + " cepSequences (YAML or JSON), or such a document itself as JSON. Read at"
                  + " start. Left out: the shipped ones, and in a replay none.")
          .optional();
  public static final Setting<Integer> MAX_SEQUENCE_EVENTS =
      Setting.integer("cep.max-events")
          .atLeast("16")
          .atMost("10000")
          .defaultsTo("100")
          .describedAs(
              "Events of one device that flink-cep is told of at most within the longest within of"
                  + " all sequences, and in one second of event time. What a device says beyond it is left out, which late.jsonl and the device's alerts say"
                  + " (LOG_OVERFLOW). With oneOrMore the work for a device grows with the cube.");

  public static final List<SettingsSection> SECTIONS =
      List.of(
          new SettingsSection(
              "Event time", "", List.of(LATENESS, Lateness.MAX_FUTURE, Lateness.IDLENESS)),
          new SettingsSection("Rules", "", List.of(RULES_FILE, CATALOGUE, MAX_WINDOW)),
          new SettingsSection("Detection", "", List.of(MAX_LOG_EVENTS, FORGET_AFTER)),
          new SettingsSection("Sequences", "", List.of(SEQUENCES, MAX_SEQUENCE_EVENTS)),
          DeviceLookup.SECTION,
          DispatchConfig.SECTION,
          StateConfig.SECTION,
          new SettingsSection("Running", "", RuntimeConfig.SETTINGS));

  /** For a job that runs on. */
  public static DeviceAlertConfig from(Settings settings) {
    Lateness lateness = Lateness.from(settings, LATENESS);
    return from(settings, lateness, DispatchConfig.from(settings, lateness.tolerance()), true);
  }

  /** For a replay: no rule of the wall clock. */
  public static DeviceAlertConfig forReplay(Settings settings) {
    Lateness lateness = Lateness.from(settings, LATENESS).forReplay();
    return from(
        settings, lateness, DispatchConfig.from(settings, lateness.tolerance()).forReplay(), false);
  }

  private static DeviceAlertConfig from(
      Settings settings, Lateness lateness, DispatchConfig dispatch, boolean wallClock) {
    int maxLogEvents = settings.get(MAX_LOG_EVENTS);
    RuleLimits forAll =
        new RuleLimits(
            settings.get(MAX_WINDOW).toMillis(),
            maxLogEvents / 2,
            Set.copyOf(settings.get(CATALOGUE)));
    SequenceBook sequences = sequences(settings, forAll, wallClock);
    RuleLimits limits = forAll.beside(sequences.ids(), sequences.overrides());
    DetectConfig detect =
        new DetectConfig(
            lateness.tolerance().toMillis(),
            maxLogEvents,
            forgetAfter(settings),
            wallClock,
            rules(settings, limits));
    return new DeviceAlertConfig(
        RuntimeConfig.from(settings),
        lateness,
        limits,
        detect,
        new SequenceConfig(
            sequences,
            lateness.tolerance().toMillis(),
            settings.get(MAX_SEQUENCE_EVENTS),
            wallClock),
        dispatch,
        StateConfig.from(settings));
  }

  /** The same with the rules that have been published since the file was written. */
  public DeviceAlertConfig startingWith(List<RuleChange> rules) {
    DetectConfig started =
        new DetectConfig(
            detect.tolerance(),
            detect.maxLogEvents(),
            detect.forgetAfter(),
            detect.wallClock(),
            rules);
    return new DeviceAlertConfig(runtime, lateness, limits, started, sequences, dispatch, state);
  }

  private static SequenceBook sequences(Settings settings, RuleLimits limits, boolean shipped) {
    String given =
        settings.get(SEQUENCES).orElse(shipped ? SequencesFile.SHIPPED : SequencesFile.NONE);
    try {
      return SequencesFile.read(given, limits);
    } catch (IllegalArgumentException wrong) {
      throw new SettingsException(
          List.of(
              settings.problem(
                  SEQUENCES, wrong.getMessage().replace('\n', ' '), "correct the sequences")));
    }
  }

  private static Duration forgetAfter(Settings settings) {
    Duration forgetAfter = settings.get(FORGET_AFTER);
    if (forgetAfter.compareTo(settings.get(MAX_WINDOW)) < 0) {
      throw new SettingsException(
          List.of(
              settings.problem(
                  FORGET_AFTER,
                  "a rule may look further back, up to rules.max-window",
                  "make it at least as long as rules.max-window, or that one shorter")));
    }
    return forgetAfter;
  }

  private static List<RuleChange> rules(Settings settings, RuleLimits limits) {
    Optional<Path> file = settings.get(RULES_FILE);
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      return RulesFile.read(file.get(), limits);
    } catch (IllegalArgumentException wrong) {
      throw new SettingsException(
          List.of(
              settings.problem(
                  RULES_FILE, wrong.getMessage().replace('\n', ' '), "correct the rules")));
    }
  }
}
