package io.sluice.loganalytics.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.geo.Place;
import io.sluice.common.runtime.Shared;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.AccessRequestSerializer;
import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnrichRequestsTest {
  private static final Path GEO = Path.of("..", "src-test-data", "log-analytics", "geo");
  private static final int AGENTS = 100;
  private static final long IPV4 = 0xFFFFL << 32;
  private static final long LONDON = IPV4 | 81L << 24 | 2L << 16 | 69L << 8 | 142;
  private static final long HOME = IPV4 | 192L << 24 | 168L << 16 | 1;

  /** Held for all tests here, because building it takes seconds. */
  private static Shared<AgentAnalyzer> analyzer;

  @BeforeAll
  static void build() throws Exception {
    analyzer = Shared.acquire(AgentAnalyzer.class, AGENTS, () -> new YauaaAnalyzer(AGENTS));
  }

  @AfterAll
  static void release() throws Exception {
    analyzer.close();
  }

  @Test
  void saysWhereARequestCameFromAndWhatSentIt() throws Exception {
    EnrichConfig config =
        new EnrichConfig(
            GEO.resolve("sluice-city.mmdb").toString(),
            GEO.resolve("sluice-asn.mmdb").toString(),
            Duration.ZERO,
            AGENTS);
    try (var harness = open(config)) {
      harness.processElement(request(LONDON, "curl/8.5.0"), 7);
      harness.processElement(request(HOME, "curl/8.5.0"), 8);
      harness.processElement(request(0, null), 9);

      assertThat(harness.extractOutputValues()).hasSize(3);
      AccessRequest fromLondon = harness.extractOutputValues().get(0);
      assertThat(fromLondon.place.cityName()).isEqualTo("London");
      assertThat(fromLondon.place.asNumber()).isPositive();
      assertThat(fromLondon.agent).isEqualTo(curl());
      AccessRequest fromHome = harness.extractOutputValues().get(1);
      assertThat(fromHome.place.status()).isEqualTo(Place.Status.PRIVATE);
      assertThat(fromHome.agent).isSameAs(fromLondon.agent);
      AccessRequest unreadable = harness.extractOutputValues().get(2);
      assertThat(unreadable.place.status()).isEqualTo(Place.Status.INVALID);
      assertThat(unreadable.agent).isEqualTo(Agent.UNKNOWN);
    }
  }

  @Test
  void runsWithMissesWhereTheGeoFilesAreMissing() throws Exception {
    EnrichConfig config = new EnrichConfig("no-such.mmdb", null, Duration.ZERO, AGENTS);
    try (var harness = open(config)) {
      harness.processElement(request(LONDON, "curl/8.5.0"), 7);

      AccessRequest request = harness.extractOutputValues().get(0);
      assertThat(request.place.status()).isEqualTo(Place.Status.MISS);
      assertThat(request.agent).isEqualTo(curl());
    }
  }

  @Test
  void runsWithoutGeoFiles() throws Exception {
    try (var harness = open(new EnrichConfig(null, null, Duration.ZERO, AGENTS))) {
      harness.processElement(request(LONDON, "curl/8.5.0"), 7);

      AccessRequest request = harness.extractOutputValues().get(0);
      assertThat(request.place.status()).isEqualTo(Place.Status.MISS);
    }
  }

  @Test
  void refusesACacheOfNothing() {
    assertThatThrownBy(() -> new EnrichConfig(null, null, Duration.ZERO, 0))
        .hasMessage("user-agent.cache-size must be at least 1, not 0");
  }

  private static OneInputStreamOperatorTestHarness<AccessRequest, AccessRequest> open(
      EnrichConfig config) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new EnrichRequests(config)), AccessRequestSerializer.INSTANCE);
    harness.getExecutionConfig().enableObjectReuse();
    harness.open();
    return harness;
  }

  private static Agent curl() {
    return new Agent(Agent.Kind.TOOL, "curl", "8.5.0", null, null, null);
  }

  private static AccessRequest request(long addressLow, String userAgent) {
    AccessRequest request = new AccessRequest();
    request.addressLow = addressLow;
    if (userAgent != null) {
      request.buffer = userAgent.getBytes(StandardCharsets.UTF_8);
      request.set(RequestField.USER_AGENT, 0, request.buffer.length);
    }
    return request;
  }
}
