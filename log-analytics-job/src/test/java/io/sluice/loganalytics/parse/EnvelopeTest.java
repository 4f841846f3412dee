package io.sluice.loganalytics.parse;

import static io.sluice.loganalytics.event.RequestField.CLIENT_ADDRESS;
import static io.sluice.loganalytics.event.RequestField.HOST_NAME;
import static io.sluice.loganalytics.event.RequestField.LOG_FILE;
import static io.sluice.loganalytics.event.RequestField.PATH;
import static io.sluice.loganalytics.event.RequestField.QUERY;
import static io.sluice.loganalytics.event.RequestField.USER_AGENT;
import static io.sluice.loganalytics.parse.LineTester.auto;
import static io.sluice.loganalytics.parse.LineTester.enveloped;
import static io.sluice.loganalytics.parse.LineTester.format;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.loganalytics.event.AccessRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
  private static final String LINE =
      "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GET /a?b=\\x22 HTTP/1.1\" 200 1 \"-\" \"ü\"";
  private static final String QUOTED = LINE.replace("\\", "\\\\").replace("\"", "\\\"");
  private static final String FILEBEAT =
      "{\"@timestamp\":\"2015-05-17T10:05:04.000Z\",\"@metadata\":{\"beat\":\"filebeat\"},"
          + "\"message\":\""
          + QUOTED
          + "\",\"log\":{\"offset\":17,\"file\":{\"path\":\"C:\\\\logs\\\\a.log\"}},"
          + "\"host\":{\"name\":\"web-1\"},\"agent\":{\"hostname\":\"other\",\"type\":\"filebeat\"},"
          + "\"fields\":{\"service\":\"shop\",\"tier\":1,\"live\":true,\"x\":{\"y\":1},\"none\":null}}";

  @Test
  void opensFilebeats() {
    for (String setting : new String[] {"auto", "filebeat", "json:/message"}) {
      enveloped(setting)
          .reads(FILEBEAT)
          .with(CLIENT_ADDRESS, "203.0.113.7")
          .with(PATH, "/a")
          .with(QUERY, "b=\"")
          .with(USER_AGENT, "ü")
          .with(HOST_NAME, "web-1")
          .with(LOG_FILE, "C:\\logs\\a.log")
          .withLabels("service", "shop", "tier", "1", "live", "true");
    }
  }

  @Test
  void opensFluentBits() {
    String record =
        "{\"@timestamp\":\"2015-05-17T10:05:04.000Z\",\"log\":\""
            + QUOTED
            + "\\n\",\"stream\":\"stdout\",\"kubernetes\":{\"pod_name\":\"web-7f\","
            + "\"namespace_name\":\"shop\",\"host\":\"node-3\",\"labels\":{\"app\":\"x\"}}}";
    for (String setting : new String[] {"auto", "fluent-bit"}) {
      enveloped(setting)
          .reads(record)
          .with(PATH, "/a")
          .with(HOST_NAME, "node-3")
          .withLabels("pod_name", "web-7f", "namespace_name", "shop")
          .without(LOG_FILE);
    }
    enveloped("fluent-bit")
        .reads("{\"date\":1431857104.1,\"message\":\"" + QUOTED + "\"}")
        .with(PATH, "/a");
  }

  @Test
  void opensVectors() {
    String record =
        "{\"file\":\"/var/log/a.log\",\"host\":\"web-2\",\"message\":\""
            + QUOTED
            + "\",\"source_type\":\"file\",\"timestamp\":\"2015-05-17T10:05:04Z\"}";
    for (String setting : new String[] {"auto", "vector"}) {
      enveloped(setting)
          .reads(record)
          .with(PATH, "/a")
          .with(HOST_NAME, "web-2")
          .with(LOG_FILE, "/var/log/a.log")
          .withLabels();
    }
  }

  @Test
  void opensFlumesJson() {
    String record =
        "{\"headers\":{\"host\":\"web-3\",\"file\":\"/a.log\",\"dc\":\"fra\"},\"body\":\""
            + QUOTED
            + "\"}";
    for (String setting : new String[] {"auto", "flume-json"}) {
      enveloped(setting)
          .reads(record)
          .with(PATH, "/a")
          .with(HOST_NAME, "web-3")
          .with(LOG_FILE, "/a.log")
          .withLabels("dc", "fra");
    }
    auto().reads("{\"headers\":{},\"body\":\"" + QUOTED + "\"}").without(HOST_NAME).withLabels();
  }

  @Test
  void opensFlumesAvro() {
    byte[] record = avro(LINE + "\n", "hostname", "web-4", "file", "/a.log", "dc", "fra");
    for (String setting : new String[] {"auto", "flume-avro"}) {
      enveloped(setting)
          .reads(record)
          .with(PATH, "/a")
          .with(USER_AGENT, "ü")
          .with(HOST_NAME, "web-4")
          .with(LOG_FILE, "/a.log")
          .withLabels("dc", "fra");
    }
    auto().reads(avro(LINE)).with(PATH, "/a").without(HOST_NAME, LOG_FILE).withLabels();
  }

  @Test
  void readsAvrosBlocksWithTheirSizes() {
    // A block of -1 entries says how many bytes it has; then one of 1, then the end.
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(new byte[] {1, 8, 2, 'a', 2, 'b', 2, 8, 'h', 'o', 's', 't', 2, 'w', 0});
    write(record, LINE.getBytes(StandardCharsets.UTF_8));
    auto().reads(record.toByteArray()).with(HOST_NAME, "w").withLabels("a", "b");
  }

  @Test
  void everyBeginningOfAnAvroEventIsRejected() {
    byte[] record = avro(LINE, "host", "web-4");
    for (int end = 1; end < record.length; end++) {
      enveloped("flume-avro").rejects(Arrays.copyOf(record, end), "not-enveloped");
      // Nor does what is left pass for a line, whose address would be the headers.
      auto().rejects(Arrays.copyOf(record, end), "unrecognised-format");
    }
    enveloped("flume-avro").rejects(Arrays.copyOf(record, record.length + 1), "not-enveloped");
    // A header that claims more than there is, and counts beyond anything.
    enveloped("flume-avro")
        .rejects(new byte[] {2, (byte) 0xfe, (byte) 0xff, 0x7f}, "not-enveloped");
    byte[] huge = new byte[12];
    Arrays.fill(huge, (byte) 0xff);
    enveloped("flume-avro").rejects(huge, "not-enveloped");
  }

  @Test
  void opensEnvelopesInEnvelopes() {
    auto()
        .reads(avro(FILEBEAT, "dc", "fra"))
        .with(PATH, "/a")
        .with(HOST_NAME, "web-1")
        .withLabels("dc", "fra", "service", "shop", "tier", "1", "live", "true");
    auto()
        .reads(avro("{\"message\":\"" + QUOTED + "\"}", "dc", "fra", "host", "web-4"))
        .with(HOST_NAME, "web-4")
        .withLabels("dc", "fra");
  }

  @Test
  void theLineInsideMayBeJsonItself() {
    String caddy =
        "{\"ts\":1646861401.5,\"request\":{\"method\":\"GET\",\"uri\":\"/c\"},\"status\":200}";
    auto()
        .reads(FILEBEAT.replace(QUOTED, caddy.replace("\"", "\\\"")))
        .with(PATH, "/c")
        .with(HOST_NAME, "web-1")
        .at(1_646_861_401_500L);
  }

  @Test
  void anyPlaceMayHoldTheLine() {
    enveloped("json:/event/0/original line")
        .reads("{\"event\":[{\"original line\":\"" + QUOTED + "\"}],\"host\":\"h\"}")
        .with(PATH, "/a")
        .with(HOST_NAME, "h");
  }

  @Test
  void plainLinesNeedNoEnvelopeUnlessOneIsNamed() {
    auto().reads(LINE).with(PATH, "/a").without(HOST_NAME);
    enveloped("none").reads(LINE).with(PATH, "/a");
    enveloped("none").rejects(FILEBEAT, "unrecognised-format");
    for (String named : new String[] {"filebeat", "flume-avro", "flume-json", "json:/x"}) {
      enveloped(named).rejects(LINE, "not-enveloped");
    }
    enveloped("vector").rejects("{\"msg\":\"x\"}", "not-enveloped");
    enveloped("vector").rejects("{\"message\":17}", "not-enveloped");
  }

  @ParameterizedTest
  @CsvSource({"not a line,unrecognised-format", "'',empty-line", "' ',empty-line"})
  void whatIsInsideIsJudgedAsEver(String line, String reason) {
    auto().rejects("{\"@timestamp\":\"x\",\"message\":\"" + line + "\"}", reason);
  }

  @Test
  void whatIsCutShortIsRejectedWhole() {
    byte[] whole = FILEBEAT.getBytes(StandardCharsets.UTF_8);
    for (int end = 1; end < whole.length; end++) {
      auto().rejects(Arrays.copyOf(whole, end), "bad-json");
    }
  }

  @Test
  void aFormatStringOfJsonIsReadBeforeAnyEnvelope() {
    String format = "{\"message\":\"$request\",\"time\":\"$time_iso8601\"}";
    String line = "{\"message\":\"GET /own HTTP/1.1\",\"time\":\"2015-05-17T10:05:03+00:00\"}";
    format(format).reads(line).with(PATH, "/own");
    format(format).reads("{\"log\":\"" + line.replace("\"", "\\\"") + "\"}").with(PATH, "/own");
  }

  @Test
  void anEnvelopeIsNotTakenForALineWithoutQuotes() {
    String format = "$remote_addr $msec $uri $host";
    format(format)
        .reads("{\"host\":\"h\",\"message\":\"10.0.0.1 1431857103 /a shop.example\"}")
        .with(CLIENT_ADDRESS, "10.0.0.1")
        .with(PATH, "/a");
    LineTester.formats(format, "caddy")
        .reads("{\"message\":\"10.0.0.1 1431857103 /a shop.example\"}")
        .with(CLIENT_ADDRESS, "10.0.0.1");
    format(format).rejects("{\"msg\": 1431857103 /a b", "bad-json");
  }

  @Test
  void labelsHaveTheirBounds() {
    StringBuilder fields =
        new StringBuilder("\"empty\":\"\",\"\":\"nameless\",\"\\u00e9\":\"\\n\"");
    for (int label = 0; label < 100; label++) {
      fields.append(",\"l").append(label).append("\":\"v\"");
    }
    String record = "{\"fields\":{" + fields + "},\"message\":\"" + QUOTED + "\"}";
    assertThat(auto().reads(record).request().labels)
        .hasSize(EnvelopeParts.MOST_LABELS - 2)
        .containsEntry("é", "\n")
        .containsEntry("l0", "v");
    String large = record.replace("\"l0\":\"v\"", "\"l0\":\"" + "v".repeat(5_000) + "\"");
    assertThat(auto().reads(large).request().labels).containsOnlyKeys("é");
  }

  @Test
  void theRequestHoldsTheWholeRecordForTheDeadLettersOfLaterSteps() {
    byte[] record = FILEBEAT.getBytes(StandardCharsets.UTF_8);
    AccessRequest request = auto().reads(record).with(HOST_NAME, "web-1").request();
    assertThat(Arrays.copyOf(request.buffer, request.lineLength)).isEqualTo(record);
  }

  private static byte[] avro(String body, String... headers) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    if (headers.length > 0) {
      record.write(headers.length);
      for (String text : headers) {
        write(record, text.getBytes(StandardCharsets.UTF_8));
      }
    }
    record.write(0);
    write(record, body.getBytes(StandardCharsets.UTF_8));
    return record.toByteArray();
  }

  private static void write(ByteArrayOutputStream record, byte[] bytes) {
    for (long left = 2L * bytes.length; ; left >>>= 7) {
      record.write((int) (left < 0x80 ? left : left & 0x7f | 0x80));
      if (left < 0x80) {
        break;
      }
    }
    record.writeBytes(bytes);
  }
}
