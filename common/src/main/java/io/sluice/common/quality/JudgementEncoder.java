package io.sluice.common.quality;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;
import java.util.Locale;

/** A judged window as a line of {@code judgements.jsonl}. */
public final class JudgementEncoder extends JsonEncoder<Judgement> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(Judgement judged, JsonGenerator json) throws IOException {
    json.writeStringField("windowStart", time(judged.windowStart()));
    json.writeStringField("rule", judged.rule());
    if (!judged.subject().isEmpty()) {
      json.writeStringField("subject", judged.subject());
    }
    json.writeStringField(
        "verdict", judged.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeNumberField("records", judged.records());
    number("observed", judged.observed(), json);
    number("usual", judged.usual(), json);
    number("atLeast", judged.atLeast(), json);
    number("atMost", judged.atMost(), json);
    json.writeStringField("reason", judged.reason());
  }

  private static void number(String name, Double value, JsonGenerator json) throws IOException {
    if (value != null && Double.isFinite(value)) {
      json.writeNumberField(name, value);
    }
  }
}
