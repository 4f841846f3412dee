package io.sluice.common.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.testing.RecordedMetrics;
import org.junit.jupiter.api.Test;

class StageMetricsTest {

  private final RecordedMetrics recorded = new RecordedMetrics();
  private final StageMetrics metrics = new StageMetrics(recorded, "parse");

  @Test
  void countsUnderTheDocumentedNames() {
    metrics.in();
    metrics.in();
    metrics.out();
    metrics.late();
    metrics.future();
    metrics.rejected("no-timestamp");
    metrics.rejected("no-timestamp");
    metrics.rejected("too-long");

    assertThat(recorded.names())
        .containsExactlyInAnyOrder(
            "sluice.stage=parse.records-in",
            "sluice.stage=parse.records-in-per-second",
            "sluice.stage=parse.records-out",
            "sluice.stage=parse.records-out-per-second",
            "sluice.stage=parse.records-late",
            "sluice.stage=parse.records-future",
            "sluice.stage=parse.reason=no-timestamp.records-rejected",
            "sluice.stage=parse.reason=too-long.records-rejected");
    assertThat(recorded.count("sluice.stage=parse.records-in")).isEqualTo(2);
    assertThat(recorded.count("sluice.stage=parse.records-out")).isEqualTo(1);
    assertThat(recorded.count("sluice.stage=parse.records-late")).isEqualTo(1);
    assertThat(recorded.count("sluice.stage=parse.records-future")).isEqualTo(1);
    assertThat(recorded.count("sluice.stage=parse.reason=no-timestamp.records-rejected"))
        .isEqualTo(2);
  }

  @Test
  void reasonsThatNobodyFixedDoNotFloodTheLabels() {
    for (int number = 0; number < 1_000; number++) {
      metrics.rejected("reason-" + number);
    }

    assertThat(recorded.names()).hasSizeLessThan(80);
    assertThat(recorded.count("sluice.stage=parse.reason=other.records-rejected")).isEqualTo(936);
  }
}
