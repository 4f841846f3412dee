package io.sluice.devicealert.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work orders and operator actions. */
class SmallDecodersTest {

  @Test
  void readsAWorkOrder() {
    WorkOrder order =
        decode(
            new WorkOrderDecoder(),
            "{\"alertId\":\"a\",\"deviceId\":\"d\",\"state\":\"IN_PROGRESS\",\"ts\":5,\"x\":1}");

    assertThat(order.rejected).isNull();
    assertThat(order.alertId).isEqualTo("a");
    assertThat(order.deviceId).isEqualTo("d");
    assertThat(order.state).isEqualTo(WorkOrderState.IN_PROGRESS);
    assertThat(order.timestamp()).isEqualTo(5);
  }

  @Test
  void readsAnAction() {
    OperatorAction action =
        decode(
            new OperatorActionDecoder(),
            "{\"actor\":\"ops\",\"ts\":\"2026-03-02T09:00:00+01:00\",\"action\":\"SHELVE\","
                + "\"target\":{\"ruleId\":\"r\"},\"until\":1772442000000}");

    assertThat(action.rejected).isNull();
    assertThat(action.ts).isEqualTo(1_772_438_400_000L);
    assertThat(action.until).isEqualTo(1_772_442_000_000L);
    assertThat(action.ruleId).isEqualTo("r");
    assertThat(action.deviceId).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | not-json",
        "[] | not-an-object",
        "{} | missing-ts",
        "{\"ts\":-1} | bad-ts",
        "{\"ts\":\"2026-03-02T09:00:00\"} | bad-ts",
        "{\"ts\":1} | missing-action",
        "{\"ts\":1,\"action\":\"DANCE\"} | unknown-action",
        "{\"ts\":1,\"action\":\"SHELVE\",\"target\":{\"ruleId\":\"r\"}} | missing-until",
        "{\"ts\":1,\"action\":\"ACK\",\"target\":{}} | bad-target",
        "{\"ts\":1,\"action\":\"ACK\",\"target\":{\"ruleId\":\"r\",\"alertId\":\"a\"}} | bad-target"
      })
  void refusesWithAReason(String line, String reason) {
    OperatorAction action = decode(new OperatorActionDecoder(), line);

    assertThat(action.rejected.reason()).isEqualTo(reason);
    assertThat(new String(action.rejected.payload(), UTF_8)).isEqualTo(line);
    assertThat(action.timestamp()).isEqualTo(Incoming.NO_TIMESTAMP);
  }

  private static <T> T decode(RecordDecoder<T> decoder, String line) {
    List<T> out = new ArrayList<>();
    decoder.decode(new RawRecord(line.getBytes(UTF_8), "t", 0, 7, 9), new ListCollector<>(out));
    assertThat(out).hasSize(1);
    return out.get(0);
  }
}
