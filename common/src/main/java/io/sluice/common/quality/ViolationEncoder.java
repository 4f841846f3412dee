package io.sluice.common.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;

/** A violation as a line of {@code quality.jsonl} and as the body of the webhook. */
public final class ViolationEncoder extends JsonEncoder<Violation> {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] key(Violation violation) {
    return violation.episode.getBytes(UTF_8);
  }

  @Override
  protected void fields(Violation violation, JsonGenerator json) throws IOException {
    json.writeStringField("ts", time(violation.timestamp()));
    json.writeStringField("rule", violation.rule);
    json.writeStringField("action", violation.action.name());
    json.writeStringField("episode", violation.episode);
    json.writeStringField("type", violation.type.label());
    json.writeStringField("subject", violation.subject);
    json.writeStringField("severity", violation.severity.label());
    json.writeStringField("since", time(violation.since));
    json.writeStringField("windowStart", time(violation.windowStart));
    json.writeNumberField("windowSeconds", violation.windowMillis / 1000);
    json.writeNumberField("records", violation.records);
    json.writeNumberField("observed", violation.observed);
    json.writeObjectFieldStart("expected");
    optional("usual", violation.usual, json);
    optional("atLeast", violation.atLeast, json);
    optional("atMost", violation.atMost, json);
    json.writeEndObject();
    json.writeStringField("message", violation.message);
  }

  private static void optional(String name, Double value, JsonGenerator json) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }
}
