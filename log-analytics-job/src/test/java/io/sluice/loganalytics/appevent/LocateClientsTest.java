package io.sluice.loganalytics.appevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.loganalytics.enrich.EnrichConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LocateClientsTest {
  private static final Path CITIES =
      Path.of("..", "src-test-data", "log-analytics", "geo", "sluice-city.mmdb");
  private static final String LONDON = "81.2.69.142";

  @Test
  void saysOnlyWhatTheEventDoesNotSayItself() throws Exception {
    try (var harness = harness()) {
      harness.processElement(event(null, null, LONDON), 1);
      harness.processElement(event("DE-BE", null, LONDON), 2);
      harness.processElement(event("DE-BE", "Berlin", LONDON), 3);

      assertThat(harness.extractOutputValues())
          .extracting(event -> event.region, event -> event.city)
          .containsExactly(
              tuple("GB-ENG", "London"), tuple("DE-BE", "London"), tuple("DE-BE", "Berlin"));
    }
  }

  @Test
  void whatCannotBeFoundStaysMissing() throws Exception {
    try (var harness = harness()) {
      harness.processElement(event(null, null, "no address"), 1);
      harness.processElement(event(null, null, "192.168.0.1"), 2);
      harness.processElement(event(null, null, "9.9.9.9"), 3);
      harness.processElement(event(null, null, null), 4);

      assertThat(harness.extractOutputValues())
          .allSatisfy(event -> assertThat(event.region).isNull())
          .extracting(event -> event.geoMiss)
          .containsExactly(false, false, true, false);
    }
  }

  private static AppEvent event(String region, String city, String clientIp) {
    AppEvent event = new AppEvent();
    event.type = AppEventType.SEARCH;
    event.region = region;
    event.city = city;
    event.clientIp = clientIp;
    return event;
  }

  private static OneInputStreamOperatorTestHarness<AppEvent, AppEvent> harness() throws Exception {
    EnrichConfig config = new EnrichConfig(CITIES.toString(), null, Duration.ZERO, 100);
    var harness =
        new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new LocateClients(config)));
    harness.open();
    return harness;
  }
}
