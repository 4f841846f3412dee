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
    json.writeObjectFieldStart("rejected");
    for (Map.Entry<String, Long> reason : new TreeMap<>(counts.rejected).entrySet()) {
      json.writeNumberField(reason.getKey(), reason.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("late", counts.late);
    json.writeNumberField("geoMisses", counts.geoMisses);
  }
}
