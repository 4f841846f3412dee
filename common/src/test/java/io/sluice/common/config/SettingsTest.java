package io.sluice.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  enum Guarantee {
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  static final Setting<Duration> LATENESS =
      Setting.duration("lateness").atLeast("0s").atMost("7d").defaultsTo("2m");
  static final Setting<Integer> PARALLELISM =
      Setting.integer("parallelism").atLeast("1").defaultsTo("4");
  static final Setting<Long> MAX_LINE =
      Setting.memorySize("parse.max-line-bytes").defaultsTo("64kb");
  static final Setting<Boolean> MIGRATE = Setting.bool("jdbc.migrate").defaultsTo("true");
  static final Setting<Guarantee> GUARANTEE =
      Setting.choice("sink.access-clean.guarantee", Guarantee.class).defaultsTo("exactly-once");
  static final Setting<List<String>> PROXIES =
      Setting.list("parse.trusted-proxies", SettingTypes.text()).defaultsTo("10.0.0.0/8,::1");
  static final Setting<ZoneId> ZONE = Setting.zone("zone").defaultsTo("UTC");
  static final Setting<Optional<Path>> CITY_FILE = Setting.path("geo.city-file").optional();
  static final Setting<Optional<URI>> MODEL = Setting.url("model.url").optional();
  static final Setting<Double> SHARE = Setting.decimal("share").atMost("1").defaultsTo("0.5");
  static final Setting<Long> GENERATION = Setting.longInteger("generation").defaultsTo("0");
  static final Setting<String> URL = Setting.text("jdbc.url").example("jdbc:postgresql://db/x");
  static final Setting<PassThrough> FLINK = Setting.passThrough("flink.");

  static final List<Setting<?>> KNOWN =
      List.of(
          LATENESS,
          PARALLELISM,
          MAX_LINE,
          MIGRATE,
          GUARANTEE,
          PROXIES,
          ZONE,
          CITY_FILE,
          MODEL,
          SHARE,
          GENERATION,
          URL,
          FLINK);

  @TempDir Path directory;

  @Test
  void defaultsHoldWhereNothingIsGiven() {
    Settings settings = Settings.of(KNOWN, Map.of("jdbc.url", "jdbc:x"));

    assertThat(settings.get(LATENESS)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.get(PARALLELISM)).isEqualTo(4);
    assertThat(settings.get(MAX_LINE)).isEqualTo(65_536L);
    assertThat(settings.get(MIGRATE)).isTrue();
    assertThat(settings.get(GUARANTEE)).isEqualTo(Guarantee.EXACTLY_ONCE);
    assertThat(settings.get(PROXIES)).containsExactly("10.0.0.0/8", "::1");
    assertThat(settings.get(ZONE)).isEqualTo(ZoneId.of("UTC"));
    assertThat(settings.get(CITY_FILE)).isEmpty();
    assertThat(settings.get(MODEL)).isEmpty();
    assertThat(settings.get(SHARE)).isEqualTo(0.5);
    assertThat(settings.get(GENERATION)).isZero();
    assertThat(settings.get(FLINK).isEmpty()).isTrue();
    assertThat(settings.isGiven(LATENESS)).isFalse();
  }

  @Test
  void everySettingCanBeGivenInAFile() throws IOException {
    Path file =
        write(
            "all.yaml",
            """
            lateness: 250ms
            parallelism: 2
            parse: {max-line-bytes: 1 MiB, trusted-proxies: [192.168.0.0/16, "a,b"]}
            jdbc.migrate: off
            jdbc:
              url: jdbc:postgresql://db/x
            sink.access-clean.guarantee: at-least-once
            zone: Europe/Berlin
            geo.city-file: /data/city.mmdb
            model.url: http://model:8080/score
            share: 0.25
            generation: 7
            flink:
              state.backend:
                type: hashmap
              rest.port: 8081
            """);

    Settings settings = Settings.of(KNOWN, file);

    assertThat(settings.get(LATENESS)).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.get(PARALLELISM)).isEqualTo(2);
    assertThat(settings.get(MAX_LINE)).isEqualTo(1_048_576L);
    assertThat(settings.get(PROXIES)).containsExactly("192.168.0.0/16", "a,b");
    assertThat(settings.get(MIGRATE)).isFalse();
    assertThat(settings.get(URL)).isEqualTo("jdbc:postgresql://db/x");
    assertThat(settings.get(GUARANTEE)).isEqualTo(Guarantee.AT_LEAST_ONCE);
    assertThat(settings.get(ZONE)).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(settings.get(CITY_FILE)).contains(Path.of("/data/city.mmdb"));
    assertThat(settings.get(MODEL)).contains(URI.create("http://model:8080/score"));
    assertThat(settings.get(SHARE)).isEqualTo(0.25);
    assertThat(settings.get(GENERATION)).isEqualTo(7);
    assertThat(settings.get(FLINK).reveal())
        .isEqualTo(Map.of("state.backend.type", "hashmap", "rest.port", "8081"));
    assertThat(settings.isGiven(LATENESS)).isTrue();
  }

  @Test
  void laterFilesThenEnvironmentThenAssignmentsWin() throws IOException {
    Path base = write("base.yaml", "{jdbc.url: base, zone: base, lateness: 1s, generation: 1}");
    Path site = write("site.yaml", "{zone: UTC, lateness: 2s, generation: 2}");

    Settings settings =
        Settings.loader(KNOWN)
            .files(List.of(base, site))
            .environment(Map.of("SLUICE_LATENESS", "3s", "SLUICE_GENERATION", "3", "HOME", "/root"))
            .assignments(List.of("generation=4"))
            .load();

    assertThat(settings.get(URL)).isEqualTo("base");
    assertThat(settings.get(ZONE)).isEqualTo(ZoneId.of("UTC"));
    assertThat(settings.get(LATENESS)).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.get(GENERATION)).isEqualTo(4);
  }

  @Test
  void anEmptyValueBringsTheDefaultBackAndBracketsMeanAnEmptyList() throws IOException {
    Path file = write("f.yaml", "{jdbc.url: x, lateness: 1s, parse.trusted-proxies: [1.1.1.1]}");

    Settings settings =
        Settings.loader(KNOWN)
            .files(List.of(file))
            .assignments(List.of("lateness=", "parse.trusted-proxies=[]"))
            .load();

    assertThat(settings.get(LATENESS)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.get(PROXIES)).isEmpty();
  }

  @Test
  void environmentReachesDashedKeysAndOptions() {
    Settings settings =
        Settings.loader(KNOWN)
            .environment(
                Map.of(
                    "SLUICE_JDBC_URL", "x",
                    "SLUICE_PARSE_MAX_LINE_BYTES", "1kb",
                    "SLUICE_FLINK_EXECUTION_CHECKPOINTING_MIN__PAUSE", "1s"))
            .load();

    assertThat(settings.get(MAX_LINE)).isEqualTo(1_024);
    assertThat(settings.get(FLINK).reveal())
        .containsExactly(Map.entry("execution.checkpointing.min-pause", "1s"));
  }

  @Test
  void allThatIsWrongIsSaidAtOnceWithKeyValueOriginAndFix() throws IOException {
    Path file = write("prod.yaml", "zone: Mars\nlateness: 90\nsinks: {x: 1}\n");

    SettingsException failure =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                Settings.loader(KNOWN)
                    .files(List.of(file))
                    .environment(Map.of("SLUICE_PARALLELISM", "0", "SLUICE_SHARE", "x"))
                    .assignments(List.of("jdbc.migrate=perhaps", "latenes=1s", "share=2"))
                    .load());

    assertThat(failure.getMessage().lines())
        .containsExactlyInAnyOrder(
            "sinks.x (prod.yaml line 3) is no setting: docs/configuration.md lists all settings",
            "latenes (--set) is no setting: did you mean lateness?",
            "lateness = 90 (prod.yaml line 2) is not valid: write a number with its unit, e.g."
                + " 250ms, 2m, 1h30m or 1d, at least 0s, at most 7d",
            "parallelism = 0 (environment variable SLUICE_PARALLELISM) is not valid: write a"
                + " whole number, at least 1",
            "jdbc.migrate = perhaps (--set) is not valid: write true or false",
            "zone = Mars (prod.yaml line 1) is not valid: write a zone such as UTC,"
                + " Europe/Berlin or +02:00",
            "share = 2 (--set) is not valid: write a number such as 0.5, at most 1",
            "jdbc.url is required: give it in a --config file, as SLUICE_JDBC_URL or with --set,"
                + " e.g. jdbc:postgresql://db/x");
  }

  @Test
  void theKeyThatWasMeantIsNamed() {
    assertThat(unknown("kafka.bootstrap_servers")).contains("kafka.bootstrap-servers?");
    assertThat(unknown("bootstrap-servers")).contains("kafka.bootstrap-servers?");
    assertThat(unknown("kafka.bootstrapServer")).contains("kafka.bootstrap-servers?");
    assertThat(unknown("kafka.clients.security.protocol"))
        .contains("kafka.client.security.protocol?");
    assertThat(unknown("kafka.client.")).contains("is no setting");
  }

  @Test
  void aFileThatCannotBeUsedIsSaidInOneLine() throws IOException {
    assertThat(failure(directory.resolve("absent.yaml"))).contains("cannot be read");
    assertThat(failure(write("list.yaml", "- a\n- b"))).contains("is not a settings file");
    assertThat(failure(write("broken.yaml", "a: 1\nb: [1"))).contains("is not YAML");
    assertThat(failure(write("twice.yaml", "zone: UTC\njdbc: {url: x}\njdbc.url: y")))
        .contains("jdbc.url (twice.yaml line 3) is given twice");
    assertThat(failure(write("deep.yaml", "parse.trusted-proxies: [[a]]")))
        .contains("has an item that is no plain value");
    assertThat(failure(write("map.yaml", "zone: [a]"))).contains("zone = [a]");
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    Settings settings =
        Settings.loader(KNOWN)
            .files(List.of(write("empty.yaml", ""), write("comment.yaml", "# nothing\n")))
            .assignments(List.of("jdbc.url=x"))
            .load();

    assertThat(settings.get(URL)).isEqualTo("x");
  }

  @Test
  void aNearlyRightVariableIsNoticedAndAForeignOneIsNot() {
    Settings settings =
        Settings.loader(KNOWN)
            .environment(
                Map.of("SLUICE_JDBC_URL", "x", "SLUICE_LATENES", "1s", "SLUICE_PORT_80_TCP", "y"))
            .load();

    assertThat(settings.notices())
        .containsExactly("SLUICE_LATENES sets nothing; did you mean SLUICE_LATENESS");
  }

  @Test
  void whatContradictsItselfCanBeSaidInTheSameForm() {
    Settings settings = Settings.of(KNOWN, Map.of("jdbc.url", "x", "lateness", "3d"));

    assertThat(settings.problem(LATENESS, "is longer than the retention", "write at most 1d"))
        .hasToString("lateness = 3d (from --set) is longer than the retention: write at most 1d");
  }

  @Test
  void aSettingThatWasNotLoadedCannotBeAsked() {
    Settings settings = Settings.of(KNOWN, Map.of("jdbc.url", "x"));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> settings.get(Setting.text("jdbc.url")));
  }

  private static String unknown(String key) {
    return catchThrowableOfType(
            SettingsException.class, () -> Settings.of(KafkaConfig.SETTINGS, Map.of(key, "x")))
        .getMessage();
  }

  private static String failure(Path file) {
    return catchThrowableOfType(SettingsException.class, () -> Settings.of(KNOWN, file))
        .getMessage();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
