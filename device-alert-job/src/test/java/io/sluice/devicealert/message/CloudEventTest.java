package io.sluice.devicealert.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.devicealert.dispatch.DeviceKnown;
import io.sluice.devicealert.dispatch.Dispatch;
import io.sluice.devicealert.dispatch.DispatchAction;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import io.sluice.devicealert.event.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CloudEventTest {
  private static final long OPENED = 1_772_438_400_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void onKafkaTheAttributesAreHeadersAndTheValueIsTheMessageAlone() throws Exception {
    AlertEncoder encoder = new AlertEncoder(false);
    RecordHeaders headers = new RecordHeaders();
    encoder.headers(alert(), headers);

    Map<String, String> attributes = new TreeMap<>();
    headers.forEach(header -> attributes.put(header.key(), new String(header.value(), UTF_8)));
    assertThat(attributes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("content-type", "application/json"),
                Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_id", "a1:RAISE:3"),
                Map.entry("ce_source", "/sluice/device-alert"),
                Map.entry("ce_type", "io.sluice.device.alert.raised.v1"),
                Map.entry("ce_time", "2026-03-02T08:00:00.000Z"),
                Map.entry("ce_subject", "d1"),
                Map.entry("ce_partitionkey", "d1"),
                Map.entry("ce_correlationid", "a1"),
                Map.entry("ce_causationid", "e2"),
                Map.entry("ce_sequence", "3"),
                Map.entry("ce_recordedtime", "2026-03-02T08:00:00.007Z"),
                Map.entry("ce_ruleid", "heat"),
                Map.entry("ce_ruleversion", "4"),
                Map.entry("ce_severitytext", "MAJOR")));
    assertThat(new String(encoder.key(alert()), UTF_8)).isEqualTo("d1");
    JsonNode value = JSON.readTree(encoder.value(alert()));
    assertThat(value.get("alertId").asText()).isEqualTo("a1");
    assertThat(value.get("evidence")).hasSize(2);
    assertThat(value.has("specversion")).isFalse();
  }

  @Test
  void structuredTheMessageIsTheDataOfItsEvent() throws Exception {
    JsonNode event = JSON.readTree(new DispatchEncoder(true).value(dispatch()));

    assertThat(event.get("id").asText()).isEqualTo("a1:DISPATCH");
    assertThat(event.get("type").asText()).isEqualTo("io.sluice.device.dispatch.dispatch.v1");
    assertThat(event.get("correlationid").asText()).isEqualTo("a1");
    assertThat(event.get("causationid").asText()).isEqualTo("e2");
    assertThat(event.at("/data/dispatchId").asText()).isEqualTo("a1:DISPATCH");
    assertThat(event.at("/data/reason").asText()).isEqualTo("HOLD_PASSED");
  }

  @Test
  void aMessageSaysWhenTheDevicesConfigurationWasNotCurrent() throws Exception {
    Dispatch dispatch = dispatch();
    assertThat(JSON.readTree(new DispatchEncoder(false).value(dispatch)).has("deviceConfig"))
        .isFalse();

    dispatch.deviceKnown = DeviceKnown.LAST_KNOWN;
    assertThat(
            JSON.readTree(new DispatchEncoder(false).value(dispatch)).get("deviceConfig").asText())
        .isEqualTo("LAST_KNOWN");
  }

  private static Alert alert() {
    return new Alert(
        "a1",
        AlertAction.RAISE,
        3,
        "heat",
        4,
        "d1",
        "HEAT",
        Severity.MAJOR,
        0,
        30_000,
        List.of("OIL"),
        OPENED,
        OPENED - 1000,
        Alert.COMPLETED,
        List.of("e1", "e2"),
        OPENED + 7);
  }

  private static Dispatch dispatch() {
    Dispatch dispatch = new Dispatch();
    dispatch.dispatchId = "a1:DISPATCH";
    dispatch.action = DispatchAction.DISPATCH;
    dispatch.alertId = "a1";
    dispatch.deviceId = "d1";
    dispatch.alertType = "HEAT";
    dispatch.severity = Severity.MAJOR;
    dispatch.ruleId = "heat";
    dispatch.ts = OPENED;
    dispatch.reason = "HOLD_PASSED";
    dispatch.causedBy = "e2";
    return dispatch;
  }
}
