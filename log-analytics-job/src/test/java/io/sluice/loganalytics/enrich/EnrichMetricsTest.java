package io.sluice.loganalytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.geo.GeoFiles;
import io.sluice.common.geo.Place;
import io.sluice.common.testing.RecordedMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnrichMetricsTest {
  private static final String GROUP = "sluice.stage=enrich.";

  @Test
  void countsUnderTheDocumentedNames() throws IOException {
    RecordedMetrics recorded = new RecordedMetrics();
    try (GeoFiles files =
        GeoFiles.open(Path.of("no-such.mmdb"), null, Duration.ZERO, Clock.systemUTC())) {
      EnrichMetrics metrics = new EnrichMetrics(recorded, files);

      metrics.in();
      metrics.located(Place.nowhere(Place.Status.FOUND));
      metrics.located(Place.nowhere(Place.Status.MISS));
      metrics.located(Place.nowhere(Place.Status.MISS));
      metrics.located(Place.nowhere(Place.Status.PRIVATE));
      metrics.located(Place.nowhere(Place.Status.INVALID));
      metrics.agentFound(true);
      metrics.agentFound(true);
      metrics.agentFound(false);

      assertThat(recorded.count(GROUP + "records-in")).isEqualTo(1);
      assertThat(recorded.count(GROUP + "geo-found")).isEqualTo(1);
      assertThat(recorded.count(GROUP + "geo-misses")).isEqualTo(2);
      assertThat(recorded.count(GROUP + "geo-private")).isEqualTo(1);
      assertThat(recorded.count(GROUP + "geo-invalid")).isEqualTo(1);
      assertThat(recorded.count(GROUP + "agent-cache-hits")).isEqualTo(2);
      assertThat(recorded.count(GROUP + "agent-cache-misses")).isEqualTo(1);
      assertThat(recorded.value(GROUP + "geo-unavailable")).isEqualTo(1);
      assertThat(recorded.value(GROUP + "geo-broken-files")).isEqualTo(1);
      assertThat(recorded.value(GROUP + "geo-reloads")).isEqualTo(0L);
      assertThat(recorded.value(GROUP + "geo-reload-failures")).isEqualTo(0L);
      assertThat(recorded.value(GROUP + "geo-last-failure")).isEqualTo(0L);
      assertThat(recorded.value(GROUP + "geo-age-seconds")).isEqualTo(-1L);
      assertThat(recorded.value(GROUP + "geo-damaged-records")).isEqualTo(0L);
    }
  }
}
