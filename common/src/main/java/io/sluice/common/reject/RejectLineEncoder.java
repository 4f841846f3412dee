package io.sluice.common.reject;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.RecordEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A reject as a line of {@code rejects.jsonl}; the payload is whole, in base 64. */
public final class RejectLineEncoder implements RecordEncoder<Rejected> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public byte[] value(Rejected rejected) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("stage", rejected.stage());
      json.writeStringField("reason", rejected.reason());
      json.writeStringField("message", rejected.message());
      json.writeStringField("topic", rejected.topic());
      json.writeNumberField("partition", rejected.partition());
      json.writeNumberField("offset", rejected.offset());
      json.writeBinaryField("payloadBase64", rejected.payload());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return line.toByteArray();
  }
}
