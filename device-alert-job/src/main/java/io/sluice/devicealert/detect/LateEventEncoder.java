package io.sluice.devicealert.detect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;

/** A line of {@code late.jsonl} and the value of the topic late-events. */
public final class LateEventEncoder extends JsonEncoder<LateEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(LateEvent late, JsonGenerator json) throws IOException {
    json.writeStringField("ts", time(late.timestamp()));
    json.writeStringField("stage", late.stage());
    json.writeStringField("reason", late.reason());
    json.writeStringField("deviceId", late.deviceId());
    if (late.eventId() != null) {
      json.writeStringField("eventId", late.eventId());
    }
    if (late.topic() != null) {
      json.writeStringField("topic", late.topic());
      json.writeNumberField("partition", late.partition());
      json.writeNumberField("offset", late.offset());
    }
    json.writeStringField("kept", late.kept());
  }
}
