package io.sluice.loganalytics.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.dictionary.Dictionary;
import io.sluice.common.dictionary.Source;
import io.sluice.common.source.RawRecord;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.ParsedLine;
import io.sluice.loganalytics.event.RequestField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictionaryFormatTest {
  private static final long NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int MOST_BYTES = 1 << 20;
  private static final String ENTRY =
      """
      sources:
        - name: access-logs
          fields:
            source.address: {}
            event.duration: {unit: us}
            http.response.status_code: {type: integer}
            http.response.body.bytes: {type: integer}
          structures:
            - name: gateway
              recognisedBy: {exists: [req.uri, at]}
              timestamp: at
              fields:
                source.address: {path: client, required: true}
                network.forwarded_ip: xff
                user.name: req.user
                http.request.method: req.verb
                url.original: req.uri
                http.version: req.proto
                url.domain: req.host
                user_agent.original: req.agent
                http.response.status_code: {path: res.code}
                http.response.body.bytes: {path: res.bytes}
                event.duration: {path: took_ms, unitFrom: ms}
                labels.api_key: req.key
            - name: lines
              recognisedBy: {exists: request_line}
              timestamp: {field: t, unit: s}
              fields: {source.address: ip, http.request.line: request_line}
            - name: table
              format: csv
              delimiter: ";"
              header: [when, who, path, code]
              timestamp: {field: when, unit: s}
              fields: {source.address: who, url.path: path, http.response.status_code: {path: code}}
      """;

  @TempDir private Path folder;

  private Source source(String entry) throws IOException {
    return Dictionary.load(Files.writeString(folder.resolve("sources.yaml"), entry))
        .source("access-logs")
        .orElseThrow();
  }

  private ParsedLine decode(String line) throws IOException {
    ParseConfig config =
        new ParseConfig(List.of("auto"), "auto", List.of(), "", List.of("10.0.0.0/8"), MOST_BYTES);
    List<ParsedLine> lines = new ArrayList<>();
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    new AccessLogDecoder(config, source(ENTRY))
        .decode(new RawRecord(bytes, "access-logs", 0, 7, 0), new ListCollector<>(lines));
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private AccessRequest request(String line) throws IOException {
    ParsedLine parsed = decode(line);
    assertThat(parsed.rejected).isNull();
    assertThat(Arrays.copyOf(parsed.request.buffer, parsed.request.lineLength))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(line);
    return parsed.request;
  }

  private void assertRejected(String line, String reason) throws IOException {
    ParsedLine parsed = decode(line);
    assertThat(parsed.request).isNull();
    assertThat(parsed.rejected.reason()).isEqualTo(reason);
  }

  @Test
  void readsAnInHouseLog() throws IOException {
    AccessRequest request =
        request(
            "{\"at\":\"2026-01-01T00:00:00.000Z\",\"client\":\"10.0.0.1\",\"xff\":\"81.2.69.142\","
                + "\"req\":{\"verb\":\"GET\",\"uri\":\"/a%20b?x=1\",\"proto\":\"HTTP/1.1\","
                + "\"host\":\"Shop.Example:8080\",\"user\":\"-\",\"agent\":\"curl/8 \\\"ü\\\"\","
                + "\"key\":\"k-1\"},\"res\":{\"code\":404,\"bytes\":\"12\"},\"took_ms\":1.5,"
                + "\"trace\":{\"deep\":[1]}}");

    assertThat(request.timestamp).isEqualTo(NEW_YEAR);
    assertThat(request.text(RequestField.CLIENT_ADDRESS)).isEqualTo("81.2.69.142");
    assertThat(request.text(RequestField.METHOD)).isEqualTo("GET");
    assertThat(request.text(RequestField.TARGET)).isEqualTo("/a%20b?x=1");
    assertThat(request.text(RequestField.PATH)).isEqualTo("/a%20b");
    assertThat(request.text(RequestField.QUERY)).isEqualTo("x=1");
    assertThat(request.text(RequestField.HOST)).isEqualTo("shop.example");
    assertThat(request.text(RequestField.USER_AGENT)).isEqualTo("curl/8 \"ü\"");
    assertThat(request.has(RequestField.USER)).isFalse();
    assertThat(request.status).isEqualTo(404);
    assertThat(request.bodyBytes).isEqualTo(12);
    assertThat(request.durationMicros).isEqualTo(1500);
    assertThat(request.labels).containsEntry("api_key", "k-1").hasSize(1);
  }

  @Test
  void readsOtherStructuresBesideIt() throws IOException {
    AccessRequest line =
        request("{\"t\":1767225600,\"ip\":\"192.0.2.1\",\"request_line\":\"POST /x HTTP/2.0\"}");
    assertThat(line.text(RequestField.METHOD)).isEqualTo("POST");
    assertThat(line.text(RequestField.PATH)).isEqualTo("/x");
    assertThat(line.text(RequestField.PROTOCOL)).isEqualTo("HTTP/2.0");

    AccessRequest row = request("1767225600;192.0.2.2;\"/a;b\";200");
    assertThat(row.timestamp).isEqualTo(NEW_YEAR);
    assertThat(row.text(RequestField.PATH)).isEqualTo("/a;b");
    assertThat(row.status).isEqualTo(200);
  }

  @Test
  void leavesWhatItDoesNotKnowToTheOtherFormats() throws IOException {
    AccessRequest combined =
        request("192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"x\"");
    assertThat(combined.text(RequestField.USER_AGENT)).isEqualTo("x");
    assertRejected("{\"nothing\":1}", "unrecognised-format");
    assertRejected("{\"at\":\"2026-01-01T00", "bad-json");
    assertRejected("{\"at\":" + "[".repeat(5000), "json-too-deep");
  }

  @Test
  void readsALineInAnEnvelope() throws IOException {
    AccessRequest request =
        request(
            "{\"message\":\"{\\\"t\\\":1767225600,\\\"ip\\\":\\\"192.0.2.1\\\","
                + "\\\"request_line\\\":\\\"GET /e HTTP/1.1\\\"}\",\"host\":{\"name\":\"web-1\"}}\r\n");

    assertThat(request.text(RequestField.PATH)).isEqualTo("/e");
    assertThat(request.text(RequestField.HOST_NAME)).isEqualTo("web-1");
    assertThat(request.timestamp).isEqualTo(NEW_YEAR);
  }

  @Test
  void saysWhatIsWrongWithALineItKnows() throws IOException {
    assertRejected("{\"at\":\"never\",\"client\":\"x\",\"req\":{\"uri\":\"/\"}}", "bad-timestamp");
    assertRejected("{\"at\":1767225600000,\"req\":{\"uri\":\"/\"}}", "incomplete");
  }

  @Test
  void refusesEntriesThatAreNotOfRequests() {
    assertRefused("{rpm: {}}", "field rpm: is nothing that a request has");
    assertRefused("{event.duration: {}}", "field event.duration: is a number");
    assertRefused("{user.name: {type: integer}}", "field user.name: is a text");
  }

  private void assertRefused(String fields, String problem) {
    String entry =
        "sources: [{name: access-logs, structures: [{name: a, fields: " + fields + "}]}]";
    assertThatThrownBy(() -> DictionaryFormat.check(source(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
