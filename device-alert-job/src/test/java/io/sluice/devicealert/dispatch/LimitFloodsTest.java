package io.sluice.devicealert.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.event.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LimitFloodsTest {

  @Test
  void whatIsBeyondTheLimitGoesIntoOneSummaryAndIsNotCalledOff() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Dispatch, Dispatch> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new LimitFloodsOperator(config(Duration.ZERO)), LimitFloods::site, Types.STRING)) {
      harness.open();
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
