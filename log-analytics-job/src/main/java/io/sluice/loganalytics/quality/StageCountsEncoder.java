package io.sluice.loganalytics.quality;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The counts of a stage's minute as a line of {@code quality.jsonl}. */
public final class StageCountsEncoder extends JsonEncoder<StageCounts> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(StageCounts counts, JsonGenerator json) throws IOException {
    json.writeStringField("minute", time(counts.minute));
    json.writeStringField("stage", counts.stage);
    json.writeNumberField("in", counts.in);
    json.writeNumberField("out", counts.out);
    counts("rejected", counts.rejected, json);
    counts("dropped", counts.dropped, json);
    json.writeNumberField("late", counts.late);
    json.writeNumberField("geoMisses", counts.geoMisses);
  }

  private static void counts(String name, Map<String, Long> counts, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
