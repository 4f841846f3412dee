package io.sluice.dashboard.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.dashboard.alerts.OpenTimeline.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTimelineTest {

  /** Ten windows of a second from 100 s on. */
  private static List<String> points(Change... changes) {
    return OpenTimeline.points(List.of(changes), 100, 110_000, 1000).stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void anAlertCountsFromTheWindowItOpensInToTheOneItClosesIn() {
    assertThat(
            points(
                new Change(102, "MAJOR", 1, 0),
                new Change(103, "CRITICAL", 1, 0),
                new Change(104, "MAJOR", 0, 1)))
        .containsExactly(
            "[100000,0,0,0,0,0]",
            "[101000,0,0,0,0,0]",
            "[102000,0,1,0,0,0]",
            "[103000,1,1,0,0,0]",
            "[104000,1,1,0,0,0]",
            "[105000,1,0,0,0,0]",
            "[106000,1,0,0,0,0]",
            "[107000,1,0,0,0,0]",
            "[108000,1,0,0,0,0]",
            "[109000,1,0,0,0,0]");
  }

  @Test
  void aShortOneShowsInItsWindow() {
    assertThat(points(new Change(105, "INFO", 2, 2)))
        .contains("[105000,0,0,0,0,2]", "[106000,0,0,0,0,0]");
  }

  @Test
  void whatWasOpenBeforeCountsFromTheStart() {
    assertThat(points(new Change(100, "MINOR", 3, 0), new Change(109, "MINOR", 0, 1)))
        .startsWith("[100000,0,0,3,0,0]")
        .endsWith("[109000,0,0,3,0,0]");
  }
}
