package io.sluice.loganalytics.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.reject.Rejected;
import io.sluice.common.rule.set.RuleSetText;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.AccessRequestSerializer;
import io.sluice.loganalytics.event.RequestField;
import io.sluice.loganalytics.quality.StageCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class CleanRequestsTest {
  private static final long BEGINNING = 1_763_659_980_000L;
  private static final String RULES =
      """
      id: cleaning
      version: 5
      rules:
        - {id: no-probes, when: 'url.path == "/healthz"', drop: true}
        - {id: sizes, when: 'int(url.query) > 3', drop: true, onError: reject}
        - {id: team, set: {labels.team: "'shop'"}}
      """;

  @Test
  void withoutRulesEveryRequestPassesAsItIs() throws Exception {
    try (var harness = harness(null)) {
      harness.open();
      AccessRequest request = request("/a", "1");
      harness.processElement(request, 1);
      harness.endInput();

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              passed -> {
                assertThat(passed.text(RequestField.PATH)).isEqualTo("/a");
                assertThat(passed.labels).isNull();
              });
      StageCounts counts = side(harness, CleanRequests.COUNTS).get(0);
      assertThat(counts.in).isEqualTo(1);
      assertThat(counts.out).isEqualTo(1);
      assertThat(side(harness, CleanRequests.HITS)).isEmpty();
    }
  }

  @Test
  void everyRequestIsAccountedForBeforeTheWatermark() throws Exception {
    try (var harness = harness(rules(RULES))) {
      harness.open();
      harness.processElement(request("/healthz", "1"), 1);
      harness.processElement(request("/a", "1"), 1);
      harness.processElement(request("/b", "9"), 1);
      harness.processElement(request("/c", "none"), 1);
      harness.processWatermark(new Watermark(2));

      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(passed -> assertThat(passed.labels).containsEntry("team", "shop"));
      StageCounts counts = side(harness, CleanRequests.COUNTS).get(0);
      assertThat(counts.in).isEqualTo(4);
      assertThat(counts.out).isEqualTo(1);
      assertThat(counts.dropped).containsEntry("no-probes", 1L).containsEntry("sizes", 1L);
      assertThat(counts.rejected).containsEntry("cleaning-rule-error", 1L);
      assertThat(side(harness, CleanRequests.HITS))
          .extracting(
              hits ->
                  hits.ruleId
                      + " "
                      + hits.matched
                      + hits.changed
                      + hits.dropped
                      + hits.errors
                      + " v"
                      + hits.setVersion)
          .containsExactly("no-probes 1010 v5", "sizes 1011 v5", "team 1100 v5");
      Rejected rejected = side(harness, CleanRequests.REJECTED).get(0);
      assertThat(rejected.message())
          .isEqualTo("rule 'sizes': BAD_FORMAT: For input string: \"none\"");
      assertThat(new String(rejected.payload(), StandardCharsets.UTF_8)).isEqualTo("/c none");
    }
  }

  @Test
  void afterARestoreTheFirstRequestMeetsTheRulesOfBefore() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(rules(RULES))) {
      harness.open();
      harness.processElement(request("/healthz", "1"), 1);
      harness.prepareSnapshotPreBarrier(1);
      state = harness.snapshot(1, 1);
      assertThat(side(harness, CleanRequests.HITS)).as("counted before the barrier").hasSize(1);
    }
    try (var harness = harness(null)) {
      harness.initializeState(state);
      harness.open();
      harness.processElement(request("/healthz", "1"), 1);
      harness.endInput();

      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(side(harness, CleanRequests.HITS)).hasSize(1);
    }
  }

  private static RuleSetText rules(String document) {
    return new RuleSetText(document, "file-v5", 0);
  }

  private static OneInputStreamOperatorTestHarness<AccessRequest, AccessRequest> harness(
      RuleSetText initial) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new CleanRequests(new CleanConfig("cleaning", initial)),
            AccessRequestSerializer.INSTANCE);
    harness.getExecutionConfig().enableObjectReuse();
    return harness;
  }

  private static <T> List<T> side(
      OneInputStreamOperatorTestHarness<AccessRequest, AccessRequest> harness, OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    var records = harness.getSideOutput(tag);
    if (records != null) {
      for (StreamRecord<T> record : records) {
        values.add(record.getValue());
      }
    }
    return values;
  }

  private static AccessRequest request(String path, String query) {
    AccessRequest request = new AccessRequest();
    request.buffer = (path + ' ' + query).getBytes(StandardCharsets.UTF_8);
    request.lineLength = request.buffer.length;
    request.set(RequestField.PATH, 0, path.length());
    request.set(RequestField.QUERY, path.length() + 1, request.buffer.length);
    request.arrival = BEGINNING;
    request.timestamp = BEGINNING;
    return request;
  }
}
