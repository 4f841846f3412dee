package io.sluice.common.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceReaderTest {
  private static final String TELEMETRY =
      """
      sources:
        - name: telemetry
          fields:
            vehicleId: {}
            rpm: {unit: rpm, range: [0, 16383.75]}
            coolantTempC: {unit: °C, range: [-40, 215]}
            frames: {type: list}
          structures:
            - name: raw
              recognisedBy: {exists: frames}
              fields: {vehicleId: {required: true}, frames: }
            - name: one-signal
              recognisedBy: {exists: [pid, value]}
              fields: {vehicleId: {required: true}, rpm: , coolantTempC: }
              signal: {name: pid, value: value, names: {"0C": rpm, "05": coolantTempC}}
            - name: nested
              recognisedBy: {exists: engine.rpm, absent: rpm}
              timestamp: {field: when, unit: s}
              unknown: keep
              fields:
                vehicleId: {path: vehicle.id, required: true}
                rpm: engine.rpm
                coolantTempC: {path: engine.ect, unitFrom: °F}
            - name: by-name
              fields: {vehicleId: {required: true}, rpm: , coolantTempC: }
            - name: recording
              format: csv
              timestamp: {field: "TIME ()", unit: s, relativeTo: "2026-01-01T00:00:00Z"}
              constants: {vehicleId: "car-${file}"}
              fields:
                rpm: {path: "ENGINE_RPM ()"}
                coolantTempC: {path: "COOLANT (°F)", unitFrom: °F}
      """;
  private static final long NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @TempDir private Path folder;
  private Source source;
  private SourceReader reader;

  private void use(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("sources.yaml"), yaml);
    source = Dictionary.load(file).sources().get(0);
    reader = new SourceReader(source);
  }

  private Reading read(String record) {
    return read(record, "topic");
  }

  private Reading read(String record, String file) {
    byte[] bytes = ("xx" + record + "yy").getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 2, bytes.length - 2, file);
  }

  private double number(Reading reading, String field) {
    return reading.number(source.indexOf(field));
  }

  private String text(Reading reading, String field) {
    return reading.text(source.indexOf(field));
  }

  @Test
  void tellsTheStructuresOfATopicApart() throws IOException {
    use(TELEMETRY);

    Reading raw = read("{\"vehicleId\":\"v\",\"ts\":5,\"frames\":[\"410C0CB2\",\"4105\"]}");
    assertThat(raw.structure().name()).isEqualTo("raw");
    assertThat(raw.list(source.indexOf("frames"))).containsExactly("410C0CB2", "4105");

    Reading signal = read("{\"vehicleId\":\"v\",\"ts\":5,\"pid\":\"0C\",\"value\":812.5}");
    assertThat(signal.structure().name()).isEqualTo("one-signal");
    assertThat(number(signal, "rpm")).isEqualTo(812.5);
    assertThat(signal.has(source.indexOf("coolantTempC"))).isFalse();

    Reading nested =
        read(
            "{\"engine\":{\"ect\":212,\"rpm\":700},\"when\":2,\"vehicle\":{\"id\":7,\"vin\":\"W\"}}");
    assertThat(nested.structure().name()).isEqualTo("nested");
    assertThat(nested.timestamp()).isEqualTo(2000);
    assertThat(text(nested, "vehicleId")).isEqualTo("7");
    assertThat(number(nested, "coolantTempC")).isEqualTo(100, offset(1e-9));
    assertThat(nested.unknown()).containsOnlyKeys("vehicle.vin").containsValue("W");

    Reading named = read("{\"vehicleId\":\"v\",\"ts\":5,\"rpm\":812.5,\"other\":{\"a\":[1,{}]}}");
    assertThat(named.structure().name()).isEqualTo("by-name");
    assertThat(named.timestamp()).isEqualTo(5);
    assertThat(named.unknown()).isEmpty();
  }

  @Test
  void readsACsvFileByItsHeader() throws IOException {
    use(TELEMETRY);

    assertThat(read("\uFEFFTIME (),X (),COOLANT (°F), ENGINE_RPM ()", "trips/7.csv").isHeader())
        .isTrue();
    Reading row = read("1.5, 9, 212, 812.500,", "trips/7.csv");

    assertThat(row.isRecord()).isTrue();
    assertThat(row.structure().name()).isEqualTo("recording");
    assertThat(row.timestamp()).isEqualTo(NEW_YEAR + 1500);
    assertThat(number(row, "rpm")).isEqualTo(812.5);
    assertThat(number(row, "coolantTempC")).isEqualTo(100, offset(1e-9));
    assertThat(text(row, "vehicleId")).isEqualTo("car-7");
    assertThat(read("1.5,9,,", "trips/7.csv").has(source.indexOf("rpm"))).isFalse();
    assertThat(read("1.5,9", "trips/7.csv").problem()).isEqualTo(Unreadable.MALFORMED_CSV);
    assertThat(read("1,2,3,4", "other.csv").problem()).isEqualTo(Unreadable.NOT_AN_OBJECT);
  }

  @Test
  void leavesOutWhatCannotBeAndCountsItBySignal() throws IOException {
    use(TELEMETRY);

    Reading reading = read("{\"vehicleId\":\"v\",\"ts\":5,\"rpm\":-1,\"coolantTempC\":\"hot\"}");

    assertThat(reading.isRecord()).isTrue();
    assertThat(reading.nulled()).isEqualTo(2);
    assertThat(number(reading, "rpm")).isNaN();
    read("{\"vehicleId\":\"v\",\"ts\":5,\"rpm\":NaN}");
    read("{\"vehicleId\":\"v\",\"ts\":5,\"rpm\":\"Infinity\"}");
    read("{\"vehicleId\":\"v\",\"ts\":5,\"rpm\":\"812.5\"}");
    assertThat(reader.nulled().of(source.indexOf("rpm"))).isEqualTo(3);
    assertThat(reader.nulled().of(source.indexOf("coolantTempC"))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|EMPTY",
        "'  '|EMPTY",
        "[1]|NOT_AN_OBJECT",
        "GET / HTTP/1.1|NOT_AN_OBJECT",
        "{\"vehicleId\":\"v\",\"ts\":5|TRUNCATED",
        "{\"vehicleId\":\"v|TRUNCATED",
        "{\"vehicleId\":|TRUNCATED",
        "{\"x\":[1,2|TRUNCATED",
        "{\"frames\":[\"a|TRUNCATED",
        "{\"vehicleId\" \"v\"}|MALFORMED",
        "{\"vehicleId\":\"v\",\"ts\":5} {}|MALFORMED",
        "{\"ts\":5,\"rpm\":1}|MISSING_FIELD",
        "{\"vehicleId\":null,\"ts\":5}|MISSING_FIELD",
        "{\"vehicleId\":\"v\"}|BAD_TIMESTAMP",
        "{\"vehicleId\":\"v\",\"ts\":\"yesterday\"}|BAD_TIMESTAMP",
        "{\"vehicleId\":\"v\",\"ts\":9223372036854775807}|BAD_TIMESTAMP",
        "{\"vehicleId\":\"v\",\"ts\":1e300}|BAD_TIMESTAMP",
        "{\"vehicleId\":\"v\",\"ts\":5,\"pid\":\"FF\",\"value\":1}|UNKNOWN_SIGNAL"
      })
  void saysWhyThereIsNoReading(String record, Unreadable problem) throws IOException {
    use(TELEMETRY);

    Reading reading = read(record);

    assertThat(reading.problem()).isEqualTo(problem);
    assertThat(reading.isRecord()).isFalse();
    assertThat(reading.message()).isNotBlank();
  }

  @Test
  void refusesDeepNestingWhereverItIs() throws IOException {
    use(TELEMETRY);

    for (String at : List.of("other", "rpm", "engine", "frames")) {
      String arrays = "[".repeat(5000) + "]".repeat(5000);
      String objects = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
      assertThat(read("{\"" + at + "\":" + arrays + "}").problem()).isEqualTo(Unreadable.TOO_DEEP);
      assertThat(read("{\"" + at + "\":" + objects + "}").problem()).isEqualTo(Unreadable.TOO_DEEP);
    }
    assertThat(read("{\"vehicleId\":\"v\",\"ts\":5,\"rpm\":" + "9".repeat(5000) + "}").problem())
        .isEqualTo(Unreadable.TOO_LONG);
  }

  @Test
  void readsEventsByTheirType() throws IOException {
    use(
        """
        sources:
          - name: app-events
            fields:
              searchId: {}
              amount: {type: decimal, range: [0, 1000000], outOfRange: reject}
              rank: {type: integer}
              gain: {range: [0, 100], outOfRange: keep}
              live: {type: boolean}
              results: {type: list}
              seen: {type: timestamp}
            structures:
              - {name: search, recognisedBy: {equals: {type: search}}, fields: [searchId, results]}
              - {name: click, recognisedBy: {equals: {type: click}}, fields: [rank, gain, live, seen]}
              - {name: order, recognisedBy: {equals: {type: order}}, fields: [amount]}
        """);

    Reading order =
        read("{\"type\":\"order\",\"ts\":\"2026-01-01T01:00:00+01:00\",\"amount\":\"12.30\"}");
    assertThat(order.decimal(source.indexOf("amount"))).isEqualTo(new BigDecimal("12.30"));
    assertThat(order.timestamp()).isEqualTo(NEW_YEAR);
    assertThat(read("{\"type\":\"order\",\"ts\":1,\"amount\":0.10}").decimal(1))
        .isEqualTo(new BigDecimal("0.10"));
    assertThat(read("{\"type\":\"order\",\"ts\":1,\"amount\":-1}").problem())
        .isEqualTo(Unreadable.OUT_OF_RANGE);
    Reading click =
        read(
            "{\"type\":\"click\",\"ts\":1,\"rank\":3.0,\"gain\":-7,\"live\":true,"
                + "\"seen\":\"2026-01-01T00:00:00Z\"}");
    assertThat(click.integer(source.indexOf("rank"))).isEqualTo(3);
    assertThat(number(click, "gain")).isEqualTo(-7);
    assertThat(click.flag(source.indexOf("live"))).isTrue();
    assertThat(click.integer(source.indexOf("seen"))).isEqualTo(NEW_YEAR);
    assertThat(read("{\"type\":\"click\",\"ts\":1,\"rank\":9223372036854775807}").integer(2))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(read("{\"type\":\"click\",\"ts\":1,\"rank\":9223372036854775808}").nulled())
        .isEqualTo(1);
    assertThat(read("{\"type\":\"click\",\"ts\":1,\"rank\":1.5}").nulled()).isEqualTo(1);
    assertThat(read("{\"type\":\"search\",\"ts\":1,\"results\":[\"a\",7]}").list(5))
        .isEqualTo(Arrays.asList("a", "7"));
    assertThat(read("{\"type\":\"refund\",\"ts\":1}").problem()).isEqualTo(Unreadable.UNRECOGNISED);
  }

  @Test
  void readsTheDeviceMessagesThatShipAsAPreset() throws IOException {
    use("sources: [{name: device-events, structures: [{preset: device-message}]}]");

    Reading reading =
        read(
            "{\"Message\":\"Fault\",\"DeviceNumber\":\"D-1\","
                + "\"Param\":{\"ErrCode\":8,\"Timestamp\":1767225600000,\"ID\":\"e-1\"}}");

    assertThat(reading.isRecord()).isTrue();
    assertThat(reading.timestamp()).isEqualTo(NEW_YEAR);
    assertThat(text(reading, "deviceId")).isEqualTo("D-1");
    assertThat(text(reading, "type")).isEqualTo("FAULT");
    assertThat(text(reading, "code")).isEqualTo("8");
    assertThat(text(reading, "eventId")).isEqualTo("e-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "field: t, unit: ms|1767225600000",
        "field: t, unit: us|1767225600000000",
        "field: t, unit: ns|1767225600000000000",
        "field: t, unit: s|1767225600",
        "field: t, unit: s|1767225600.0",
        "field: t|'\"2026-01-01T00:00:00Z\"'",
        "field: t|'\"2026-01-01 01:30:00.000+0130\"'",
        "field: t|'\"1767225600000\"'",
        "field: t, unit: iso, zone: Europe/Berlin|'\"2026-01-01T01:00:00\"'",
        "field: t, pattern: dd.MM.yyyy HH:mm, zone: Europe/Berlin|'\"01.01.2026 01:00\"'",
        "field: t, pattern: yyyyMMdd|'\"20260101\"'"
      })
  void readsTimesAsTheyAreWritten(String rule, String written) throws IOException {
    use("sources: [{name: t, structures: [{name: a, fields: [x], timestamp: {" + rule + "}}]}]");

    assertThat(read("{\"t\":" + written + "}").timestamp()).isEqualTo(NEW_YEAR);
  }

  @Test
  void aTimeWithoutAZoneIsNoneUnlessTheEntryNamesOne() throws IOException {
    use("sources: [{name: t, structures: [{name: a, fields: [x], timestamp: t}]}]");

    assertThat(read("{\"t\":\"2026-01-01T00:00:00\"}").problem())
        .isEqualTo(Unreadable.BAD_TIMESTAMP);
  }
}
