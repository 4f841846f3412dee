package io.sluice.playground.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.demo.TrafficBalance.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Five requests over a minute's edge, on Saturday the last of a February. */
class TrafficBalanceTest {
  private static final Instant BEFORE_MIDNIGHT = Instant.parse("2026-02-28T23:59:59Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
  private static final Map<Long, Long> SENT =
      Map.of(BEFORE_MIDNIGHT.getEpochSecond(), 2L, MIDNIGHT.getEpochSecond(), 3L);

  private final List<Row> rows = new ArrayList<>();

  TrafficBalanceTest() {
    for (String dimension : TrafficBalance.DIMENSIONS) {
      add("second", "2026-02-28T23:59:59Z", dimension, 2);
      add("second", "2026-03-01T00:00:00Z", dimension, 3);
      add("minute", "2026-02-28T23:59:00Z", dimension, 2);
      add("minute", "2026-03-01T00:00:00Z", dimension, 3);
      add("hour", "2026-02-28T23:00:00Z", dimension, 2);
      add("hour", "2026-03-01T00:00:00Z", dimension, 3);
      add("day", "2026-02-28T00:00:00Z", dimension, 2);
      add("day", "2026-03-01T00:00:00Z", dimension, 3);
      add("week", "2026-02-23T00:00:00Z", dimension, 5);
      add("month", "2026-02-01T00:00:00Z", dimension, 2);
      add("month", "2026-03-01T00:00:00Z", dimension, 3);
    }
  }

  private void add(String granularity, String start, String dimension, long requests) {
    rows.add(new Row(new TrafficWindow(granularity, Instant.parse(start)), dimension, requests));
  }

  private TrafficBalance balance() {
    return new TrafficBalance(SENT, ZoneOffset.UTC, rows);
  }

  private Stage stage(String granularity) {
    return balance().stages().stream()
        .filter(stage -> stage.name().contains(granularity))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void balancesWhenEveryDimensionOfEveryWindowAddsUp() {
    assertThat(balance().isBalanced()).isTrue();
    assertThat(stage("week").sent()).isEqualTo(5);
    assertThat(stage("week").received()).isEqualTo(5);
  }

  @Test
  void aRowTakenAwayIsALossOfItsRequests() {
    rows.removeIf(
        row ->
            row.dimension().equals("city")
                && row.window().equals(new TrafficWindow("minute", MIDNIGHT)));

    assertThat(stage("minute").lost()).isEqualTo(3);
    assertThat(stage("minute").problems()).singleElement().asString().startsWith("city:");
    assertThat(balance().isBalanced()).isFalse();
    assertThat(stage("second").isBalanced()).isTrue();
  }

  @Test
  void oneRequestCountedTwiceIsADouble() {
    add("day", "2026-03-01T00:00:00Z", "country", 1);

    assertThat(stage("day").doubled()).isEqualTo(1);
    assertThat(balance().isBalanced()).isFalse();
  }

  @Test
  void aRequestInTheWrongWindowIsBothLostAndDoubled() {
    add("second", "2026-02-28T23:59:58Z", "all", 1);
    rows.remove(new Row(new TrafficWindow("second", BEFORE_MIDNIGHT), "all", 2));
    add("second", "2026-02-28T23:59:59Z", "all", 1);

    assertThat(stage("second").received()).isEqualTo(5);
    assertThat(stage("second").lost()).isEqualTo(1);
    assertThat(stage("second").doubled()).isEqualTo(1);
  }

  @Test
  void nothingInTheTableIsNotBalanced() {
    rows.clear();

    assertThat(balance().isBalanced()).isFalse();
    assertThat(stage("month").lost()).isEqualTo(5);
  }
}
