package io.sluice.loganalytics.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.dictionary.Dictionary;
import io.sluice.common.dictionary.Source;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.RequestField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DictionaryFormatTest {
  private static final long NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
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

  private final RequestCompletion completion =
      new RequestCompletion(new ClientAddress(TrustedProxies.of(List.of("10.0.0.0/8"))));
  private final LineFormat next = LineFormats.of("auto", completion);

  private Source source(String entry) throws IOException {
    return Dictionary.load(Files.writeString(folder.resolve("sources.yaml"), entry))
        .source("access-logs")
        .orElseThrow();
  }

  private AccessRequest parse(String line, Outcome expected) throws IOException {
    AccessRequest request = new AccessRequest();
    request.buffer = line.getBytes(StandardCharsets.UTF_8);
    LineFormat format = new DictionaryFormat(source(ENTRY), next, completion);
    assertThat(format.parse(request, request.buffer.length)).isEqualTo(expected);
    return request;
  }

  @Test
  void readsAnInHouseLog() throws IOException {
    AccessRequest request =
        parse(
            "{\"at\":\"2026-01-01T00:00:00.000Z\",\"client\":\"10.0.0.1\",\"xff\":\"81.2.69.142\","
                + "\"req\":{\"verb\":\"GET\",\"uri\":\"/a%20b?x=1\",\"proto\":\"HTTP/1.1\","
                + "\"host\":\"Shop.Example:8080\",\"user\":\"-\",\"agent\":\"curl/8 \\\"ü\\\"\","
                + "\"key\":\"k-1\"},\"res\":{\"code\":404,\"bytes\":\"12\"},\"took_ms\":1.5,"
                + "\"trace\":{\"deep\":[1]}}",
            Outcome.REQUEST);

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
        parse(
            "{\"t\":1767225600,\"ip\":\"192.0.2.1\",\"request_line\":\"POST /x HTTP/2.0\"}",
            Outcome.REQUEST);
    assertThat(line.text(RequestField.METHOD)).isEqualTo("POST");
    assertThat(line.text(RequestField.PATH)).isEqualTo("/x");
    assertThat(line.text(RequestField.PROTOCOL)).isEqualTo("HTTP/2.0");

    AccessRequest row = parse("1767225600;192.0.2.2;\"/a;b\";200", Outcome.REQUEST);
    assertThat(row.timestamp).isEqualTo(NEW_YEAR);
    assertThat(row.text(RequestField.PATH)).isEqualTo("/a;b");
    assertThat(row.status).isEqualTo(200);
  }

  @Test
  void leavesWhatItDoesNotKnowToTheOtherFormats() throws IOException {
    AccessRequest combined =
        parse(
            "192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"x\"",
            Outcome.REQUEST);
    assertThat(combined.text(RequestField.USER_AGENT)).isEqualTo("x");
    parse("{\"nothing\":1}", Outcome.UNRECOGNISED);
    parse("{\"at\":\"2026-01-01T00", Outcome.UNRECOGNISED);
  }

  @Test
  void saysWhatIsWrongWithALineItKnows() throws IOException {
    parse("{\"at\":\"never\",\"client\":\"x\",\"req\":{\"uri\":\"/\"}}", Outcome.BAD_TIMESTAMP);
    parse("{\"at\":1767225600000,\"req\":{\"uri\":\"/\"}}", Outcome.INCOMPLETE);
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
