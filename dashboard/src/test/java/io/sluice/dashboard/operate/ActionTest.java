package io.sluice.dashboard.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.dashboard.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

  @Test
  void isWrittenAsTheJobReadsIt() {
    Action shelve =
        asked(
            "{\"action\":\"SHELVE\",\"target\":{\"deviceId\":\"d1\"},\"until\":\"2026-03-02T10:00:00+01:00\"}");

    assertThat(Json.text(shelve.json()))
        .isEqualTo(
            "{\"actor\":\"anna\",\"ts\":\"2026-03-02T08:00:00Z\",\"action\":\"SHELVE\","
                + "\"target\":{\"deviceId\":\"d1\"},\"until\":\"2026-03-02T09:00:00Z\"}");
    assertThat(Action.published(Json.text(shelve.json()))).isEqualTo(shelve);
  }

  @Test
  void anAcknowledgementHasNoEnd() {
    Action act =
        asked("{\"action\":\"ACK\",\"target\":{\"alertId\":\"a1\"},\"until\":\"nonsense\"}");

    assertThat(Json.text(act.json()))
        .isEqualTo(
            "{\"actor\":\"anna\",\"ts\":\"2026-03-02T08:00:00Z\",\"action\":\"ACK\","
                + "\"target\":{\"alertId\":\"a1\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"action\":\"DELETE\",\"target\":{\"alertId\":\"a\"}} | ACK, SHELVE or UNSHELVE",
        "{\"action\":\"ACK\"} | a device, a rule or an alert",
        "{\"action\":\"ACK\",\"target\":{\"alertId\":\"a\",\"ruleId\":\"r\"}} | not several",
        "{\"action\":\"ACK\",\"target\":{\"alertId\":\" \"}} | a device, a rule or an alert",
        "{\"action\":\"SHELVE\",\"target\":{\"ruleId\":\"r\"}} | a time with its zone",
        "{\"action\":\"SHELVE\",\"target\":{\"ruleId\":\"r\"},\"until\":\"2026-03-02T08:00:00Z\"} | after now",
        "{\"action\":\"SHELVE\",\"target\":{\"ruleId\":\"r\"},\"until\":\"2026-05-02T08:00:00Z\"} | at most 31 days",
      })
  void saysWhatIsWrong(String request, String sentence) {
    assertThatThrownBy(() -> asked(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aRecordThatTheJobWouldRefuseIsNone() {
    assertThat(Action.published("{\"action\":\"ACK\"}")).isNull();
    assertThat(Action.published("not json")).isNull();
    assertThat(Action.published("{\"ts\":1,\"action\":\"SHELVE\",\"target\":{\"ruleId\":\"r\"}}"))
        .isNull();
  }

  private static Action asked(String request) {
    return Action.asked(Json.parse(request), "anna", NOW);
  }
}
