package io.sluice.loganalytics.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.geo.Place;
import io.sluice.loganalytics.event.AccessRequest;
import io.sluice.loganalytics.event.Agent;
import io.sluice.loganalytics.event.Customer;
import io.sluice.loganalytics.event.Privacy;
import io.sluice.loganalytics.event.RequestField;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class AggregateTrafficTest {
  private static final long SECOND = 1_700_000_000_000L;
  private static final Agent CRAWLER =
      new Agent(Agent.Kind.AI_CRAWLER, "GPTBot", "1.1", null, null, null);
  private static final Place LONDON =
      new Place(Place.Status.FOUND, "GB", "GB-ENG", "London", 51.5, -0.1, 0, null);

  private final AggregateTraffic traffic = new AggregateTraffic(Privacy.KEEP_ALL);

  @Test
  void aRequestCountsOnceInEveryDimension() {
    traffic.add(request(SECOND + 5, "/search", "shop.example", "alice", 503, LONDON, CRAWLER));

    assertThat(named(drain()))
        .containsExactlyInAnyOrder(
            "all=all 1",
            "country=GB 1",
            "city=London 1",
            "vhost=shop.example 1",
            "path=/search 1",
            "customer=alice 1",
            "status=503 1",
            "user_agent_class=ai-crawler 1");
  }

  @Test
  void aCustomerLookedUpStandsForTheUser() {
    AccessRequest known = request(SECOND, "/", null, "key-1", 200, null, null);
    known.customer = new Customer("Acme", "gold");
    traffic.add(known);
    AccessRequest unknown = request(SECOND, "/", null, "key-2", 200, null, null);
    unknown.customer = Customer.UNKNOWN;
    traffic.add(unknown);

    assertThat(named(drain()))
        .contains("customer=Acme 1", "customer=unknown 1")
        .noneMatch(row -> row.contains("key-"));
  }

  @Test
  void whatIsMissingIsUnknown() {
    AccessRequest bare = request(SECOND, null, null, null, -1, null, null);

    traffic.add(bare);

    assertThat(named(drain()))
        .containsExactlyInAnyOrder(
            "all=all 1",
            "country=unknown 1",
            "city=unknown 1",
            "vhost=unknown 1",
            "path=unknown 1",
            "customer=unknown 1",
            "status=unknown 1",
            "user_agent_class=unknown 1");
  }

  @Test
  void aConnectionThatEndedEarlyHasStatus000() {
    traffic.add(request(SECOND, null, null, null, 0, null, null));

    assertThat(named(drain())).contains("status=000 1");
  }

  @Test
  void figuresAddUpWithinTheSecond() {
    traffic.add(request(SECOND, "/a", null, null, 404, null, CRAWLER));
    traffic.add(request(SECOND + 999, "/a", null, null, 500, null, null));
    traffic.add(request(SECOND + 1000, "/a", null, null, 200, null, null));

    List<TrafficDelta> all =
        drain().stream().filter(delta -> delta.dimension() == Dimension.ALL).toList();
    assertThat(all).extracting(TrafficDelta::second).containsExactly(SECOND, SECOND + 1000);
    TrafficTotals first = all.get(0).totals();
    assertThat(first.requests).isEqualTo(2);
    assertThat(first.bytes).isEqualTo(200);
    assertThat(first.errors4xx).isEqualTo(1);
    assertThat(first.errors5xx).isEqualTo(1);
    assertThat(first.bots).isEqualTo(1);
    assertThat(first.clients.count()).isEqualTo(1);
    assertThat(first.latency.at(0.5)).containsExactly(12.5);
  }

  @Test
  void lateAndFutureRequestsCountNowhere() {
    AccessRequest late = request(SECOND, "/a", null, null, 200, null, null);
    late.late = true;
    AccessRequest future = request(SECOND, "/a", null, null, 200, null, null);
    future.future = true;

    traffic.add(late);
    traffic.add(future);

    assertThat(traffic.size()).isZero();
  }

  @Test
  void keepsNothingOfARequestThatIsReused() {
    AccessRequest request = request(SECOND, "/first", null, null, 200, null, null);
    traffic.add(request);
    byte[] overwritten = "/XXXXX".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(overwritten, 0, request.buffer, 0, overwritten.length);

    assertThat(named(drain())).contains("path=/first 1");
  }

  @Test
  void valuesComeOutInOrderOfFirstAppearanceAcrossSeconds() {
    for (int i = 0; i < 50; i++) {
      traffic.add(request(SECOND + (i % 3) * 1000, "/p" + i, null, null, 200, null, null));
    }

    assertThat(drain().stream().filter(delta -> delta.dimension() == Dimension.PATH))
        .extracting(TrafficDelta::value)
        .startsWith("/p0", "/p1", "/p2", "/p3", "/p4")
        .hasSize(50);
  }

  @Test
  void longValuesAreCutAndNulIsReplaced() {
    traffic.add(request(SECOND, "/" + "x".repeat(2000), null, "a\0b", 200, null, null));

    List<TrafficDelta> deltas = drain();
    assertThat(deltas.stream().filter(delta -> delta.dimension() == Dimension.PATH))
        .singleElement()
        .satisfies(delta -> assertThat(delta.value()).hasSize(ValueTable.MAX_LENGTH));
    assertThat(named(deltas)).contains("customer=a\uFFFDb 1");
  }

  @Test
  void usersAreNamedOnlyAsFarAsTheyMayBe() {
    AggregateTraffic discreet =
        new AggregateTraffic(new Privacy(Privacy.AddressRule.KEEP, Privacy.UserRule.OMIT, null));

    discreet.add(request(SECOND, "/a", null, "alice", 200, null, null));

    List<TrafficDelta> deltas = new ArrayList<>();
    discreet.drain(new ListCollector<>(deltas));
    assertThat(named(deltas)).contains("customer=unknown 1");
  }

  private List<TrafficDelta> drain() {
    List<TrafficDelta> deltas = new ArrayList<>();
    traffic.drain(new ListCollector<>(deltas));
    assertThat(traffic.size()).isZero();
    return deltas;
  }

  private static List<String> named(List<TrafficDelta> deltas) {
    return deltas.stream()
        .map(d -> d.dimension().label() + "=" + d.value() + " " + d.totals().requests)
        .toList();
  }

  private static AccessRequest request(
      long timestamp, String path, String host, String user, int status, Place place, Agent agent) {
    AccessRequest request = new AccessRequest();
    StringBuilder text = new StringBuilder();
    put(request, RequestField.PATH, path, text);
    put(request, RequestField.HOST, host, text);
    put(request, RequestField.USER, user, text);
    request.buffer = text.toString().getBytes(StandardCharsets.US_ASCII);
    request.timestamp = timestamp;
    request.status = status;
    request.bodyBytes = 100;
    request.durationMicros = 12_500;
    request.addressLow = 0xFFFF_0102_0304L;
    request.place = place;
    request.agent = agent;
    return request;
  }

  private static void put(
      AccessRequest request, RequestField field, String value, StringBuilder text) {
    if (value != null) {
      request.set(field, text.length(), text.length() + value.length());
      text.append(value);
    }
  }
}
