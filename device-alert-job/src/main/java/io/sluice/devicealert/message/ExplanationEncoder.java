package io.sluice.devicealert.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import io.sluice.devicealert.dispatch.Explanation;
import java.io.IOException;

/** Why an alert was or was not sent out, as a line of {@code explanations.jsonl}. */
public final class ExplanationEncoder extends JsonEncoder<Explanation> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeStringField("alertId", explanation.alertId);
    json.writeStringField("deviceId", explanation.deviceId);
    json.writeStringField("ruleId", explanation.ruleId);
    json.writeStringField("alertType", explanation.alertType);
    json.writeStringField("step", explanation.step.name());
    json.writeStringField("ts", time(explanation.ts));
    json.writeStringField("reason", explanation.reason);
    CloudEventEncoder.writeTexts(json, "causes", explanation.causes);
  }
}
