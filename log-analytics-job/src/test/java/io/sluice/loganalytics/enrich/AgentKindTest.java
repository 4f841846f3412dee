package io.sluice.loganalytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.loganalytics.event.Agent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classes are those of yauaa's documentation, "Description of the values". */
class AgentKindTest {

  @ParameterizedTest
  @CsvSource({
    "Browser, Desktop, DESKTOP",
    "Browser, Phone, PHONE",
    "Browser Webview, Phone, PHONE",
    "Browser, Mobile, PHONE",
    "Browser, Tablet, TABLET",
    "Browser, eReader, TABLET",
    "Browser, TV, TV",
    "Browser, Set-top box, TV",
    "Browser, Game Console, OTHER",
    "Browser, Handheld Game Console, OTHER",
    "Browser, Watch, OTHER",
    "Browser, Car, OTHER",
    "Browser, Anonymized, OTHER",
    "Unknown, Unknown, OTHER",
    "Mobile App, Phone, APP",
    "Email Client, Desktop, APP",
    "Cloud Application, Unknown, APP",
    "Testclient, Desktop, TOOL",
    "Robot, Robot, BOT",
    "Robot Mobile, Robot Mobile, BOT",
    "Browser, Robot Imitator, BOT",
    "Browser, Spy, BOT",
    "Mobile App, Robot, BOT",
    "Hacker, Hacker, ATTACKER",
    "Robot, Hacker, ATTACKER",
    "Hacker, Desktop, ATTACKER"
  })
  void decides(String agentClass, String deviceClass, Agent.Kind kind) {
    assertThat(AgentKind.of(agentClass, deviceClass)).isEqualTo(kind);
  }
}
