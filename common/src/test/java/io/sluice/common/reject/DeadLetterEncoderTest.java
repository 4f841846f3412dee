package io.sluice.common.reject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RawRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterEncoderTest {
  private static final byte[] GARBAGE = {0, (byte) 0xFF, 10, 13, (byte) 0x80, 'x'};

  private final DeadLetterEncoder encoder =
      new DeadLetterEncoder("log-analytics", DeadLetterEncoderTest.class);

  @Test
  void theValueIsTheOriginal() {
    assertThat(encoder.value(reject(GARBAGE, null))).isEqualTo(GARBAGE);
    assertThat(encoder.key(reject(GARBAGE, null))).isNull();
  }

  @Test
  void theHeadersAreKafkaConnects() {
    assertThat(headers(encoder, reject(GARBAGE, "java.lang.NumberFormatException")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("__connect.errors.topic", "access-logs"),
                Map.entry("__connect.errors.partition", "2"),
                Map.entry("__connect.errors.offset", "17"),
                Map.entry("__connect.errors.connector.name", "log-analytics"),
                Map.entry("__connect.errors.task.id", "2"),
                Map.entry("__connect.errors.stage", "parse"),
                Map.entry("__connect.errors.class.name", DeadLetterEncoderTest.class.getName()),
                Map.entry(
                    "__connect.errors.exception.class.name", "java.lang.NumberFormatException"),
                Map.entry("__connect.errors.exception.message", "status 'x' is no number"),
                Map.entry("sluice.reason", "bad-status"),
                Map.entry("sluice.event-id", "access-logs-2-17"),
                Map.entry("sluice.arrival", "1700000000000")));
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(headers(encoder, reject(GARBAGE, null)))
        .doesNotContainKey("__connect.errors.exception.class.name");
  }

  @Test
  void whatTheTopicWouldRefuseIsCut() {
    assertThat(encoder.shortened(reject(GARBAGE, null), 3)).isEqualTo(new byte[] {0, -1, 10});
    assertThat(encoder.shortened(reject(GARBAGE, null), 100)).isEqualTo(GARBAGE);
  }

  @Test
  void aLongMessageDoesNotMakeALetterLong() {
    var wordy =
        new Rejected(
            "parse", "bad", "m".repeat(1_000_000), "t", 0, 0, RawRecord.NO_ARRIVAL, null, GARBAGE);

    assertThat(headers(encoder, wordy).get("__connect.errors.exception.message").length())
        .isLessThan(1000);
    assertThat(headers(encoder, wordy)).doesNotContainKey("sluice.arrival");
  }

  @Test
  void aLineOfTheRejectsFileHoldsThePayloadInBase64() {
    assertThat(new RejectLineEncoder().value(reject(GARBAGE, null)))
        .asString(UTF_8)
        .isEqualTo(
            "{\"stage\":\"parse\",\"reason\":\"bad-status\","
                + "\"message\":\"status 'x' is no number\",\"topic\":\"access-logs\","
                + "\"partition\":2,\"offset\":17,\"payloadBase64\":\"AP8KDYB4\"}");
  }

  private static Rejected reject(byte[] payload, String exceptionClass) {
    return new Rejected(
        "parse",
        "bad-status",
        "status 'x' is no number",
        "access-logs",
        2,
        17,
        1_700_000_000_000L,
        exceptionClass,
        payload);
  }

  private static Map<String, String> headers(DeadLetterEncoder encoder, Rejected rejected) {
    RecordHeaders headers = new RecordHeaders();
    encoder.headers(rejected, headers);
    Map<String, String> texts = new LinkedHashMap<>();
    headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
    return texts;
  }
}
