package io.sluice.devicealert.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a device event may be, and with which reason it is refused. */
class DeviceEventDecoderTest {
  private static final long ARRIVAL = 1_769_853_600_000L;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"deviceId\":\"d\",\"type\":\"EXPLODED\",\"code\":\"8\",\"ts\":1}|unknown-type",
        "{\"deviceId\":\"d\",\"type\":\"fault\",\"code\":\"8\",\"ts\":1}|unknown-type",
        "{\"deviceId\":\"d\",\"type\":\"FAULT\",\"code\":\"9\",\"ts\":1}|unknown-code",
        "{\"deviceId\":\"d\",\"code\":\"8\",\"ts\":1}|missing-type",
        "{\"type\":\"FAULT\",\"code\":\"8\",\"ts\":1}|missing-device-id",
        "{\"deviceId\":\"\",\"type\":\"FAULT\",\"code\":\"8\",\"ts\":1}|missing-device-id",
        "{\"deviceId\":{\"id\":1},\"type\":\"FAULT\",\"code\":\"8\",\"ts\":1}|missing-device-id",
        "{\"deviceId\":\"d\",\"type\":\"FAULT\",\"code\":\"8\"}|missing-ts",
        "{\"deviceId\":\"d\",\"type\":\"FAULT\",\"code\":\"8\",\"ts\":-1}|bad-ts",
        "{\"deviceId\":\"d\",\"type\":\"FAULT\",\"code\":\"8\",\"ts\":253402300800000}|bad-ts",
        "{\"deviceId\":\"d\",\"type\":\"FAULT\",\"code\":\"8\",\"ts\":99999999999999999999}|bad-ts",
        "{\"deviceId\":\"d\",\"type\":\"FAULT\",\"code\":\"8\",\"ts\":\"2026-01-31T10:00:00\"}|bad-ts",
        "{\"deviceId\":\"d\",\"type\":\"FAULT\",\"code\":\"8\",\"ts\":1,\"seq\":1.5}|bad-seq",
        "{\"deviceId\":\"d\",\"type\":\"FAULT\"|not-json",
        "[]|not-an-object",
      })
  void refusesWithAReason(String line, String reason) {
    assertThat(decode(line).rejected.reason()).isEqualTo(reason);
  }

  @Test
  void takesWhatIsAheadOfItsTimeForAnEventAndLeavesTheVerdictToWhoJudges() {
    DeviceEvent event =
        decode("{\"deviceId\":7,\"type\":\"FAULT\",\"code\":8,\"ts\":\"9999-12-31T23:59:59Z\"}");

    assertThat(event.rejected).isNull();
    assertThat(event.deviceId).isEqualTo("7");
    assertThat(event.code).isEqualTo("8");
    assertThat(event.arrival).isEqualTo(ARRIVAL);
  }

  @Test
  void theSameContentWithoutAnIdHasTheSameId() {
    String line = "{\"deviceId\":\"d\",\"type\":\"RUN\",\"ts\":%d}";

    assertThat(decode(line.formatted(1)).eventId).isEqualTo(decode(line.formatted(1)).eventId);
    assertThat(decode(line.formatted(1)).eventId).isNotEqualTo(decode(line.formatted(2)).eventId);
  }

  private static DeviceEvent decode(String line) {
    List<DeviceEvent> events = new ArrayList<>();
    new DeviceEventDecoder(Set.of("8", "14"))
        .decode(
            new RawRecord(line.getBytes(StandardCharsets.UTF_8), "device-events", 0, 0, ARRIVAL),
            new ListCollector<>(events));
    assertThat(events).hasSize(1);
    return events.get(0);
  }
}
