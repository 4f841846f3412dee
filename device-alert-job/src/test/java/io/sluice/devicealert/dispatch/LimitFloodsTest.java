package io.sluice.devicealert.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.event.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LimitFloodsTest {

  @Test
  void whatIsBeyondTheLimitGoesIntoOneSummaryAndIsNotCalledOff() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Dispatch, Dispatch> harness =
        start(Duration.ZERO)) {
      harness.processElement(message("c", DispatchAction.DISPATCH, 300), 300);
      harness.processElement(message("a", DispatchAction.DISPATCH, 100), 100);
      harness.processElement(message("d", DispatchAction.DISPATCH, 400), 400);
      harness.processElement(message("b", DispatchAction.DISPATCH, 200), 200);
      harness.processElement(message("a", DispatchAction.CANCEL, 500), 500);
      harness.processElement(message("c", DispatchAction.CANCEL, 500), 500);
      harness.processElement(message("e", DispatchAction.DISPATCH, 1500), 1500);
      harness.processElement(message("d", DispatchAction.NOTE, 2000), 2000);
      harness.processWatermark(new Watermark(Long.MAX_VALUE));

      assertThat(lines(harness))
          .containsExactly(
              "100 DISPATCH a 0",
              "200 DISPATCH b 0",
              "500 CANCEL a 0",
              "1000 SUMMARY null 2",
              "1500 DISPATCH e 0");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  /** Messages that nobody sends: the alert is over and its work order finished. */
  @Test
  void forgetsWhomItSparedWhenNothingIsOwed() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Dispatch, Dispatch> harness =
        start(Duration.ZERO)) {
      for (String alert : List.of("a", "b", "c")) {
        harness.processElement(message(alert, DispatchAction.DISPATCH, 100), 100);
      }
      for (String alert : List.of("a", "c")) {
        Dispatch unsaid = message(alert, DispatchAction.NOTE, 5_000);
        unsaid.unsaid = true;
        harness.processElement(unsaid, 5_000);
      }
      harness.processElement(message("b", DispatchAction.CANCEL, 5_000), 5_000);
      harness.processWatermark(new Watermark(5_000));

      assertThat(lines(harness))
          .containsExactly(
              "100 DISPATCH a 0", "100 DISPATCH b 0", "1000 SUMMARY null 1", "5000 CANCEL b 0");
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void whatTheWallClockDecidedIsNotHeldUpWhileTheSourcesAreSilent() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Dispatch, Dispatch> harness =
        start(Duration.ofSeconds(60))) {
      harness.setProcessingTime(1_000_000);
      harness.processWatermark(new Watermark(99));
      for (String alert : List.of("a", "b", "c")) {
        Dispatch dispatch = message(alert, DispatchAction.DISPATCH, 100);
        dispatch.byTheWall = true;
        harness.processElement(dispatch, 100);
      }
      assertThat(lines(harness)).containsExactly("100 DISPATCH a 0", "100 DISPATCH b 0");

      harness.setProcessingTime(1_100_000);
      assertThat(lines(harness)).as("the sources are not silent").hasSize(2);
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(1_200_000);
      assertThat(lines(harness)).last().isEqualTo("1000 SUMMARY null 1");

      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      harness.processElement(message("d", DispatchAction.DISPATCH, 200), 200);
      harness.processWatermark(new Watermark(1_000));
      List<Dispatch> sent = new ArrayList<>(harness.extractOutputValues());
      assertThat(sent.stream().map(each -> each.dispatchId))
          .endsWith("site:north:SUMMARY:0", "site:north:SUMMARY:0:2")
          .doesNotHaveDuplicates();
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Dispatch, Dispatch> start(
      Duration backstop) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Dispatch, Dispatch> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new LimitFloodsOperator(config(backstop)), LimitFloods::site, Types.STRING);
    harness.open();
    return harness;
  }

  private static DispatchConfig config(Duration backstop) {
    return new DispatchConfig(
        DispatchRules.DEFAULTS, backstop, Duration.ZERO, 2, Duration.ofMillis(1000));
  }

  private static List<String> lines(
      KeyedOneInputStreamOperatorTestHarness<String, Dispatch, Dispatch> harness) {
    List<String> lines = new ArrayList<>();
    for (Dispatch sent : harness.extractOutputValues()) {
      lines.add(sent.ts + " " + sent.action + " " + sent.alertId + " " + sent.dispatches);
    }
    return lines;
  }

  private static Dispatch message(String alert, DispatchAction action, long ts) {
    Dispatch dispatch =
        Dispatch.of(
            Story.alert(alert, Severity.MAJOR, "HEAT", ts, 0), action, alert + action, ts, "x");
    dispatch.site = "north";
    return dispatch;
  }
}
