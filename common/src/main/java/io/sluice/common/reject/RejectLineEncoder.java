package io.sluice.common.reject;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;

/** A reject as a line of {@code rejects.jsonl}; the payload is whole, in base 64. */
public final class RejectLineEncoder extends JsonEncoder<Rejected> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(Rejected rejected, JsonGenerator json) throws IOException {
    json.writeStringField("stage", rejected.stage());
    json.writeStringField("reason", rejected.reason());
    json.writeStringField("message", rejected.message());
    json.writeStringField("topic", rejected.topic());
    json.writeNumberField("partition", rejected.partition());
    json.writeNumberField("offset", rejected.offset());
    json.writeBinaryField("payloadBase64", rejected.payload());
  }
}
