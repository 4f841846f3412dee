package io.sluice.loganalytics.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The ingestion spec names what the job writes. Whether Druid takes it is not tested here: its own
 * classes are some hundred jars.
 */
class DruidSpecTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SPEC = Path.of("..", "deploy", "druid", "ndcg-supervisor.json");

  @Test
  void everyColumnIsAFieldOfTheTopic() throws Exception {
    JsonNode schema = JSON.readTree(SPEC.toFile()).at("/spec/dataSchema");
    List<String> columns = new ArrayList<>();
    columns.add(schema.at("/timestampSpec/column").asText());
    schema.at("/dimensionsSpec/dimensions").forEach(each -> columns.add(each.get("name").asText()));
    schema.get("metricsSpec").forEach(each -> columns.add(each.get("fieldName").asText()));
    JsonNode row = JSON.readTree(new NdcgRowEncoder().value(row()));

    assertThat(columns)
        .containsExactly(
            "windowEnd",
            "region",
            "city",
            "channel",
            "term",
            "k",
            "searches",
            "searchesWithClick",
            "ndcgSum");
    assertThat(columns).allSatisfy(column -> assertThat(row.hasNonNull(column)).isTrue());
    assertThat(Instant.parse(row.get("windowEnd").asText())).isEqualTo(Instant.EPOCH);
  }

  @Test
  void onlyWhatWasCommittedIsRead() throws Exception {
    JsonNode io = JSON.readTree(SPEC.toFile()).at("/spec/ioConfig");

    assertThat(io.get("topic").asText()).isEqualTo("ndcg");
    assertThat(io.at("/consumerProperties").get("isolation.level").asText())
        .isEqualTo("read_committed");
  }

  private static NdcgRow row() {
    return new NdcgRow(null, 0, "GB-ENG", "London", "web", "shoes", 10, 4, 3, 2.5);
  }
}
