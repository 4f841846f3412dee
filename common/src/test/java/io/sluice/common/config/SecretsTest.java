package io.sluice.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No way of giving a secret, rightly or wrongly, makes it readable anywhere but in reveal(). */
class SecretsTest {

  private static final String SECRET = "hunter2-very-secret";

  private static final List<Setting<?>> KNOWN = new ArrayList<>();

  static {
    KNOWN.addAll(KafkaConfig.SETTINGS);
    KNOWN.addAll(JdbcConfig.SETTINGS);
  }

  private static final List<String> REST =
      List.of("kafka.bootstrap-servers=k:9092", "jdbc.url=jdbc:postgresql://db/x");

  @TempDir Path directory;

  @Test
  void aReferenceIsFollowedIntoEnvironmentAndFiles() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), SECRET + "\n");

    assertThat(jdbc("jdbc.password=${file:" + file + "}").password().reveal()).isEqualTo(SECRET);
    assertThat(jdbc("jdbc.password=${env:PW}").password().reveal()).isEqualTo(SECRET);
    assertThat(jdbc("jdbc.password=a${env:PW}b").password().reveal()).isEqualTo("a" + SECRET + "b");
    assertThat(jdbc("jdbc.password=$${env:PW}").password().reveal()).isEqualTo("${env:PW}");
    assertThat(jdbc("jdbc.password=$pw ${other}").password().reveal()).isEqualTo("$pw ${other}");
  }

  @Test
  void aBrokenReferenceIsRefusedByName() {
    assertThat(failure("jdbc.password=${env:ABSENT}")).contains("set ABSENT");
    assertThat(failure("jdbc.password=${file:/absent}")).contains("create or mount /absent");
  }

  @Test
  void printingShowsAMaskInItsPlace() {
    String jaas = "kafka.client.sasl.jaas.config=x password=\"${env:PW}\";";
    Settings settings =
        load("jdbc.password=" + SECRET, jaas, "kafka.client.ssl.key.password=" + SECRET);

    assertThat(settings.describe())
        .doesNotContain(SECRET)
        .contains("jdbc.password = ******", "sasl.jaas.config=******");
    assertThat(settings.toString()).doesNotContain(SECRET);
    assertThat(JdbcConfig.from(settings).toString()).doesNotContain(SECRET).contains("******");
    assertThat(KafkaConfig.from(settings).toString()).doesNotContain(SECRET).contains("******");
    assertThat(settings.problem(JdbcConfig.PASSWORD, "is weak", "take a better one").toString())
        .doesNotContain(SECRET);
    assertThat(KafkaConfig.from(settings).clientProperties().getProperty("sasl.jaas.config"))
        .isEqualTo("x password=\"" + SECRET + "\";");
  }

  @Test
  void anOptionWithAHarmlessNameIsMaskedOnceItRefersToASecret() {
    Settings settings = load("kafka.client.custom.thing=${env:PW}");

    assertThat(KafkaConfig.from(settings).toString()).doesNotContain(SECRET);
    assertThat(settings.describe()).doesNotContain(SECRET);
  }

  @Test
  void noComplaintQuotesASecret() throws IOException {
    assertThat(failure("jdbc.passwort=" + SECRET)).contains("jdbc.password?");
    assertThat(failure(SECRET)).contains("has no key");
    assertThat(failure("jdbc.url=jdbc:postgresql://u:" + SECRET + "@db/x")).contains("jdbc.url");
    assertThat(failure("jdbc.url=jdbc:postgresql://db/x?user=u&password=" + SECRET))
        .contains("jdbc.password");
    assertThat(failure("jdbc.connect-timeout=${env:PW}")).contains("${env:PW}");
    assertThat(failure("kafka.client.password=${env:ABSENT}" + SECRET)).contains("******");
    assertThat(failure("kafka.bootstrap-servers=x password=\"" + SECRET + "\"")).contains("******");
  }

  @Test
  void aBrokenFileIsNotQuoted() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("f.yaml"), "jdbc.password: \"" + SECRET + "\\q\nzone: [");

    assertThat(trace(catchThrowable(() -> Settings.of(KNOWN, file))))
        .doesNotContain(SECRET)
        .contains("is not YAML");
  }

  @Test
  void aPasswordOnTheCommandLineIsNotQuoted() {
    CommandLine line = CommandLine.of("job", List.of(new SettingsSection("All", "", KNOWN)));

    for (String[] args :
        new String[][] {
          {"--password=" + SECRET}, {SECRET}, {"--set", "jdbc.password", SECRET}, {"--set", SECRET}
        }) {
      assertThat(trace(catchThrowable(() -> line.run(args, Map.of(), null, (s, t) -> {}))))
          .contains("SettingsException")
          .doesNotContain(SECRET);
    }
  }

  private static JdbcConfig jdbc(String assignment) {
    return JdbcConfig.from(load(assignment));
  }

  private static Settings load(String... assignments) {
    List<String> all = new ArrayList<>(REST);
    all.addAll(List.of(assignments));
    return Settings.loader(KNOWN).environment(Map.of("PW", SECRET)).assignments(all).load();
  }

  private static String failure(String assignment) {
    String trace = trace(catchThrowable(() -> load(assignment)));
    assertThat(trace).doesNotContain(SECRET);
    return trace;
  }

  /** All that a log would show of it, causes included. */
  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
