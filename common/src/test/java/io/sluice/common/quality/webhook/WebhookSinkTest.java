package io.sluice.common.quality.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.common.config.Secret;
import io.sluice.common.config.Settings;
import io.sluice.common.config.SettingsException;
import io.sluice.common.quality.RuleType;
import io.sluice.common.quality.Severity;
import io.sluice.common.quality.Violation;
import io.sluice.common.quality.webhook.WebhookSink.Writer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real server on the loopback address that is down, slow, wrong or well. */
@Timeout(60)
class WebhookSinkTest {
  private static final Duration SOON = Duration.ofMillis(20);

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private HttpServer server;
  private Writer writer;

  @AfterEach
  void stop() {
    if (writer != null) {
      writer.close();
    }
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void postsBeginningsAndEndsInOrderWithTheirKeys() throws Exception {
    serve(0);
    open(Duration.ofSeconds(5));

    writer.write(violation(Violation.Action.OPEN), null);
    writer.write(violation(Violation.Action.CLOSE), null);

    await(2);
    assertThat(received.get(0))
        .startsWith("r@2026-11-20T12:00:00Z/OPEN Bearer s3cret application/json {\"ts\":")
        .contains("\"rule\":\"r\"", "\"severity\":\"critical\"", "\"observed\":0.5");
    assertThat(received.get(1)).startsWith("r@2026-11-20T12:00:00Z/CLOSE");
  }

  @Test
  void whatFailsIsTriedAgainUnderTheSameKeyAndNothingOvertakesIt() throws Exception {
    answers.addAll(List.of(500, 503, 429, 302, 401));
    serve(0);
    open(Duration.ofSeconds(5));

    writer.write(violation(Violation.Action.OPEN), null);
    writer.write(violation(Violation.Action.CLOSE), null);

    await(7);
    assertThat(received.subList(0, 6)).allMatch(each -> each.contains("/OPEN "));
    assertThat(received.get(6)).contains("/CLOSE ");
  }

  @Test
  void whatIsRefusedForGoodMakesRoomForTheNext() throws Exception {
    answers.add(422);
    serve(0);
    open(Duration.ofSeconds(5));

    writer.write(violation(Violation.Action.OPEN), null);
    writer.write(violation(Violation.Action.CLOSE), null);

    await(2);
    assertThat(received.get(1)).contains("/CLOSE ");
  }

  @Test
  void aServerThatDoesNotAnswerHoldsNobodyUp() throws Exception {
    answers.addAll(List.of(-1, -1));
    serve(0);
    open(Duration.ofMillis(200));

    long before = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      writer.write(violation(Violation.Action.OPEN), null);
    }
    writer.flush(false);
    List<Notification> owed = writer.snapshotState(1);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);

    assertThat(owed).hasSize(1000);
    assertThat(millis).as("time to take a thousand in").isLessThan(5_000);
    await(3);
  }

  @Test
  void aServerThatIsDownGetsAllOnceItIsBackAlsoAfterARestart() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    open(config(port, Duration.ofSeconds(1)), List.of());
    writer.write(violation(Violation.Action.OPEN), null);
    writer.write(violation(Violation.Action.CLOSE), null);
    List<Notification> owed = restored(writer.snapshotState(1));
    writer.close();
    assertThat(owed).hasSize(2);

    open(config(port, Duration.ofSeconds(1)), owed);
    serve(port);

    await(2);
    assertThat(received)
        .extracting(each -> each.substring(0, each.indexOf(' ')))
        .containsExactly("r@2026-11-20T12:00:00Z/OPEN", "r@2026-11-20T12:00:00Z/CLOSE");
  }

  @Test
  void theEndOfInputWaitsForTheLastOnes() throws Exception {
    serve(0);
    open(Duration.ofSeconds(5));
    writer.write(violation(Violation.Action.OPEN), null);

    writer.flush(true);

    assertThat(received).hasSize(1);
    assertThat(writer.snapshotState(1)).isEmpty();
  }

  @Test
  void theUrlIsNeverShown() {
    Settings settings = settings("https://hooks.example/T0/s3cr3t");
    assertThat(settings.describe()).doesNotContain("s3cr3t");
    assertThat(WebhookConfig.from(settings).orElseThrow())
        .satisfies(config -> assertThat(config.toString()).doesNotContain("s3cr3t"))
        .satisfies(config -> assertThat(config.host()).isEqualTo("hooks.example"));
    assertThat(WebhookConfig.from(settings(""))).isEmpty();
    for (String wrong :
        List.of("ftp://h/s3cr3t", "s3cr3t", "https:///s3cr3t", "http://h/ s3cr3t")) {
      assertThatThrownBy(() -> WebhookConfig.from(settings(wrong)))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("quality.webhook.url")
          .hasMessageNotContaining("s3cr3t");
    }
  }

  private static Settings settings(String url) {
    return Settings.of(WebhookConfig.SETTINGS, Map.of("quality.webhook.url", url));
  }

  private static List<Notification> restored(List<Notification> written) throws IOException {
    NotificationSerializer serializer = new NotificationSerializer();
    List<Notification> read = new ArrayList<>();
    for (Notification each : written) {
      read.add(serializer.deserialize(1, serializer.serialize(each)));
    }
    return read;
  }

  private void serve(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/hook", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    received.add(
        headers.getFirst("Idempotency-Key")
            + ' '
            + headers.getFirst("Authorization")
            + ' '
            + headers.getFirst("Content-Type")
            + ' '
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Integer status = answers.poll();
    if (status != null && status < 0) {
      return; // never answers
    }
    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    exchange.close();
  }

  private void open(Duration timeout) {
    open(config(server.getAddress().getPort(), timeout), List.of());
  }

  private void open(WebhookConfig config, List<Notification> owed) {
    writer = new Writer(owed, config, SOON, new UnregisteredMetricsGroup());
  }

  private static WebhookConfig config(int port, Duration timeout) {
    return new WebhookConfig(
        Secret.of("http://127.0.0.1:" + port + "/hook"), Secret.of("s3cret"), timeout);
  }

  private void await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (received.size() < count && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(received).hasSizeGreaterThanOrEqualTo(count);
  }

  private static Violation violation(Violation.Action action) {
    Violation violation = new Violation();
    violation.action = action;
    violation.episode = "r@2026-11-20T12:00:00Z";
    violation.rule = "r";
    violation.type = RuleType.REJECT_SHARE;
    violation.subject = "parse";
    violation.severity = Severity.CRITICAL;
    violation.windowMillis = 60_000;
    violation.observed = 0.5;
    violation.atMost = 0.05;
    violation.message = "half of it";
    return violation;
  }
}
