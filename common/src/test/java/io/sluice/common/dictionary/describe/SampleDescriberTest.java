package io.sluice.common.dictionary.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.dictionary.Dictionary;
import io.sluice.common.dictionary.Field;
import io.sluice.common.dictionary.FieldType;
import io.sluice.common.dictionary.Reading;
import io.sluice.common.dictionary.Source;
import io.sluice.common.dictionary.SourceReader;
import io.sluice.common.dictionary.Structure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The entry that is written reads the sample it was written from. */
class SampleDescriberTest {
  @TempDir private Path folder;
  private String entry;
  private Source source;

  private List<Reading> describe(String name, List<String> lines) throws IOException {
    Path sample = Files.write(folder.resolve(name), lines);
    entry = SampleDescriber.describe(sample, "sample", "topic-a");
    source =
        Dictionary.load(Files.writeString(folder.resolve("sources.yaml"), entry))
            .source("topic-a")
            .orElseThrow();
    List<Reading> readings = new ArrayList<>();
    SourceReader reader = new SourceReader(source);
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Reading reading = reader.read(bytes, 0, bytes.length, name);
      assertThat(reading.problem()).as(line + "\n" + entry).isNull();
      assertThat(reading.nulled()).as(line + "\n" + entry).isZero();
      readings.add(reading);
    }
    return readings;
  }

  private Field field(String name) {
    assertThat(source.indexOf(name)).as(name + " in\n" + entry).isNotNegative();
    return source.fields().get(source.indexOf(name));
  }

  @Test
  void tellsThreeStructuresOfTelemetryApart() throws IOException {
    describe(
        "telemetry.jsonl",
        List.of(
            "{\"vehicleId\":\"v-1\",\"ts\":1767225600000,\"rpm\":812.5,\"coolantTempC\":87}",
            "{\"vehicleId\":\"v-1\",\"ts\":1767225603000,\"frames\":[\"410C0CB2\"]}",
            "{\"vehicleId\":\"v-2\",\"ts\":1767225601000,\"pid\":\"0C\",\"value\":700}",
            "{\"vehicleId\":\"v-1\",\"ts\":1767225606000,\"rpm\":900,\"coolantTempC\":88}",
            "{\"vehicleId\":\"v-2\",\"ts\":1767225604000,\"pid\":\"05\",\"value\":80.5}",
            "{\"vehicleId\":\"v-3\",\"ts\":1767225604000,\"frames\":[\"4105\",\"410C\"]}"));

    assertThat(source.structures()).hasSize(3);
    assertThat(field("rpm").type()).isEqualTo(FieldType.NUMBER);
    assertThat(field("rpm").unit().name()).isEqualTo("rpm");
    assertThat(field("coolantTempC").unit().name()).isEqualTo("°C");
    assertThat(field("frames").type()).isEqualTo(FieldType.LIST);
    assertThat(entry).contains("observed: [812.5, 900]");
  }

  @Test
  void tellsEventsByTheirType() throws IOException {
    List<Reading> readings =
        describe(
            "events.jsonl",
            List.of(
                "{\"type\":\"search\",\"searchId\":\"s1\",\"ts\":1767225600000,\"query\":\"a\"}",
                "{\"type\":\"click\",\"searchId\":\"s1\",\"ts\":1767225601000,\"rank\":1}",
                "{\"type\":\"search\",\"searchId\":\"s2\",\"ts\":1767225602000,\"query\":\"b\"}",
                "{\"type\":\"click\",\"searchId\":\"s2\",\"ts\":1767225603000,\"rank\":4}"));

    assertThat(source.structures())
        .extracting(Structure::name)
        .containsExactlyInAnyOrder("search", "click");
    assertThat(entry).contains("recognisedBy: {equals: {type: search}}");
    assertThat(readings.get(0).timestamp()).isEqualTo(1767225603000L); // the reader's last
  }

  @Test
  void readsARecordingWithRelativeTime() throws IOException {
    describe(
        "recording.csv",
        List.of(
            "ENGINE_RUN_TINE (),ENGINE_RPM (),VEHICLE_SPEED (),COOLANT_TEMPERATURE (),NOTE",
            "0.000000, 0.000000, 0.000000, 81.000000, \"a, b\",",
            "0.500000, 812.500000, 3.000000, 81.000000, ,",
            "1.000000, 900.250000, 7.000000, 82.000000, null,"));

    assertThat(source.structures().get(0).csv()).isNotNull();
    assertThat(source.structures().get(0).time().path()).containsExactly("ENGINE_RUN_TINE ()");
    assertThat(field("engineRpm").unit().name()).isEqualTo("rpm");
    assertThat(field("vehicleSpeed").unit().name()).isEqualTo("km/h");
    assertThat(field("coolantTemperature").unit().name()).isEqualTo("°C");
    assertThat(field("note").type()).isEqualTo(FieldType.TEXT);
    assertThat(entry).contains("unit: s, relativeTo:").contains("observed: [0.000000, 900.250000]");
  }

  @Test
  void copesWithAwkwardNamesAndNesting() throws IOException {
    describe(
        "awkward.jsonl",
        List.of(
            "{\"no\":true,\"a b\":{\"c: d\":\"x\"},\"#\":1.5,\"\\\"q\\\\\":\"y\",\"when\":\"2026-01-01T00:00:00Z\"}",
            "{\"no\":false,\"a b\":{\"c: d\":\"z\"},\"#\":2,\"extra\":null,\"when\":\"2026-01-01T00:00:01Z\"}"));

    assertThat(field("no").type()).isEqualTo(FieldType.BOOLEAN);
    assertThat(field("a b.c: d").type()).isEqualTo(FieldType.TEXT);
    assertThat(source.structures().get(0).time().path()).containsExactly("when");
  }

  @Test
  void refusesWhatHoldsNoRecords() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n\n");
    assertThatThrownBy(() -> SampleDescriber.describe(empty, "a", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is empty");
    Path header = Files.writeString(folder.resolve("header.csv"), "a,b\n");
    assertThatThrownBy(() -> SampleDescriber.describe(header, "a", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither JSON");
  }
}
