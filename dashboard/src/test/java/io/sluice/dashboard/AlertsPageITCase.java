package io.sluice.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.dashboard.PlantRows.Alert;
import io.sluice.dashboard.PlantRows.Kind;
import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Door;
import io.sluice.dashboard.operate.Published;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page Alerts in a real browser over a real Postgres; what is published is remembered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsPageITCase {

  private static final Kind HEAT = new Kind("overheat", "ENGINE_OVERHEAT", "CRITICAL", 30);
  private static final Kind COOLANT = new Kind("coolant", "LOW_COOLANT", "MAJOR", 60);

  private final RememberedTopics topics = new RememberedTopics();
  private final Door door = Door.forWhoeverLooks();
  private PageUnderTest page;
  private Browser browser;
  private Instant now;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Desk desk = new Desk(topics, door, null);
    page =
        PageUnderTest.start(
            directory, config -> config.with(desk), EmbeddedTables.Job.DEVICE_ALERT);
    browser = page.browser;
  }

  @AfterAll
  void stop() throws Exception {
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void clear() throws SQLException {
    page.clear(
        "alert_message", "dispatch", "alert_explain", "alert_rule", "device", "device_level");
    topics.forget();
    now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  @AfterEach
  void rest() {
    browser.evaluate("try { localStorage.clear() } catch {}");
    page.leave();
  }

  @Test
  void saysWhatToDoBeforeTheFirstRow() throws Exception {
    page.open("/alerts");

    page.shows("#notice", "No alert has been raised yet");
    page.shows(".headline", "Nothing is open.");
    page.shows("#list", "No alert is open");
    page.shows("#rules", "No rule has been published");
    page.assertQuiet();
  }

  @Test
  void theOtherRoomSaysThatItsTablesAreNotThere() throws Exception {
    page.open("/traffic");

    page.shows("#notice", "table of traffic is not there yet");
    page.shows("#freshness", "Waiting");
    page.assertQuiet();
    assertThat(page.json("/api/traffic/summary").get("error").asText()).contains("are not there");
  }

  @Test
  void showsOpenAlertsAsTheyChange() throws Exception {
    Alert heat = new Alert("a1", HEAT, "press-1", "Ridge", now.minusSeconds(600));
    Alert coolant = new Alert("a2", COOLANT, "press-2", "Ridge", now.minusSeconds(300));
    write(
        rows -> {
          rows.raise(heat);
          sent(rows, heat);
          rows.raise(coolant);
          rows.explain(coolant, "HELD", coolant.openedAt(), "HOLD", "[]");
          rows.device("press-2", "Quarry", "X1");
        });
    page.open("/alerts");

    page.shows(".headline", "1 critical and 1 major alerts are open", "on 2 devices");
    page.reads("#tile-open b", "2");
    page.reads("#tile-waiting b", "1");
    page.shows("#where", "Ridge", "Quarry");
    page.shows("#list", "press-1", "overheat", "Sent", "press-2", "In its hold of 1 minute");
    page.shows("#messages", "Sent", "press-1, ENGINE_OVERHEAT", "hold passed");
    page.shows("#rules", "overheat", "from the start of the job");

    write(
        rows -> {
          Instant end = now.minusSeconds(5);
          rows.revoke(heat, end, "REVOKED_ON_EVENT");
          rows.explain(heat, "CANCELLED", end, "REVOKED_ON_EVENT", "[]");
          rows.dispatch(heat, "CANCEL", end, "REVOKED_ON_EVENT");
        });
    page.reads("#tile-open b", "1");
    page.reads("#tile-waiting b", "0");
    page.shows("#messages", "Called back", "condition gone");
    page.shows(".headline", "1 major alert is open");
    page.assertQuiet();
    page.assertAskedNobodyElse();
  }

  @Test
  void keepsItsStateInTheAddress() throws Exception {
    Alert heat = new Alert("a1", HEAT, "press-1", "Ridge", now.minusSeconds(600));
    Alert coolant = new Alert("a2", COOLANT, "press-2", "Quarry", now.minusSeconds(300));
    write(
        rows -> {
          rows.raise(heat);
          sent(rows, heat);
          rows.raise(coolant);
          sent(rows, coolant);
        });
    page.open("/alerts");
    page.reads("#tile-open b", "2");

    page.click("#where td[data-severity=CRITICAL] button");
    page.addressHolds("filter=severity:CRITICAL&filter=site:Ridge");
    page.reads("#tile-open b", "1");
    page.shows("#filter", "Severity: Critical", "Site: Ridge");
    page.click("#list .device button");
    page.addressHolds("show=device:press-1");
    page.shows("#sheet", "1 alert is open", "ENGINE_OVERHEAT opened", "by a1-opened", "Sent");
    String link = page.address();

    page.leave();
    page.open(link.substring(link.indexOf("/alerts")));
    page.shows("#sheet", "1 alert is open", "Sent");
    page.reads("#tile-open b", "1");
    page.click("#sheet > header button");
    Await.until("the sheet is gone", () -> !page.address().contains("show="));
    browser.press("Escape");
    page.reads("#tile-open b", "2");
    assertThat(page.address()).doesNotContain("filter");
    page.assertQuiet();
  }

  @Test
  void tellsWhyNobodyWasSent() throws Exception {
    Alert heat = new Alert("a1", HEAT, "press-1", "Ridge", now.minusSeconds(600));
    Alert covered = new Alert("a2", COOLANT, "press-1", "Ridge", now.minusSeconds(500));
    Alert brief = new Alert("a3", COOLANT, "press-1", "Ridge", now.minusSeconds(200));
    write(
        rows -> {
          rows.raise(heat);
          sent(rows, heat);
          rows.raise(covered);
          Instant due = covered.openedAt().plusSeconds(60);
          rows.explain(covered, "SUPPRESSED", due, "HELD_BACK", "[\"OVERRIDDEN_BY:a1\"]");
          rows.raise(brief);
          Instant end = brief.openedAt().plusSeconds(20);
          rows.revoke(brief, end, "REVOKED_ON_EVENT");
          rows.explain(brief, "NOT_SENT", end, "REVOKED_IN_HOLD", "[]");
        });
    page.open("/alerts?show=alert:a2");

    page.shows("#sheet", "Nobody has been sent: a worse alert covers it", "decided again");
    page.shows("#heldback", "1 alert is held back", "Covered by overheat on press-1");
    page.reads("#tile-held b", "1");
    page.open("/alerts?show=alert:a3");
    page.shows("#sheet", "Nobody was sent: it was over before its hold was", "a3-closed");
    page.open("/alerts?show=alert:a1");
    page.shows("#sheet", "Somebody was sent at", "hold of 30 seconds", "nobody has acknowledged");
    page.open("/alerts?show=alert:a9");
    page.shows("#sheet", "There is no alert a9");
    page.assertQuiet();
  }

  @Test
  void acknowledgesByTheKeyboardWithANameAndTheTime() throws Exception {
    Alert heat = new Alert("a1", HEAT, "press-1", "Ridge", now.minusSeconds(600));
    write(
        rows -> {
          rows.raise(heat);
          sent(rows, heat);
        });
    page.open("/alerts");
    page.shows("#list", "Acknowledge");

    browser.press("j");
    browser.press("a");
    introduce("anna");
    page.shows("#said", "Acknowledged.");
    Published published = onlyPublished();
    JsonNode act = Json.parse(published.value());
    assertThat(published.key()).isEqualTo("a1");
    assertThat(act.path("actor").asText()).isEqualTo("anna");
    assertThat(act.path("action").asText()).isEqualTo("ACK");
    assertThat(Json.text(act.path("target"))).isEqualTo("{\"alertId\":\"a1\"}");
    assertThat(Instant.parse(act.path("ts").asText())).isAfterOrEqualTo(now);
    assertThat(act.has("until")).isFalse();
    page.shows("#list", "Acknowledged by anna, on its way to the job");

    write(rows -> rows.explain(heat, "ACKNOWLEDGED", now, "ACK", "[]"));
    page.reads("#tile-waiting b", "0");
    page.assertQuiet();
  }

  @Test
  void shelvesADeviceUntilATimeAndTakesItBack() throws Exception {
    Alert heat = new Alert("a1", HEAT, "press-1", "Ridge", now.minusSeconds(600));
    write(rows -> rows.raise(heat));
    page.open("/alerts?show=device:press-1");

    page.shows("#sheet", "Shelve the device");
    page.click("#sheet .story .primary");
    page.click(".ask input[value=\"240\"]");
    introduce("ben");
    page.shows("#said", "shelved until");
    JsonNode act = Json.parse(onlyPublished().value());
    assertThat(act.path("action").asText()).isEqualTo("SHELVE");
    assertThat(Json.text(act.path("target"))).isEqualTo("{\"deviceId\":\"press-1\"}");
    assertThat(Instant.parse(act.path("until").asText()))
        .isBetween(now.plusSeconds(4 * 3600), now.plusSeconds(4 * 3600 + 300));
    page.shows("#heldback", "Device press-1", "by ben");

    page.click("#heldback .causes button");
    Await.until("the second act", () -> topics.all().size() == 2);
    assertThat(topics.all().get(1).value()).contains("\"UNSHELVE\"", "\"press-1\"", "\"ben\"");
    page.shows("#heldback", "Nothing is held back", "ben unshelved the device press-1");
    page.assertQuiet();
  }

  @Test
  void editsARuleAndShowsWhatTheJobSays() throws Exception {
    String text = "id: overheat\nseverity: CRITICAL\n";
    write(rows -> rows.rule("overheat", text, "ACTIVE", null, 3, now.minusSeconds(900)));
    page.open("/alerts?show=rule:overheat");
    page.shows("#sheet", "Active as version 3");

    page.fill("#sheet textarea", text + "hold: 2d\n");
    page.click("#sheet .story .primary");
    introduce("anna");
    page.shows("#sheet .answer", "Waiting for the job");
    Published first = onlyPublished();
    assertThat(first.key()).isEqualTo("overheat");
    assertThat(first.value()).isEqualTo(text + "hold: 2d\n");
    assertThat(first.actor()).isEqualTo("anna");
    write(rows -> rows.rule("overheat", null, "REFUSED", "line 3: too long", 0, first.at()));
    page.shows("#sheet .answer", "Refused: line 3: too long.", "The version before acts on.");
    page.shows("#rules", "Refused", "line 3: too long");

    page.fill("#sheet textarea", text + "hold: 2m\n");
    page.click("#sheet .story .primary");
    Await.until("the second edit", () -> topics.all().size() == 2);
    Instant second = topics.all().get(1).at();
    write(rows -> rows.rule("overheat", null, "ACTIVE", null, 4, second));
    page.shows("#sheet .answer", "Active as version 4");

    page.fill("#sheet textarea", "id: another\n");
    browser.complaints().clear();
    page.click("#sheet .story .primary");
    page.shows("#said", "Write that as a new rule");
    assertThat(topics.all()).hasSize(2);
  }

  @Test
  void refusesWhoMayNotAct() throws Exception {
    String ack = "{\"actor\":\"eve\",\"action\":\"ACK\",\"target\":{\"alertId\":\"a\"}}";

    assertThat(post("/api/alerts/act", ack, null, null).statusCode()).isEqualTo(403);
    assertThat(post("/api/alerts/act", ack, "guess", null).statusCode()).isEqualTo(403);
    HttpResponse<String> foreign =
        post("/api/alerts/act", ack, door.given(), "http://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("only the dashboard's own may");
    assertThat(post("/api/alerts/publish", "{}", null, null).statusCode()).isEqualTo(403);
    assertThat(topics.all()).isEmpty();

    assertThat(post("/api/alerts/act", "[]", door.given(), null).statusCode()).isEqualTo(400);
    String nobody = ack.replace("eve", " ");
    assertThat(post("/api/alerts/act", nobody, door.given(), null).body()).contains("who you are");
    topics.away(true);
    assertThat(post("/api/alerts/act", ack, door.given(), null).statusCode()).isEqualTo(503);
    assertThat(topics.all()).isEmpty();
    topics.away(false);
    assertThat(post("/api/alerts/act", ack, door.given(), null).statusCode()).isEqualTo(200);
    assertThat(topics.all()).hasSize(1);
  }

  @Test
  void saysWhatToSetWhereThereIsNoBroker() throws Exception {
    Alert heat = new Alert("a1", HEAT, "press-1", "Ridge", now.minusSeconds(600));
    write(
        rows -> {
          rows.raise(heat);
          sent(rows, heat);
        });
    try (DashboardServer closed =
        DashboardServer.start(
            DashboardConfig.forDatabase(page.tables.jdbcUrl(), "postgres", "postgres")
                .listeningOn("127.0.0.1", 0))) {
      browser.open(closed.uri().resolve("/alerts"));
      page.shows("#list", "Start the dashboard with --bootstrap", "Acknowledge");
      assertThat(
              browser.evaluate("document.querySelector('#list .acts button').disabled").asBoolean())
          .isTrue();
      assertThat(browser.evaluate("document.querySelector('#rules .new').disabled").asBoolean())
          .isTrue();
      page.leave();
    }
    page.assertQuiet();
  }

  @Test
  void outlivesTheDatabase() throws Exception {
    Alert heat = new Alert("a1", HEAT, "press-1", "Ridge", now.minusSeconds(600));
    write(rows -> rows.raise(heat));
    page.open("/alerts");
    page.reads("#tile-open b", "1");

    page.tables.goAway();
    page.shows("#freshness", "Database down");
    page.shows("#notice", "has not answered");
    page.reads("#tile-open b", "1");

    page.tables.comeBack();
    write(rows -> rows.raise(new Alert("a2", COOLANT, "press-2", "Ridge", now)));
    page.reads("#tile-open b", "2");
    page.assertQuiet();
  }

  @Test
  void refusesWhatIsNoView() throws Exception {
    assertThat(page.json("/api/alerts/open?filter=country:DE").get("error").asText())
        .contains("site, severity, rule and device");
    assertThat(page.json("/api/alerts/rows?table=pg_user").get("error").asText())
        .contains("alert_explain");
    assertThat(page.json("/api/alerts/list?filter=device:%27%20or%20%271%27=%271").path("rows"))
        .isEmpty();
  }

  @Test
  void staysLightAndLooksAsItShould() throws Exception {
    try (Connection connection = page.tables.connection()) {
      PlantStory story = new PlantStory(connection);
      story.tellUpTo(now);
      page.open("/alerts");
      page.shows(".headline", "open", "devices", "Today");
      page.shows("#rules", "combo-17");
      page.shows("#messages", "Sent");
      page.hover("#overtime .chart", 0.55, 0.45);
      page.photograph("alerts", null, null);
      page.click("#list .device button");
      page.shows("#sheet", "What happened");
      browser.size(1280, 800, false);
      browser.screenshot(PageUnderTest.SCREENSHOTS.resolve("alerts-device.png"), false);
      assertThat(page.millisToFirstPaint("/alerts")).isBetween(1.0, 1000.0);
      story.hurry(now);
      try (Telling telling = new Telling(now, story::advance)) {
        page.shows("#freshness", "Live");
        assertThat(page.scriptMillisPerUpdate("list", 4)).isBetween(0.1, 16.0);
      }
    }
    page.assertQuiet();
  }

  /** Writes rows. */
  @FunctionalInterface
  private interface Writing {
    void to(PlantRows rows) throws SQLException;
  }

  private void write(Writing writing) throws SQLException {
    try (Connection connection = page.tables.connection()) {
      writing.to(new PlantRows(connection));
    }
  }

  /** Somebody was sent when the hold had passed. */
  private static void sent(PlantRows rows, Alert alert) throws SQLException {
    Instant due = alert.openedAt().plusSeconds(alert.kind().holdSeconds());
    rows.explain(alert, "DISPATCHED", due, "HOLD_PASSED", "[]");
    rows.dispatch(alert, "DISPATCH", due, "HOLD_PASSED");
  }

  /** Says a name where the page asks for one, once. */
  private void introduce(String name) throws Exception {
    page.fill(".ask[open] input[name=name]", name);
    page.click(".ask[open] .primary");
  }

  private Published onlyPublished() throws Exception {
    Await.until("something is published", () -> !topics.all().isEmpty());
    assertThat(topics.all()).hasSize(1);
    return topics.all().get(0);
  }

  private HttpResponse<String> post(String path, String body, String token, String origin)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(page.server.uri().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header(Door.TOKEN, token);
    }
    if (origin != null) {
      request.header("Origin", origin);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
