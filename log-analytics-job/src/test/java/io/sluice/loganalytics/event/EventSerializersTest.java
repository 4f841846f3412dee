package io.sluice.loganalytics.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.geo.Place;
import io.sluice.common.reject.Rejected;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EventSerializersTest {
  @Test
  void aRequestSurvivesTheNetworkWhole() throws Exception {
    AccessRequest request = request();

    AccessRequest read = throughTheNetwork(ParsedLine.of(request)).request;

    assertThat(read).usingRecursiveComparison().isEqualTo(request);
    assertThat(read.text(RequestField.PATH)).isEqualTo("/a");
  }

  @Test
  void aBareRequestSurvivesToo() throws Exception {
    AccessRequest bare = new AccessRequest();

    assertThat(throughTheNetwork(ParsedLine.of(bare)).request)
        .usingRecursiveComparison()
        .isEqualTo(bare);
  }

  @Test
  void aRejectSurvivesWithItsBytes() throws Exception {
    Rejected rejected =
        new Rejected(
            "parse", "empty-line", null, "access-logs", 3, 42, 7, null, new byte[] {0, -1, 13});

    Rejected read = throughTheNetwork(ParsedLine.of(rejected)).rejected;

    assertThat(read).usingRecursiveComparison().isEqualTo(rejected);
  }

  @Test
  void aCopySharesNothingThatIsReused() {
    AccessRequest request = request();
    AccessRequest copy = AccessRequestSerializer.INSTANCE.copy(request);

    request.buffer[0] = 'X';
    request.reset();

    assertThat(copy).usingRecursiveComparison().isEqualTo(request());
  }

  private static AccessRequest request() {
    AccessRequest request = new AccessRequest();
    request.buffer = "/a?b alice".getBytes(StandardCharsets.UTF_8);
    request.set(RequestField.PATH, 0, 2);
    request.set(RequestField.USER, 5, 10);
    request.topic = "access-logs";
    request.partition = 2;
    request.offset = 1L << 40;
    request.arrival = 1_700_000_000_001L;
    request.timestamp = 1_700_000_000_000L;
    request.status = 404;
    request.bodyBytes = 12;
    request.durationMicros = 1_500;
    request.addressHigh = 0x2001_0db8_0000_0000L;
    request.addressLow = -1;
    request.late = true;
    request.place = new Place(Place.Status.FOUND, "GB", "GB-ENG", "London", 51.5, -0.1, 20712, "A");
    request.agent = new Agent(Agent.Kind.PHONE, "Safari", "18", "iOS", null, "Apple iPhone");
    request.customer = new Customer("Acme", null);
    return request;
  }

  private static ParsedLine throughTheNetwork(ParsedLine line) throws Exception {
    TypeSerializer<ParsedLine> serializer =
        TypeInformation.of(ParsedLine.class).createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(line, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    ParsedLine read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
