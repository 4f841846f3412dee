package io.sluice.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The system's Chromium, driven over its DevTools protocol: one page, no window, no network. */
final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<Path> USUAL_PLACES =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requested = new CopyOnWriteArrayList<>();

  private Browser(Process process, URI page) {
    this.process = process;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(page, new Listener())
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
  }

  static Optional<Path> installed() {
    return Stream.concat(
            Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), USUAL_PLACES.stream())
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path chromium, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    Path portFile = profile.resolve("DevToolsActivePort");
    Await.until("Chromium listens", () -> Files.exists(portFile) && Files.size(portFile) > 5);
    int port = Integer.parseInt(Files.readAllLines(portFile).get(0));
    Browser browser = new Browser(process, page(port));
    // Thread time, not the wall's: the machine that tests has other things to do as well.
    browser.send("Performance.enable", Json.object().put("timeDomain", "threadTicks"));
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      browser.send(domain + ".enable", Json.object());
    }
    return browser;
  }

  void open(URI address) {
    send("Page.navigate", Json.object().put("url", address.toString()));
  }

  void size(int width, int height, boolean dark) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Json.object()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = Json.object();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    send("Emulation.setEmulatedMedia", media);
  }

  /** The value of an expression, which may be a promise. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Json.object()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  String text(String selector) {
    return evaluate("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''").asText();
  }

  void click(String selector) {
    evaluate("document.querySelector(" + quoted(selector) + ").click()");
  }

  void press(String key) {
    ObjectNode event = Json.object().put("type", "keyDown").put("key", key);
    if (key.length() == 1) {
      event.put("text", key);
    }
    send("Input.dispatchKeyEvent", event);
    send("Input.dispatchKeyEvent", Json.object().put("type", "keyUp").put("key", key));
  }

  void moveTo(int x, int y) {
    send(
        "Input.dispatchMouseEvent",
        Json.object().put("type", "mouseMoved").put("x", x).put("y", y));
  }

  /** The time the page's scripts have taken so far, in milliseconds of the processor. */
  double scriptMillis() {
    for (JsonNode metric : send("Performance.getMetrics", Json.object()).path("metrics")) {
      if (metric.path("name").asText().equals("ScriptDuration")) {
        return metric.path("value").asDouble() * 1000;
      }
    }
    throw new AssertionError("Chromium measures no ScriptDuration");
  }

  void screenshot(Path file, boolean wholePage) throws IOException {
    JsonNode picture =
        send(
            "Page.captureScreenshot",
            Json.object().put("format", "png").put("captureBeyondViewport", wholePage));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
  }

  /** What the page logged as an error, and what it threw. */
  List<String> complaints() {
    return complaints;
  }

  /** Every address the page asked for. */
  List<String> requested() {
    return requested;
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private JsonNode send(String method, ObjectNode params) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = Json.object().put("id", id).put("method", method);
    message.set("params", params);
    socket.sendText(Json.text(message), true).join();
    return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private void take(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = answers.remove(message.get("id").asInt());
      if (message.has("error")) {
        answer.completeExceptionally(new AssertionError(message.get("error").toString()));
      } else {
        answer.complete(message.path("result"));
      }
      return;
    }
    JsonNode params = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.exceptionThrown" -> complaints.add(params.path("exceptionDetails").toString());
      case "Log.entryAdded" -> complain(params.path("entry"));
      case "Network.requestWillBeSent" ->
          requested.add(params.path("request").path("url").asText());
      case "Runtime.consoleAPICalled" -> {
        if (params.path("type").asText().equals("error")) {
          complaints.add(params.path("args").toString());
        }
      }
      default -> {}
    }
  }

  private void complain(JsonNode entry) {
    if (entry.path("level").asText().equals("error")) {
      complaints.add(entry.path("text").asText() + " " + entry.path("url").asText());
    }
  }

  private static URI page(int port) throws Exception {
    JsonNode pages =
        Json.parse(
            new String(
                URI.create("http://127.0.0.1:" + port + "/json/list")
                    .toURL()
                    .openStream()
                    .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8));
    for (JsonNode page : pages) {
      if (page.path("type").asText().equals("page")) {
        return URI.create(page.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new AssertionError("Chromium has no page: " + pages);
  }

  private static String quoted(String text) {
    return Json.text(com.fasterxml.jackson.databind.node.TextNode.valueOf(text));
  }

  private final class Listener implements WebSocket.Listener {

    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        String whole = parts.toString();
        parts.setLength(0);
        take(Json.parse(whole));
      }
      webSocket.request(1);
      return null;
    }
  }
}
