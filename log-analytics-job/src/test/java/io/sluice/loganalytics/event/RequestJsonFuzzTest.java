package io.sluice.loganalytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.common.geo.AddressText;
import io.sluice.common.geo.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the hand-written JSON against the tree that Jackson builds from the same request. */
class RequestJsonFuzzTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** In hexadecimal: edges of UTF-8, then overlong, surrogate, too large and cut off. */
  private static final List<String> PIECES =
      List.of(
          "61",
          "22",
          "5c",
          "00",
          "7f",
          "c280",
          "dfbf",
          "e0a080",
          "ed9fbf",
          "ee8080",
          "efbfbf",
          "e280a8",
          "f0908080",
          "f48fbfbf",
          "c080",
          "c1bf",
          "e08080",
          "e09fbf",
          "eda080",
          "edbfbf",
          "f0808080",
          "f08fbfbf",
          "f4908080",
          "f5808080",
          "ff",
          "80",
          "c2",
          "e280",
          "f09f98",
          "f09f");

  private final Random random = new Random(20260101);
  private Place place;
  private Agent agent;

  @Test
  void writesWhatJacksonReadsAsTheSameTree() throws IOException {
    RequestJson json = new RequestJson(Privacy.KEEP_ALL);
    for (int round = 0; round < 20_000; round++) {
      AccessRequest request = anyRequest();
      byte[] written = json.toBytes(request);
      // Through text, so that a number is compared as it reads and not as the type it was built by.
      JsonNode expected = JACKSON.readTree(JACKSON.writeValueAsString(reference(request)));
      assertThat(JACKSON.readTree(written))
          .as(() -> new String(written, StandardCharsets.UTF_8))
          .isEqualTo(expected);
    }
  }

  private AccessRequest anyRequest() {
    Requests requests = Requests.request();
    for (RequestField field : RequestField.values()) {
      if (random.nextInt(3) > 0) {
        requests.with(field, anyText());
      }
    }
    AccessRequest request = requests.build();
    request.topic = random.nextBoolean() ? "access-logs" : "day \"1\".log";
    request.partition = random.nextInt(64);
    request.offset = random.nextLong() >>> random.nextInt(64);
    request.timestamp = (random.nextLong() >>> 20) % 253_402_300_800_000L - 1_000_000_000_000L;
    request.status = random.nextInt(4) == 0 ? (int) AccessRequest.MISSING : random.nextInt(1000);
    request.bodyBytes = maybe(random.nextLong() >>> 1 + random.nextInt(62));
    request.durationMicros = maybe(random.nextLong() >>> 12 + random.nextInt(50));
    request.addressHigh = random.nextBoolean() ? 0 : random.nextLong();
    request.addressLow = random.nextInt(4) == 0 ? 0 : random.nextLong() >>> 16 * random.nextInt(3);
    request.late = random.nextInt(4) == 0;
    request.future = random.nextInt(4) == 0;
    // Now and then the one of the request before, whose members are kept.
    place = random.nextInt(3) == 0 ? place : anyPlace();
    agent = random.nextInt(3) == 0 ? agent : anyAgent();
    request.place = place;
    request.agent = agent;
    return request;
  }

  private long maybe(long value) {
    return random.nextInt(4) == 0 ? AccessRequest.MISSING : value;
  }

  /** Plain, of characters that need care, of what only looks like UTF-8, or no text at all. */
  private byte[] anyText() {
    return switch (random.nextInt(4)) {
      case 0 -> bytes(0xFF);
      case 1 -> pieces();
      default -> bytes(0x7F);
    };
  }

  private byte[] bytes(int mask) {
    byte[] text = new byte[random.nextInt(40)];
    random.nextBytes(text);
    for (int at = 0; at < text.length; at++) {
      text[at] = (byte) (text[at] & mask);
    }
    return text;
  }

  private byte[] pieces() {
    StringBuilder hex = new StringBuilder();
    for (int count = random.nextInt(6); count > 0; count--) {
      hex.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return HexFormat.of().parseHex(hex);
  }

  private String anyWord() {
    return random.nextInt(3) == 0 ? null : new String(anyText(), StandardCharsets.UTF_8);
  }

  private Place anyPlace() {
    return random.nextInt(4) == 0
        ? null
        : new Place(
            Place.Status.values()[random.nextInt(4)],
            anyWord(),
            anyWord(),
            anyWord(),
            random.nextInt(3) == 0 ? Double.NaN : random.nextDouble() * 180 - 90,
            random.nextInt(9) == 0
                ? Double.NaN
                : Math.round(random.nextDouble() * 36e5 - 18e5) / 1e4,
            random.nextInt(3) == 0 ? 0 : random.nextInt() & 0xFFFFFFFFL,
            anyWord());
  }

  private Agent anyAgent() {
    Agent.Kind[] kinds = Agent.Kind.values();
    return random.nextInt(4) == 0
        ? null
        : new Agent(
            kinds[random.nextInt(kinds.length)],
            anyWord(),
            anyWord(),
            anyWord(),
            anyWord(),
            anyWord());
  }

  private static JsonNode reference(AccessRequest request) {
    ObjectNode root = JACKSON.createObjectNode();
    root.put("@timestamp", MILLIS.format(Instant.ofEpochMilli(request.timestamp)));
    ObjectNode event = root.putObject("event").put("id", request.eventId());
    boolean success = request.status >= 1 && request.status <= 399;
    event.put("outcome", request.status < 0 ? "unknown" : success ? "success" : "failure");
    if (request.durationMicros >= 0) {
      event.put("duration", request.durationMicros * 1000);
    }
    if (request.late) {
      root.withObject("/sluice").put("late", true);
    }
    if (request.future) {
      root.withObject("/sluice").put("future", true);
    }
    put(root, "/source", "address", request.text(RequestField.CLIENT_ADDRESS));
    if (request.addressHigh != 0 || request.addressLow != 0) {
      put(root, "/source", "ip", AddressText.of(request.addressHigh, request.addressLow));
    }
    if (request.place != null) {
      putPlace(root, request.place);
    }
    putHttp(root, request);
    put(root, "/url", "domain", request.text(RequestField.HOST));
    put(root, "/url", "path", request.text(RequestField.PATH));
    put(root, "/url", "query", request.text(RequestField.QUERY));
    put(root, "/url", "original", request.text(RequestField.TARGET));
    put(root, "/user_agent", "original", request.text(RequestField.USER_AGENT));
    if (request.agent != null) {
      putAgent(root, request.agent);
    }
    put(root, "/user", "name", request.text(RequestField.USER));
    put(root, "/host", "name", request.text(RequestField.HOST_NAME));
    put(root, "/log/file", "path", request.text(RequestField.LOG_FILE));
    return root;
  }

  private static void putPlace(ObjectNode root, Place place) {
    put(root, "/source/geo", "country_iso_code", place.countryIsoCode());
    put(root, "/source/geo", "region_iso_code", place.regionIsoCode());
    put(root, "/source/geo", "city_name", place.cityName());
    if (!Double.isNaN(place.latitude()) && !Double.isNaN(place.longitude())) {
      root.withObject("/source/geo/location")
          .put("lat", place.latitude())
          .put("lon", place.longitude());
    }
    if (place.asNumber() != 0) {
      root.withObject("/source/as").put("number", place.asNumber());
    }
    put(root, "/source/as/organization", "name", place.asOrganization());
  }

  private static void putHttp(ObjectNode root, AccessRequest request) {
    String protocol = request.text(RequestField.PROTOCOL);
    boolean versioned = protocol != null && protocol.matches("(?s)HTTP/.+");
    put(root, "/http", "version", versioned ? protocol.substring(5) : protocol);
    put(root, "/http/request", "method", request.text(RequestField.METHOD));
    put(root, "/http/request", "referrer", request.text(RequestField.REFERRER));
    put(root, "/http/request", "id", request.text(RequestField.REQUEST_ID));
    if (request.status >= 0) {
      root.withObject("/http/response").put("status_code", request.status);
    }
    if (request.bodyBytes >= 0) {
      root.withObject("/http/response/body").put("bytes", request.bodyBytes);
    }
  }

  private static void putAgent(ObjectNode root, Agent agent) {
    if (agent.kind() != Agent.Kind.UNKNOWN) {
      put(root, "/user_agent", "class", agent.kind().label());
    }
    put(root, "/user_agent", "name", agent.name());
    put(root, "/user_agent", "version", agent.version());
    put(root, "/user_agent/os", "name", agent.osName());
    put(root, "/user_agent/os", "version", agent.osVersion());
    put(root, "/user_agent/device", "name", agent.deviceName());
  }

  private static void put(ObjectNode root, String object, String name, String value) {
    if (value != null) {
      root.withObject(object).put(name, value);
    }
  }
}
