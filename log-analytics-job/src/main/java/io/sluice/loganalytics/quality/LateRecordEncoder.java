package io.sluice.loganalytics.quality;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;

/** A late record as a line of {@code late.jsonl} and the value of the topic late-events. */
public final class LateRecordEncoder extends JsonEncoder<LateRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(LateRecord late, JsonGenerator json) throws IOException {
    json.writeStringField("ts", time(late.timestamp()));
    json.writeStringField("stage", late.stage());
    json.writeStringField("reason", late.reason());
    if (late.topic() != null) {
      json.writeStringField("topic", late.topic());
      json.writeNumberField("partition", late.partition());
      json.writeNumberField("offset", late.offset());
    }
    if (late.requestId() != null) {
      json.writeStringField("requestId", late.requestId());
    }
    if (late.searchId() == null) {
      json.writeNumberField("requests", late.records());
    } else {
      json.writeStringField("searchId", late.searchId());
    }
    json.writeStringField("kept", late.kept());
  }
}
