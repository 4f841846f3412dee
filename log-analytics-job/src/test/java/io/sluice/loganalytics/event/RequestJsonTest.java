package io.sluice.loganalytics.event;

import static io.sluice.loganalytics.event.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.geo.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestJsonTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final long IPV4 = 0xFFFFL << 32;

  private final RequestJson json = new RequestJson(Privacy.KEEP_ALL);

  @Test
  void writesEveryFieldUnderItsEcsName() {
    AccessRequest request =
        request()
            .with(RequestField.REMOTE_ADDRESS, "10.0.0.1")
            .with(RequestField.CLIENT_ADDRESS, "81.2.69.142")
            .with(RequestField.USER, "alice")
            .with(RequestField.METHOD, "GET")
            .with(RequestField.TARGET, "/search?q=a%20b")
            .with(RequestField.PATH, "/search")
            .with(RequestField.QUERY, "q=a%20b")
            .with(RequestField.PROTOCOL, "HTTP/1.1")
            .with(RequestField.REFERRER, "https://example.org/")
            .with(RequestField.USER_AGENT, "Mozilla/5.0 (X11)")
            .with(RequestField.HOST, "shop.example.org")
            .with(RequestField.REQUEST_ID, "7f3a")
            .from(0, IPV4 | 81L << 24 | 2L << 16 | 69L << 8 | 142)
            .build();
    request.timestamp = 1_431_860_725_007L; // 2015-05-17 11:05:25.007 UTC
    request.status = 200;
    request.bodyBytes = 203_023;
    request.durationMicros = 12_345;
    request.late = true;
    request.future = true;
    request.place =
        new Place(
            Place.Status.FOUND,
            "GB",
            "GB-ENG",
            "London",
            51.5142,
            -0.0931,
            20712,
            "Andrews & Arnold");
    request.agent =
        new Agent(Agent.Kind.DESKTOP, "Firefox", "27.0", "Ubuntu", "13.10", "Linux Desktop");

    assertThat(text(request))
        .isEqualTo(
            """
            {"@timestamp":"2015-05-17T11:05:25.007Z",\
            "event":{"id":"access-logs-3-42","outcome":"success","duration":12345000},\
            "sluice":{"late":true,"future":true},\
            "source":{"address":"81.2.69.142","ip":"81.2.69.142",\
            "geo":{"country_iso_code":"GB","region_iso_code":"GB-ENG","city_name":"London",\
            "location":{"lat":51.5142,"lon":-0.0931}},\
            "as":{"number":20712,"organization":{"name":"Andrews & Arnold"}}},\
            "http":{"version":"1.1","request":{"method":"GET","referrer":"https://example.org/",\
            "id":"7f3a"},"response":{"status_code":200,"body":{"bytes":203023}}},\
            "url":{"domain":"shop.example.org","path":"/search","query":"q=a%20b",\
            "original":"/search?q=a%20b"},\
            "user_agent":{"original":"Mozilla/5.0 (X11)","class":"desktop","name":"Firefox",\
            "version":"27.0","os":{"name":"Ubuntu","version":"13.10"},\
            "device":{"name":"Linux Desktop"}},\
            "user":{"name":"alice"}}""");
  }

  @Test
  void leavesOutWhatIsMissing() {
    AccessRequest request = request().build();
    request.place = Place.nowhere(Place.Status.MISS);
    request.agent = Agent.UNKNOWN;

    assertThat(text(request))
        .isEqualTo(
            "{\"@timestamp\":\"1970-01-01T00:00:00.000Z\",\"event\":{\"id\":\"access-logs-3-42\","
                + "\"outcome\":\"unknown\"}}");
  }

  @Test
  void keepsTheEmptyTextThatWasSent() throws IOException {
    AccessRequest request = request().with(RequestField.QUERY, "").build();

    assertThat(tree(request).at("/url/query").textValue()).isEmpty();
  }

  @Test
  void forgetsTheRequestBefore() {
    AccessRequest before = request().with(RequestField.USER, "alice").build();
    before.status = 500;
    AccessRequest after = request().build();
    String alone = text(after);
    text(before);

    assertThat(text(after)).isEqualTo(alone);
  }

  @ParameterizedTest
  @CsvSource({
    "0, failure",
    "100, success",
    "200, success",
    "399, success",
    "400, failure",
    "499, failure",
    "503, failure"
  })
  void judgesTheOutcomeByStatus(int status, String outcome) throws IOException {
    AccessRequest request = request().build();
    request.status = status;

    assertThat(tree(request).at("/event/outcome").textValue()).isEqualTo(outcome);
    assertThat(tree(request).at("/http/response/status_code").intValue()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00.000Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "951782400000, 2000-02-29T00:00:00.000Z",
    "1735689599999, 2024-12-31T23:59:59.999Z",
    "253402300799999, 9999-12-31T23:59:59.999Z"
  })
  void writesTimesInUtcWithMilliseconds(long millis, String expected) throws IOException {
    AccessRequest request = request().build();
    request.timestamp = millis;

    assertThat(tree(request).at("/@timestamp").textValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.0, 1.0", "HTTP/2.0, 2.0", "HTTP/, HTTP/", "RTSP/1.0, RTSP/1.0", "H, H"})
  void writesTheVersionWithoutItsPrefix(String protocol, String version) throws IOException {
    AccessRequest request = request().with(RequestField.PROTOCOL, protocol).build();

    assertThat(tree(request).at("/http/version").textValue()).isEqualTo(version);
  }

  @Test
  void escapesWhatJsonDoesNotAllow() {
    AccessRequest request =
        request().with(RequestField.PATH, "/\"\\\b\f\n\r\t\0\u001f\u007fä€\uD83D\uDE00").build();

    assertThat(text(request))
        .contains("\"path\":\"/\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u007fä€\uD83D\uDE00\"");
  }

  @Test
  void replacesWhatIsNotUtf8() throws IOException {
    byte[] latin1 = "/caf\u00e9/x".getBytes(StandardCharsets.ISO_8859_1);
    AccessRequest request = request().with(RequestField.PATH, latin1).build();

    assertThat(tree(request).at("/url/path").textValue()).isEqualTo("/caf\uFFFD/x");
  }

  @Test
  void writesWhatIsLongerThanItsBuffer() throws IOException {
    String path = "/" + "\"".repeat(1_000_000);
    AccessRequest request = request().with(RequestField.PATH, path).build();

    assertThat(tree(request).at("/url/path").textValue()).isEqualTo(path);
  }

  private String text(AccessRequest request) {
    return new String(json.toBytes(request), StandardCharsets.UTF_8);
  }

  private JsonNode tree(AccessRequest request) throws IOException {
    return JACKSON.readTree(json.toBytes(request));
  }
}
