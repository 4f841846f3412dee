package io.sluice.loganalytics;

import io.sluice.common.config.BadSetting;
import io.sluice.common.config.Secret;
import io.sluice.common.config.Setting;
import io.sluice.common.config.SettingTypes;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.config.SettingsSection;
import io.sluice.common.dictionary.Source;
import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.runtime.RuntimeConfig;
import io.sluice.common.state.StateConfig;
import io.sluice.common.time.Lateness;
import io.sluice.loganalytics.appevent.AppEventsConfig;
import io.sluice.loganalytics.clean.CleanConfig;
import io.sluice.loganalytics.clean.RulesFile;
import io.sluice.loganalytics.enrich.EnrichConfig;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.lookup.CustomersConfig;
import io.sluice.loganalytics.parse.ParseConfig;
import io.sluice.loganalytics.quality.QualityConfig;
import io.sluice.loganalytics.ranking.GainScale;
import io.sluice.loganalytics.ranking.RankingConfig;
import io.sluice.loganalytics.traffic.TrafficConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What the pipeline needs to know, checked. How the job reaches the world outside is in {@link
 * LiveConfig}; a replay has no such world.
 *
 * @param accessLogs what the data dictionary says of access logs, null for nothing
 * @param customerKey what of a request its customer is looked up by
 * @param aggregateInterval how long counts wait before the shuffle
 * @param appEvents for the stages of app events, where there are any
 * @param ranking how searches are judged, likewise
 */
public record LogAnalyticsConfig(
    RuntimeConfig runtime,
    Lateness lateness,
    ParseConfig parse,
    Source accessLogs,
    CleanConfig clean,
    EnrichConfig enrich,
    Privacy privacy,
    String customerKey,
    Duration aggregateInterval,
    TrafficConfig traffic,
    QualityConfig quality,
    AppEventsConfig appEvents,
    RankingConfig ranking) {

  private static final Duration USUAL_EVENT_LATENESS = Duration.ofSeconds(30);

  public static final Setting<Duration> LATENESS = Lateness.setting("2m");

  public static final Setting<Optional<Duration>> EVENT_LATENESS =
      Setting.duration("app-events.lateness")
          .atLeast("0s")
          .atMost("7d")
          .describedAs(
              "The lateness of app events, where it is another than that of access logs. Left out,"
                  + " it is what lateness says, or 30s where that says nothing either.")
          .optional();

  public static final Setting<List<String>> FORMAT =
      Setting.of(ParseConfig.FORMAT_KEY, new FormatListType())
          .defaultsTo("auto")
          .describedAs(
              "auto recognises each line by itself; or the name of a format; or your own nginx"
                  + " log_format (known by its $), Apache LogFormat or gunicorn access_log_format"
                  + " (known by their %). Several are tried in order, line by line.");
  public static final Setting<String> ENVELOPE =
      Setting.text(ParseConfig.ENVELOPE_KEY)
          .defaultsTo("auto")
          .describedAs(
              "What shippers wrap around a line: auto (recognised record by record), none,"
                  + " filebeat, fluent-bit, vector, flume-avro, flume-json, or json: and the JSON"
                  + " pointer to the line. A named one is required of every record.");
  public static final Setting<List<String>> JSON_FIELDS =
      Setting.list(ParseConfig.JSON_FIELDS_KEY, SettingTypes.text())
          .defaultsTo("")
          .example("client_ip=remote_addr,url=request_uri,time=time_iso8601")
          .describedAs(
              "For the format nginx-json: members (or JSON pointers) and the nginx variables they"
                  + " stand for. Members named like variables need no mention.");
  public static final Setting<String> W3C_FIELDS =
      Setting.text(ParseConfig.W3C_FIELDS_KEY)
          .defaultsTo("")
          .example("date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip")
          .describedAs(
              "The columns of W3C logs whose #Fields line is not in the topic or file, as many"
                  + " shippers leave it out.");
  public static final Setting<List<String>> TRUSTED_PROXIES =
      Setting.list(ParseConfig.TRUSTED_PROXIES_KEY, SettingTypes.text())
          .defaultsTo("")
          .example("10.0.0.0/8,2001:db8::/32")
          .describedAs(
              "Addresses and CIDR blocks of your own proxies. X-Forwarded-For is walked from the"
                  + " right past them; without any, the peer of the connection is the client.");
  public static final Setting<Long> MAX_LINE_BYTES =
      Setting.memorySize(ParseConfig.MAX_LINE_BYTES_KEY)
          .atLeast("1kb")
          .atMost("16mb")
          .defaultsTo("1mb")
          .describedAs("Longer lines are rejected, with their bytes.");

  private static final List<Setting<?>> PARSING =
      List.of(FORMAT, ENVELOPE, JSON_FIELDS, W3C_FIELDS, TRUSTED_PROXIES, MAX_LINE_BYTES);

  public static final Setting<Optional<Path>> RULES_FILE =
      Setting.path("clean.rules-file")
          .describedAs(
              "Cleaning rules to begin with, YAML or JSON, read where the job is submitted. A"
                  + " newer version from the topic takes their place.")
          .optional();
  public static final Setting<String> RULE_SET =
      Setting.text("clean.rule-set")
          .defaultsTo("cleaning")
          .describedAs(
              "The id of the sets of cleaning rules that this job obeys; it leaves sets with"
                  + " another id alone.");

  public static final Setting<Optional<Path>> CITY_FILE =
      Setting.path("geo.city-file")
          .describedAs(
              "A MaxMind DB file with cities (GeoLite2-City, GeoIP2-City or of that schema) on"
                  + " every TaskManager. Without it, or while it cannot be read, places are"
                  + " unknown and counted as misses.")
          .optional();
  public static final Setting<Optional<Path>> ASN_FILE =
      Setting.path("geo.asn-file")
          .describedAs("A MaxMind DB file with autonomous systems (GeoLite2-ASN); likewise.")
          .optional();
  public static final Setting<Duration> GEO_RELOAD_INTERVAL =
      Setting.duration("geo.reload-interval")
          .atMost("1d")
          .defaultsTo("1m")
          .describedAs(
              "How often the geo files are looked at for a new version, which is opened beside the"
                  + " one in use, read through and then swapped in; one that is no good is left"
                  + " alone until it changes. 0 for never.");
  public static final Setting<Integer> USER_AGENT_CACHE =
      Setting.integer("user-agent.cache-size")
          .atLeast("100")
          .atMost("10000000")
          .defaultsTo("50000")
          .describedAs("Distinct user agents that each subtask remembers.");

  public static final Setting<Privacy.AddressRule> ADDRESS =
      Setting.choice("privacy.address", Privacy.AddressRule.class)
          .defaultsTo("keep")
          .describedAs(
              "What of a client's address is written: keep, truncate (to /24, /48) or omit."
                  + " Locating and counting use the whole address. Dead letters hold the original"
                  + " bytes: restrict who reads them.");
  public static final Setting<Privacy.UserRule> USER =
      Setting.choice("privacy.user", Privacy.UserRule.class)
          .defaultsTo("keep")
          .describedAs("What of an authenticated user is written: keep, hash or omit.");
  public static final Setting<Secret> USER_KEY =
      Setting.secret("privacy.user-key")
          .defaultsTo("")
          .describedAs("The secret that privacy.user=hash needs.");

  public static final Setting<ZoneId> ZONE =
      Setting.zone("zone")
          .defaultsTo("UTC")
          .describedAs("Whose clock the windows from hour to month follow.");
  public static final Setting<Duration> FLUSH_INTERVAL =
      Setting.duration("traffic.flush-interval")
          .atLeast("10ms")
          .atMost("1m")
          .defaultsTo("250ms")
          .describedAs("How often open rows are written as they grow.");
  public static final Setting<Duration> AGGREGATE_INTERVAL =
      Setting.duration("traffic.aggregate-interval")
          .atLeast("10ms")
          .atMost("1m")
          .defaultsTo("100ms")
          .describedAs(
              "How long counts are held before the shuffle at most. Longer sends less over the"
                  + " network.");
  public static final Setting<Integer> MAX_VALUES =
      Setting.integer("traffic.max-values")
          .atLeast("1")
          .atMost("100000")
          .defaultsTo("1000")
          .describedAs(
              "Values of a dimension that one window counts apart; the rest is 'other'. Never"
                  + " applied to status and country.");

  public static final Setting<RankingConfig.Engine> ENGINE =
      Setting.choice("ranking.engine", RankingConfig.Engine.class)
          .defaultsTo("cohort")
          .describedAs(
              "How searches are kept until they are judged: cohort packs them in heap, sliding is"
                  + " Flink's own sliding window, the reference. Results are the same. A savepoint"
                  + " holds the searches of the engine it was taken with; started with the other it"
                  + " is refused.");
  public static final Setting<GainScale> GAIN =
      Setting.choice("ranking.gain", GainScale.class)
          .defaultsTo("linear")
          .describedAs("What a gain weighs: linear as it is, exponential 2^gain - 1.");
  public static final Setting<Duration> CLICK_MEMORY =
      Setting.duration("ranking.click-memory")
          .atLeast("0s")
          .atMost("1d")
          .defaultsTo("15m")
          .describedAs(
              "How long after its firing a search is remembered, to tell a late click from an"
                  + " orphan and a repeated search from a new one. A multiple of five minutes; some"
                  + " ten bytes of state a search.");
  public static final Setting<RankingConfig.RollUp> ROLL_UP =
      Setting.choice("ranking.rollup", RankingConfig.RollUp.class)
          .defaultsTo("second")
          .describedAs(
              "The finest level of ndcg-rollup: second, minute, or none for no roll-up. A search"
                  + " makes up to sixteen rows per second and per minute it began in.");

  public static final List<SettingsSection> SECTIONS =
      List.of(
          new SettingsSection(
              "Event time",
              "",
              List.of(LATENESS, EVENT_LATENESS, Lateness.MAX_FUTURE, Lateness.IDLENESS)),
          new SettingsSection("Parsing", "", PARSING),
          SourcesConfig.SECTION,
          new SettingsSection("Cleaning", "", List.of(RULES_FILE, RULE_SET)),
          new SettingsSection(
              "Enrichment",
              "",
              List.of(CITY_FILE, ASN_FILE, GEO_RELOAD_INTERVAL, USER_AGENT_CACHE)),
          CustomersConfig.SECTION,
          new SettingsSection("Privacy", "", List.of(ADDRESS, USER, USER_KEY)),
          new SettingsSection(
              "Traffic", "", List.of(ZONE, FLUSH_INTERVAL, AGGREGATE_INTERVAL, MAX_VALUES)),
          new SettingsSection("Ranking", "", List.of(ENGINE, GAIN, CLICK_MEMORY, ROLL_UP)),
          new SettingsSection("Quality", "", QualityConfig.SETTINGS),
          StateConfig.SECTION,
          new SettingsSection("Running", "", RuntimeConfig.SETTINGS));

  /** For a job that runs on. */
  public static LogAnalyticsConfig from(Settings settings) {
    return from(settings, Lateness.from(settings, LATENESS), false);
  }

  /** For a replay: no rule of the wall clock, and rows only when they are final. */
  public static LogAnalyticsConfig forReplay(Settings settings) {
    return from(settings, Lateness.from(settings, LATENESS).forReplay(), true);
  }

  private static LogAnalyticsConfig from(
      Settings settings, Lateness lateness, boolean finalRowsOnly) {
    EnrichConfig enrich =
        new EnrichConfig(
            file(settings.get(CITY_FILE)),
            file(settings.get(ASN_FILE)),
            finalRowsOnly ? Duration.ZERO : settings.get(GEO_RELOAD_INTERVAL),
            settings.get(USER_AGENT_CACHE));
    return new LogAnalyticsConfig(
        RuntimeConfig.from(settings),
        lateness,
        parse(settings),
        SourcesConfig.accessLogs(settings),
        clean(settings),
        enrich,
        privacy(settings),
        CustomersConfig.keyField(settings),
        settings.get(AGGREGATE_INTERVAL),
        new TrafficConfig(
            settings.get(ZONE),
            settings.get(MAX_VALUES),
            settings.get(FLUSH_INTERVAL),
            finalRowsOnly),
        QualityConfig.from(settings, settings.get(ZONE), !finalRowsOnly),
        new AppEventsConfig(
            new Lateness(eventTolerance(settings), lateness.maxFuture(), lateness.idleness()),
            SourcesConfig.appEvents(settings),
            enrich),
        ranking(settings, finalRowsOnly));
  }

  private static Duration eventTolerance(Settings settings) {
    Duration given = settings.isGiven(LATENESS) ? settings.get(LATENESS) : USUAL_EVENT_LATENESS;
    return settings.get(EVENT_LATENESS).orElse(given);
  }

  private static RankingConfig ranking(Settings settings, boolean finalRowsOnly) {
    Duration memory = settings.get(CLICK_MEMORY);
    if (memory.toMillis() % Duration.ofMinutes(5).toMillis() != 0) {
      throw refused(
          settings.problem(CLICK_MEMORY, "is no multiple of five minutes", "write 15m or 1h"));
    }
    return new RankingConfig(
        settings.get(ENGINE),
        settings.get(GAIN),
        memory,
        settings.get(ROLL_UP).finest(),
        settings.get(ZONE),
        finalRowsOnly,
        StateConfig.from(settings));
  }

  private static ParseConfig parse(Settings settings) {
    try {
      return new ParseConfig(
          settings.get(FORMAT),
          settings.get(ENVELOPE),
          settings.get(JSON_FIELDS),
          settings.get(W3C_FIELDS),
          settings.get(TRUSTED_PROXIES),
          settings.get(MAX_LINE_BYTES).intValue());
    } catch (IllegalArgumentException wrong) {
      String message = wrong.getMessage();
      Setting<?> setting =
          PARSING.stream()
              .filter(each -> message.startsWith(each.key() + ":"))
              .findFirst()
              .orElse(FORMAT);
      throw refused(settings.problem(setting, message, setting.description()));
    }
  }

  private static CleanConfig clean(Settings settings) {
    String setId = settings.get(RULE_SET);
    try {
      Optional<Path> file = settings.get(RULES_FILE);
      return new CleanConfig(setId, file.isEmpty() ? null : RulesFile.read(file.get(), setId));
    } catch (RuleSetException | IOException wrong) {
      String reasons = String.join("; ", wrong.getMessage().split("\n"));
      throw refused(settings.problem(RULES_FILE, reasons, "docs/cleaning-rules.md says what may"));
    }
  }

  private static Privacy privacy(Settings settings) {
    Secret key = settings.get(USER_KEY);
    if (settings.get(USER) == Privacy.UserRule.HASH && key.reveal().isEmpty()) {
      throw refused(
          settings.problem(
              USER, "needs a secret to hash with", "set privacy.user-key=${env:…}, or omit"));
    }
    return new Privacy(settings.get(ADDRESS), settings.get(USER), key.reveal());
  }

  private static SettingsException refused(BadSetting problem) {
    return new SettingsException(List.of(problem));
  }

  private static String file(Optional<Path> path) {
    return path.map(Path::toString).orElse(null);
  }
}
