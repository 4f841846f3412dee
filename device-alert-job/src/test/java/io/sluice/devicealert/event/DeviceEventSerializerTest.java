package io.sluice.devicealert.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.reject.Rejected;
import io.sluice.common.serde.HandWrittenType;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class DeviceEventSerializerTest {

  @Test
  void isWhatFlinkTakesForEvents() {
    assertThat(TypeInformation.of(DeviceEvent.class)).isInstanceOf(HandWrittenType.class);
  }

  @Test
  void anEventSurvivesWhole() throws IOException {
    DeviceEvent event = bare();
    event.topic = "device-events";
    event.partition = 300;
    event.offset = 1L << 40;
    event.arrival = 1_700_000_000_001L;
    event.code = "Überdruck";
    event.seq = -5;
    event.late = true;
    event.configured = true;
    event.described = true;
    event.level = "gold";
    event.version = "2.1";
    event.pendingFrom = 1_600_000_000_000L;

    assertThat(writtenAndRead(event)).usingRecursiveComparison().isEqualTo(event);
    assertThat(DeviceEventSerializer.INSTANCE.copy(event))
        .usingRecursiveComparison()
        .isEqualTo(event);
  }

  @Test
  void eachOfTheThingsThatMayBeMissingSurvivesAlone() throws IOException {
    survives(event -> {});
    survives(event -> event.late = true);
    survives(event -> event.future = true);
    survives(event -> event.code = "");
    survives(event -> event.seq = Long.MIN_VALUE);
    survives(event -> event.configured = true);
    survives(event -> event.described = true);
    survives(event -> event.model = "X1");
    survives(event -> event.pendingFrom = 0);
    survives(event -> event.progress = 1_700_000_000_000L);
    survives(event -> event.arrival = Long.MIN_VALUE);
  }

  @Test
  void aRejectSurvivesWithItsBytes() throws IOException {
    DeviceEvent event = new DeviceEvent();
    event.topic = "device-events";
    byte[] bytes = {0, -1, 13};
    event.rejected =
        new Rejected("decode", "not-json", null, "device-events", 3, 42, 7, null, bytes);

    assertThat(writtenAndRead(event)).usingRecursiveComparison().isEqualTo(event);
  }

  @Test
  void anotherFormatIsRefused() {
    DataInputDeserializer newer = new DataInputDeserializer(new byte[] {2, 0, 0, 0});

    assertThatThrownBy(() -> DeviceEventSerializer.INSTANCE.deserialize(newer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 2");
  }

  private static void survives(Consumer<DeviceEvent> change) throws IOException {
    DeviceEvent event = bare();
    change.accept(event);

    assertThat(writtenAndRead(event)).usingRecursiveComparison().isEqualTo(event);
  }

  private static DeviceEvent bare() {
    DeviceEvent event = new DeviceEvent();
    event.eventId = "e1";
    event.deviceId = "device-1";
    event.type = EventType.HEARTBEAT;
    event.ts = 1_700_000_000_000L;
    return event;
  }

  private static DeviceEvent writtenAndRead(DeviceEvent event) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    DeviceEventSerializer.INSTANCE.serialize(event, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    DeviceEvent read = DeviceEventSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
