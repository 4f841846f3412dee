package io.sluice.playground.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.source.RawRecord;
import io.sluice.devicealert.device.DevicesFile;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.DeviceEventDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTrafficTest {
  private static final long START = 1_772_438_400_000L;
  private static final long LATENESS = 5_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Recording recording = new Recording();

  @Test
  void theSameSeedGivesTheSameRecordsHoweverLongTheCallerIsHeldUp() {
    DeviceTraffic steady = traffic("dirty", 7, recording);
    for (long at = START; at < START + 60_000; at += 10) {
      steady.advance(at);
    }
    Recording heldUp = new Recording();
    DeviceTraffic once = traffic("dirty", 7, heldUp);
    once.advance(START + 2_000);
    once.advance(START + 59_990);

    assertThat(heldUp.texts()).isEqualTo(recording.texts());
    assertThat(once.expected()).isEqualTo(steady.expected());
    Recording other = new Recording();
    traffic("dirty", 8, other).advance(START + 59_990);
    assertThat(other.texts()).isNotEqualTo(recording.texts());
  }

  @Test
  void theJobReadsEverythingButGarbage() {
    traffic("dirty", 3, recording).advance(START + 120_000);

    assertThat(recording.records).hasSizeGreaterThan(5_000);
    for (DeviceRecord record : recording.records) {
      DeviceEvent event = decoded(record);
      assertThat(event.rejected != null)
          .as(new String(record.value(), StandardCharsets.UTF_8))
          .isEqualTo(record.garbage());
      if (!record.garbage()) {
        assertThat(event.deviceId).isEqualTo(record.deviceId());
        assertThat(event.ts).isEqualTo(record.timestamp());
        assertThat(event.eventId).endsWith("-" + record.number());
      }
    }
  }

  @Test
  void bothStructuresAndAllTypesAppear() throws IOException {
    traffic("demo", 3, recording).advance(START + 120_000);

    Set<String> types = new java.util.HashSet<>();
    Set<String> structures = new java.util.HashSet<>();
    for (DeviceRecord record : recording.records) {
      if (!record.garbage()) {
        JsonNode json = JSON.readTree(record.value());
        structures.add(json.has("DeviceNumber") ? "gateway" : "own");
        types.add(decoded(record).type.name());
      }
    }
    assertThat(structures).containsExactlyInAnyOrder("gateway", "own");
    assertThat(types)
        .containsExactlyInAnyOrder(
            "FAULT", "RECOVERY", "ALARM", "RUN", "STOP", "MOVE", "HEARTBEAT");
  }

  @Test
  void someAreLateSomeOutOfOrderAndSomeComeTwice() {
    traffic("dirty", 5, recording).advance(START + 120_000);

    Map<Long, Integer> deliveries = new HashMap<>();
    long largest = 0;
    int disordered = 0;
    int late = 0;
    for (DeviceRecord record : recording.records) {
      if (record.timestamp() > START + 600_000) {
        continue;
      }
      deliveries.merge(record.number(), 1, Integer::sum);
      late += record.timestamp() < largest - LATENESS ? 1 : 0;
      disordered += record.timestamp() < largest ? 1 : 0;
      largest = Math.max(largest, record.timestamp());
    }
    assertThat(late).isPositive();
    assertThat(disordered).isGreaterThan(2 * late);
    assertThat(deliveries.values()).contains(1, 2);
    assertThat(recording.records)
        .as("one clock is an hour ahead")
        .anyMatch(record -> record.timestamp() > START + 3_600_000);
  }

  @Test
  void aWholeSiteFailsAtOnce() {
    DeviceTraffic traffic = traffic("storm", 1, recording);
    traffic.advance(START + 18_000);

    Set<String> failed =
        recording.records.stream()
            .filter(record -> !record.garbage())
            .map(DeviceTrafficTest::decoded)
            .filter(event -> "P".equals(event.code))
            .map(event -> event.deviceId)
            .collect(Collectors.toSet());
    Set<String> north =
        traffic.fleet().devices().stream()
            .filter(device -> device.site().equals("north"))
            .map(FleetDevice::id)
            .collect(Collectors.toSet());
    assertThat(failed).isSubsetOf(north).hasSizeGreaterThan(north.size() / 2);
  }

  @Test
  void aDispatchIsAnsweredByWorkOrdersAndTheRestOfTheStory() {
    DeviceTraffic traffic = traffic("calm", 1, recording);
    traffic.advance(START + 30_000);
    ExpectedMessage note =
        traffic.expected().stream()
            .filter(message -> message.action().equals("NOTE"))
            .findFirst()
            .orElseThrow();
    traffic.endStories();
    traffic.dispatched(note.deviceId(), note.alertId(), START + 31_000);
    traffic.dispatched(note.deviceId(), note.alertId(), START + 31_000);
    traffic.dispatched("d0003", "some-alert", START + 31_000);
    traffic.advance(START + 120_000);

    assertThat(recording.orders.stream().filter(order -> order.contains(note.deviceId())))
        .hasSize(3)
        .allMatch(order -> order.contains(note.alertId()))
        .last()
        .asString()
        .contains("IN_PROGRESS");
    assertThat(recording.orders).anyMatch(order -> order.contains("d0003"));
    assertThat(recording.actions).anyMatch(action -> action.contains("SHELVE"));
    assertThat(recording.signs).as("one a second").isBetween(115, 125);
    assertThat(recording.records.stream().filter(each -> each.deviceId().equals(note.deviceId())))
        .hasSize(3);
  }

  @Test
  void theConfigurationIsWhatAReplayReads(@TempDir Path folder) throws IOException {
    DeviceTraffic traffic = traffic("demo", 1, recording);
    Path file = Files.write(folder.resolve("devices"), traffic.fleet().configuration());

    assertThat(DevicesFile.read(file)).hasSize(100).containsKey("d0001");
    assertThat(DevicesFile.read(file).get("d0001").site()).isEqualTo("north");
  }

  private static DeviceTraffic traffic(String profile, long seed, FleetSink sink) {
    return new DeviceTraffic(
        new DeviceTraffic.Setup(
            seed,
            DeviceProfile.named(profile),
            100,
            60,
            START,
            Duration.ofMillis(LATENESS),
            true,
            Duration.ofSeconds(1)),
        sink);
  }

  private static DeviceEvent decoded(DeviceRecord record) {
    List<DeviceEvent> events = new ArrayList<>();
    new DeviceEventDecoder(Set.of())
        .decode(
            new RawRecord(record.value(), "device-events", 0, 0, START),
            new ListCollector<>(events));
    return events.get(0);
  }

  private static final class Recording implements FleetSink {
    final List<DeviceRecord> records = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    final List<String> actions = new ArrayList<>();
    int signs;

    @Override
    public void event(DeviceRecord record) {
      records.add(record);
    }

    @Override
    public void workOrder(String deviceId, String json, long ts) {
      orders.add(json);
    }

    @Override
    public void action(String json, long ts) {
      actions.add(json);
    }

    @Override
    public void signOfLife(String workOrder, String action) {
      signs++;
    }

    List<String> texts() {
      return records.stream()
          .map(record -> new String(record.value(), StandardCharsets.UTF_8))
          .toList();
    }
  }
}
