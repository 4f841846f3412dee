package io.sluice.loganalytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.loganalytics.event.Agent;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YauaaAnalyzerTest {
  private static YauaaAnalyzer analyzer;

  @BeforeAll
  static void build() {
    analyzer = new YauaaAnalyzer(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DESKTOP | Chrome | Windows NT | Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/32.0.1700.107 Safari/537.36
          DESKTOP | Firefox | Ubuntu | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:27.0) Gecko/20100101 Firefox/27.0
          DESKTOP | Safari | Mac OS | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15
          PHONE | Safari | iOS | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1
          PHONE | Chrome | Android | Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36
          TABLET | Safari | iOS | Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1
          """)
  void tellsDevices(Agent.Kind kind, String name, String osName, String userAgent) {
    Agent agent = analyze(userAgent);

    assertThat(agent.kind()).isEqualTo(kind);
    assertThat(agent.name()).isEqualTo(name);
    assertThat(agent.osName()).isEqualTo(osName);
    assertThat(agent.version()).isNotBlank();
  }

  @Test
  void givesVersions() {
    Agent agent =
        analyze(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                + " like Gecko) Version/17.5 Mobile/15E148 Safari/604.1");

    assertThat(agent.version()).isEqualTo("17.5");
    assertThat(agent.osVersion()).isEqualTo("17.5");
    assertThat(agent.deviceName()).isEqualTo("Apple iPhone");
  }

  @Test
  void knowsTheNamedBeforeItAnalyses() {
    String crawler =
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like"
            + " Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1;"
            + " +http://www.google.com/bot.html)";

    assertThat(analyze(crawler).kind()).isEqualTo(Agent.Kind.SEARCH_CRAWLER);
  }

  @Test
  void recognisesRobotsThatNoListHolds() {
    String robot = "Mozilla/5.0 (compatible; SiteExplorer/1.0b; +http://siteexplorer.info/)";

    assertThat(analyze(robot).kind()).isEqualTo(Agent.Kind.BOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "' union select 1,2 from users--",
        "../../etc/passwd"
      })
  void recognisesAttacks(String userAgent) {
    assertThat(analyze(userAgent))
        .isEqualTo(new Agent(Agent.Kind.ATTACKER, null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Maui Browser", "eZ Publish Link Validator", "&as_qdr=all", "Mozilla/4.0"})
  void doesNotAccuseTheMerelyOdd(String userAgent) {
    assertThat(analyze(userAgent).kind()).isEqualTo(Agent.Kind.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-"})
  void knowsThatNothingWasSent(String userAgent) {
    assertThat(analyze(userAgent)).isSameAs(Agent.UNKNOWN);
  }

  @Test
  void takesAnyBytes() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      byte[] text = new byte[random.nextInt(100)];
      random.nextBytes(text);
      assertThat(analyzer.analyze(text, 0, text.length)).isNotNull();
    }
    byte[] long8k = "Mozilla/5.0 (a1; b2) ".repeat(400).getBytes(StandardCharsets.UTF_8);
    assertThat(analyzer.analyze(long8k, 0, long8k.length)).isNotNull();
  }

  private static Agent analyze(String userAgent) {
    byte[] text = userAgent.getBytes(StandardCharsets.UTF_8);
    return analyzer.analyze(text, 0, text.length);
  }
}
