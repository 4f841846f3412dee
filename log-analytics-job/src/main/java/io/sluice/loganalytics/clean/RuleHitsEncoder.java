package io.sluice.loganalytics.clean;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;

/** The hits of a rule in a minute as a line of {@code cleaning-rules.jsonl}. */
public final class RuleHitsEncoder extends JsonEncoder<RuleHits> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(RuleHits hits, JsonGenerator json) throws IOException {
    json.writeStringField("minute", time(hits.minute));
    json.writeStringField("ruleId", hits.ruleId);
    json.writeNumberField("setVersion", hits.setVersion);
    json.writeNumberField("matched", hits.matched);
    json.writeNumberField("changed", hits.changed);
    json.writeNumberField("dropped", hits.dropped);
    json.writeNumberField("errors", hits.errors);
  }
}
