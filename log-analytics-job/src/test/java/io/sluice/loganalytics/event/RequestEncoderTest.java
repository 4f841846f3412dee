package io.sluice.loganalytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestEncoderTest {
  private static final int MEGABYTE = 1 << 20;

  private final RequestEncoder encoder = new RequestEncoder(Privacy.KEEP_ALL);

  @Test
  void aRequestOfAMegabyteFitsItsTopicAndStaysARequest() throws IOException {
    // Every byte becomes six in JSON, in every field.
    AccessRequest request = request("\u0001".repeat(MEGABYTE));
    byte[] whole = encoder.value(request);

    byte[] shortened = encoder.shortened(request, MEGABYTE);

    assertThat(whole.length).isGreaterThan(6 * MEGABYTE);
    assertThat(shortened.length).isBetween(10_000, MEGABYTE);
    JsonNode json = new ObjectMapper().readTree(shortened);
    assertThat(json.at("/event/id").asText()).isEqualTo("access-logs-1-7");
    assertThat(json.at("/http/request/method").asText()).isEqualTo("GET");
    assertThat(json.at("/url/path").asText()).startsWith("\u0001").hasSizeGreaterThan(1000);
    // It is the same request as before to whoever comes next.
    assertThat(encoder.value(request)).isEqualTo(whole);
  }

  private static AccessRequest request(String text) {
    byte[] filler = text.getBytes(StandardCharsets.UTF_8);
    byte[] line = new byte[filler.length + 3];
    System.arraycopy(filler, 0, line, 0, filler.length);
    System.arraycopy("GET".getBytes(StandardCharsets.US_ASCII), 0, line, filler.length, 3);
    AccessRequest request = new AccessRequest();
    request.buffer = line;
    request.topic = "access-logs";
    request.partition = 1;
    request.offset = 7;
    for (RequestField field : RequestField.values()) {
      request.set(field, 0, filler.length);
    }
    request.set(RequestField.METHOD, filler.length, line.length);
    return request;
  }
}
