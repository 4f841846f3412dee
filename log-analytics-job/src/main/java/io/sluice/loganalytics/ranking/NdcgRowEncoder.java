package io.sluice.loganalytics.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.common.sink.JsonEncoder;
import java.io.IOException;

/**
 * A row as a line of {@code ndcg.jsonl} or {@code ndcg-rollup.jsonl}, and as a record for Druid.
 */
public final class NdcgRowEncoder extends JsonEncoder<NdcgRow> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void fields(NdcgRow row, JsonGenerator json) throws IOException {
    if (row.granularity() == null) {
      json.writeStringField("windowEnd", time(row.time()));
    } else {
      json.writeStringField("granularity", row.granularity());
      json.writeStringField("windowStart", time(row.time()));
    }
    json.writeStringField("region", row.region());
    json.writeStringField("city", row.city());
    json.writeStringField("channel", row.channel());
    json.writeStringField("term", row.term());
    json.writeNumberField("k", row.k());
    json.writeNumberField("searches", row.searches());
    json.writeNumberField("searchesWithClick", row.searchesWithClick());
    json.writeNumberField("ndcgSum", row.ndcgSum());
    json.writeNumberField("ndcg", row.ndcg());
  }

  @Override
  public byte[] key(NdcgRow row) {
    return (row.combination().key() + '@' + row.k()).getBytes(UTF_8);
  }
}
