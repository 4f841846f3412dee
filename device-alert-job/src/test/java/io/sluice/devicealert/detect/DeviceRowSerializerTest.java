package io.sluice.devicealert.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Rows in state, also those that an earlier version of the job has left in a savepoint. */
class DeviceRowSerializerTest {
  /** Of a device with the level gold, two logged faults and the alert that they opened. */
  private static final String FIRST_FORMAT =
      "0100000000000f462800aee785ffffffffffff01aee785ffffffffffff01b0e785ffffffffffff01"
          + "036530cf0f000105676f6c64000002cf0f00036530000241d00f0003653100024201216164666331"
          + "66653366623339356237393164643363633163343434323464373405706169720102540300000102"
          + "4f0365310000cf0f0000000001";

  @Test
  void aRowOfTheFirstFormatIsReadAndTakesTheNewOne() throws Exception {
    DeviceRow row =
        DeviceRowSerializer.INSTANCE.deserialize(
            new DataInputDeserializer(HexFormat.of().parseHex(FIRST_FORMAT)));

    assertThat(row.clock).isEqualTo(1_001_000);
    assertThat(row.passed).isEqualTo(1_001_000);
    assertThat(row.nextDeadline).isEqualTo(DeviceRow.NEVER);
    assertThat(row.blindUntil).isEqualTo(DeviceRow.NOT_YET);
    assertThat(row.level).isEqualTo("gold");
    assertThat(row.log.size()).isEqualTo(2);
    assertThat(row.log.position(1)).isEqualTo(new Position(1_001_000, 0, "e1"));
    assertThat(row.log.code(1)).isEqualTo("B");
    assertThat(row.episodes).hasSize(1);
    assertThat(row.episodes.get(0).ruleId).isEqualTo("pair");
    assertThat(row.episodes.get(0).open()).isTrue();
    assertThat(row.told).isEmpty();
    assertThat(row.tellFirst("other")).isTrue();

    DataOutputSerializer out = new DataOutputSerializer(64);
    DeviceRowSerializer.INSTANCE.serialize(row, out);
    DeviceRow again =
        DeviceRowSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(out.getCopyOfBuffer()[0]).isEqualTo((byte) 2);
    assertThat(again.tellFirst("other")).isFalse();
    assertThat(again.clock).isEqualTo(1_001_000);
  }
}
