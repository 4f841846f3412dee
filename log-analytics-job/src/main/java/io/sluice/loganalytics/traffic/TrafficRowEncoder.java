package io.sluice.loganalytics.traffic;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;

/** A row as a line of {@code traffic.jsonl}. */
public final class TrafficRowEncoder extends JsonEncoder<TrafficRow> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(TrafficRow row, JsonGenerator json) throws IOException {
    json.writeStringField("granularity", row.granularity());
    json.writeStringField("windowStart", time(row.windowStart()));
    json.writeStringField("dimension", row.dimension());
    json.writeStringField("value", row.value());
    json.writeNumberField("requests", row.requests());
    json.writeNumberField("bytes", row.bytes());
    json.writeNumberField("uniqueClients", row.uniqueClients());
    json.writeNumberField("errors4xx", row.errors4xx());
    json.writeNumberField("errors5xx", row.errors5xx());
    latency("latencyP50Ms", row.latencyP50Ms(), json);
    latency("latencyP95Ms", row.latencyP95Ms(), json);
    latency("latencyP99Ms", row.latencyP99Ms(), json);
    json.writeNumberField("bots", row.bots());
  }

  private static void latency(String name, Double millis, JsonGenerator json) throws IOException {
    if (millis == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, millis);
    }
  }
}
