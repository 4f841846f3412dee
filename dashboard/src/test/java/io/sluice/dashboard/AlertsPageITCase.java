package io.sluice.dashboard;

import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Door;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page Alerts in a real browser over a real Postgres; the broker is remembered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsPageITCase {

  private final RememberedTopics topics = new RememberedTopics();
  private PageUnderTest page;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Desk desk = new Desk(topics, Door.forWhoeverLooks(), null);
    page = PageUnderTest.start(directory, config -> config.with(desk), EmbeddedTables.Job.values());
    browser = page.browser;
  }

  @AfterAll
  void stop() throws Exception {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void looksAsItShould() throws Exception {
    page.clear(
        "alert_message", "dispatch", "alert_explain", "alert_rule", "device", "device_level");
    try (Connection connection = page.tables.connection()) {
      PlantStory story = new PlantStory(connection);
      story.tellUpTo(Instant.now());
      page.open("/alerts");
      page.shows(".headline", "open on");
      page.shows("#rules", "combo-17");
      System.err.println("first paint " + page.millisToFirstPaint("/alerts"));
      page.photograph("alerts", "list", "rules");
      browser.size(1280, 800, false);
      page.click("#list tbody .device button");
      Thread.sleep(1500);
      browser.screenshot(PageUnderTest.SCREENSHOTS.resolve("alerts-device.png"), false);
      browser.size(390, 844, true);
      browser.screenshot(PageUnderTest.SCREENSHOTS.resolve("alerts-device-390.png"), false);
      browser.size(1280, 800, false);
      page.open("/alerts");
      Thread.sleep(1500);
      page.click("#list tbody .what");
      Thread.sleep(1500);
      browser.screenshot(PageUnderTest.SCREENSHOTS.resolve("alerts-alert.png"), false);
      page.open("/alerts?show=rule:combo-17");
      Thread.sleep(1500);
      browser.screenshot(PageUnderTest.SCREENSHOTS.resolve("alerts-rule.png"), false);
      page.open("/alerts");
      Thread.sleep(1500);
      page.click("#list tbody .acts button:last-child");
      Thread.sleep(1000);
      browser.screenshot(PageUnderTest.SCREENSHOTS.resolve("alerts-shelve.png"), false);
      System.err.println(browser.complaints());
    }
  }
}
