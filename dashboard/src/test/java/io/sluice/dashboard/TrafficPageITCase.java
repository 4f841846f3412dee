package io.sluice.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.dashboard.time.Granularity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page Traffic in a real browser over a real Postgres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrafficPageITCase {

  private PageUnderTest page;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    page = PageUnderTest.start(directory, config -> config, EmbeddedTables.Job.LOG_ANALYTICS);
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
        "traffic",
        "recent_request",
        "quality",
        "quality_violation",
        "cleaning_rule_set",
        "cleaning_rule_hits");
  }

  @AfterEach
  void rest() {
    page.leave();
  }

  @Test
  void saysWhatToDoBeforeTheFirstRow() throws Exception {
    page.open("/");

    Await.until("the page waits for rows", () -> browser.text("#notice").contains("No traffic"));
    page.shows(".headline", "No requests");
    page.reads("#tile-rate b", "–");
    page.assertQuiet();
  }

  @Test
  void showsTheRowsAsTheyChange() throws Exception {
    Instant minute = lastMinute();
    count(minute, "all", "all", 1200, 300);
    count(minute, "country", "DE", 900, 200);
    count(minute, "country", "SG", 300, 100);
    count(minute, "path", "/basket", 1200, 300);
    page.open("/traffic?range=1h");

    Await.until("the total", () -> browser.text("#tile-rate .detail").startsWith("1,200 in"));
    Await.until("the countries", () -> browser.text("#map").contains("Singapore"));
    page.shows("#map", "Germany", "900", "75");
    page.shows("#paths", "/basket");
    page.reads("#tile-visitors b", "300");
    page.reads("#tile-rate .usual", "no usual yet");
    page.shows(".headline", "2 countries", "Germany");

    count(minute, "all", "all", 1207, 301);
    Await.until("the change", () -> browser.text("#tile-rate .detail").startsWith("1,207 in"));
    Await.until("freshness", () -> browser.text("#freshness").contains("Live"));
    Await.until("staleness", () -> browser.text("#freshness").contains("Stale"));
    page.shows("#notice", "No row has been written for");
    page.assertQuiet();
  }

  @Test
  void comparesWithTheSameHourOfEarlierDays() throws Exception {
    Instant minute = lastMinute();
    count(minute, "all", "all", 7200, 300);
    for (int day = 1; day <= 3; day++) {
      Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(day));
      write("hour", hour, "all", "all", 3600, 900);
    }
    count(Instant.now().minus(Duration.ofDays(5)), "all", "all", 1, 1);
    JsonNode usual = page.json("/api/traffic/summary?range=40m").get("usual");

    assertThat(usual.get("stretches").asInt()).isEqualTo(3);
    assertThat(usual.get("requestsPerSecond").asDouble()).isEqualTo(1.0);
    assertThat(usual.get("errorShare").asDouble()).isZero();
  }

  @Test
  void aMinuteOfAnHourSpeaksForTheHourThatNobodyElseSaw() throws Exception {
    count(lastMinute(), "all", "all", 7200, 300);
    count(
        Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(1)),
        "all",
        "all",
        3600,
        900);
    count(Instant.now().minus(Duration.ofDays(5)), "all", "all", 1, 1);

    JsonNode usual = page.json("/api/traffic/summary?range=35m").get("usual");

    assertThat(usual.get("requestsPerSecond").asDouble()).isEqualTo(60.0);
  }

  @Test
  void theRateOfALongRangeIsThatOfTheTimeSeen() throws Exception {
    count(lastMinute(), "all", "all", 7200, 300);
    JsonNode summary = page.json("/api/traffic/summary?range=24h");

    assertThat(summary.get("seenSeconds").asInt()).isEqualTo(60);
    assertThat(summary.get("rate").get("requestsPerSecond").asDouble()).isEqualTo(120.0);
  }

  @Test
  void tellsRulesWithTheirHitsAndWhatIsViolated() throws Exception {
    count(lastMinute(), "all", "all", 1200, 300);
    try (Connection connection = page.tables.connection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into cleaning_rule_set values
            ('rules-0-1', 'house', 4, 'ACTIVE', null, 2, now() - interval '2 hours', 'x', 0, 1),
            ('rules-0-2', 'house', 5, 'REFUSED', 'rule 2: unknown field', 0, now(), 'y', 0, 1)
          """);
      statement.execute(
          """
          insert into cleaning_rule_hits values
            (date_trunc('minute', now()), 'no-health-checks', 4, 70, 70, 70, 0, 0, 210)
          """);
      statement.execute(
          """
          insert into quality_violation values
            ('reject-share@1', 'reject-share', 'reject-share', 'parse', 'warning', true,
             now() - interval '3 minutes', now() - interval '2 minutes', 100, 0.2, null, 0.01, null,
             'parse rejected 20 % of its input', 0, 1)
          """);
    }
    page.open("/");

    Await.until("the hits", () -> browser.text("#rules").contains("no-health-checks"));
    page.shows(
        "#rules", "2 rules act", "version 4", "Version 5 was refused: rule 2: unknown field", "70");
    Await.until("the episode", () -> browser.text("#violations").contains("20 %"));
    page.shows("#violations", "One rule is violated now", "Warning");
    page.assertQuiet();
  }

  @Test
  void keepsItsStateInTheAddress() throws Exception {
    count(lastMinute(), "all", "all", 1200, 300);
    count(lastMinute(), "country", "DE", 900, 200);
    write("hour", lastMinute().truncatedTo(ChronoUnit.HOURS), "country", "DE", 900, 200);
    page.open("/traffic?range=1h");
    Await.until("the countries", () -> browser.text("#map").contains("Germany"));

    browser.click("#map .top button");
    Await.until("the filter", () -> page.address().contains("filter=country:DE"));
    Await.until("its figures", () -> browser.text("#tile-rate .detail").startsWith("900 in"));
    page.shows("#filter .chip", "Country: Germany");
    browser.press(" ");
    Await.until(
        "the held view", () -> page.address().contains("from=") && page.address().contains("to="));
    Await.until("the word", () -> browser.text("#freshness").contains("Held"));
    browser.press("r");
    Await.until("the rows", () -> browser.text("#sheet").contains("minute"));
    String link = page.address();

    page.open("about:blank");
    page.open(link.substring(link.indexOf("/traffic")));
    Await.until("the rows again", () -> browser.text("#sheet").contains("900"));
    page.shows("#filter .chip", "Country: Germany");
    browser.evaluate("history.back()");
    page.assertQuiet();
  }

  @Test
  void findsAFilterByTyping() throws Exception {
    write("hour", lastMinute().truncatedTo(ChronoUnit.HOURS), "country", "DE", 900, 200);
    count(lastMinute(), "all", "all", 1200, 300);
    page.open("/traffic?range=1h");
    Await.until("the page", () -> browser.text("#tile-rate .detail").startsWith("1,200 in"));

    browser.press("/");
    Await.until(
        "the field has the focus",
        () -> browser.evaluate("document.activeElement.type").asText().equals("search"));
    for (String letter : List.of("g", "e", "r")) {
      browser.press(letter);
    }
    Await.until("the suggestion", () -> browser.text("#filter-values").contains("Germany"));
    browser.press("Enter");
    Await.until("the filter", () -> page.address().contains("filter=country:DE"));
    page.assertQuiet();
  }

  @Test
  void outlivesTheDatabase() throws Exception {
    count(lastMinute(), "all", "all", 1200, 300);
    page.open("/traffic?range=1h");
    Await.until("the total", () -> browser.text("#tile-rate .detail").startsWith("1,200 in"));

    page.tables.goAway();
    Await.until("the page says so", () -> browser.text("#freshness").contains("Database down"));
    page.shows("#notice", "has not answered");
    page.shows("#tile-rate .detail", "1,200 in");
    browser.screenshot(PageUnderTest.SCREENSHOTS.resolve("traffic-database-down.png"), false);

    page.tables.comeBack();
    count(lastMinute(), "all", "all", 1300, 300);
    Await.until(
        "the page goes on", () -> browser.text("#tile-rate .detail").startsWith("1,300 in"));
    Await.until("and says so", () -> browser.text("#freshness").contains("Live"));
    page.assertQuiet();
  }

  @Test
  void asksNobodyElseAndRefusesWhatIsNoView() throws Exception {
    count(lastMinute(), "all", "all", 1200, 300);
    page.open("/traffic?range=5y");
    Await.until("the refusal", () -> browser.text("#notice").contains("such as 5m"));

    page.assertAskedNobodyElse();
    assertThat(page.json("/api/traffic/rows?table=pg_user").get("error").asText())
        .contains("traffic");
    assertThat(page.json("/api/traffic/countries?filter=x':1").get("error").asText())
        .contains("country");
    assertThat(page.json("/api/traffic/countries?filter=path:%27%20or%20%271%27=%271").path("rows"))
        .isEmpty();
  }

  @Test
  void staysLightOverAMinuteOfTrafficAndLooksAsItShould() throws Exception {
    try (Connection connection = page.tables.connection()) {
      TrafficStory story = new TrafficStory(connection);
      Instant told = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      story.tellUpTo(told);
      try (Telling telling = new Telling(told, story::tellSecond)) {
        page.open("/traffic?range=5m");
        Await.until("live", () -> browser.text("#freshness").contains("Live"));
        Await.until("the answer", () -> browser.text(".headline").contains("countries"));
        assertThat(page.scriptMillisPerUpdate("requests", 10)).isBetween(0.1, 16.0);
        page.hover("#requests .chart", 0.55, 0.45);
        page.hover("#map .chart", 0.24, 0.3);
        assertThat(page.millisToFirstPaint("/traffic?range=5m")).isBetween(1.0, 1000.0);
        page.photograph("traffic", "requests", "callers");
      }
    }
    page.assertQuiet();
  }

  /** The latest complete minute, which is the one that stands for what cannot be summed. */
  private static Instant lastMinute() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(60);
  }

  /** As the job would: in the rows of every size from the minute up. */
  private void count(Instant minute, String dimension, String value, long requests, long clients)
      throws SQLException {
    for (Granularity size : List.of(Granularity.MINUTE, Granularity.HOUR, Granularity.DAY)) {
      write(size.column(), size.floor(minute, ZoneOffset.UTC), dimension, value, requests, clients);
    }
  }

  private void write(
      String granularity,
      Instant start,
      String dimension,
      String value,
      long requests,
      long clients)
      throws SQLException {
    try (Connection connection = page.tables.connection();
        PreparedStatement upsert =
            connection.prepareStatement(
                """
                insert into traffic values
                  (?, ?, ?, ?, ?, ?, ?, 0, 0, 20, 80, 200, 0, 1, ?, clock_timestamp())
                on conflict (granularity, dimension, window_start, value) do update set
                  requests = excluded.requests, unique_clients = excluded.unique_clients,
                  updated_at = excluded.updated_at
                """)) {
      upsert.setString(1, granularity);
      upsert.setObject(2, start.atOffset(ZoneOffset.UTC));
      upsert.setString(3, dimension);
      upsert.setString(4, value);
      upsert.setLong(5, requests);
      upsert.setLong(6, requests * 2048);
      upsert.setLong(7, clients);
      upsert.setLong(8, requests);
      upsert.executeUpdate();
    }
  }
}
