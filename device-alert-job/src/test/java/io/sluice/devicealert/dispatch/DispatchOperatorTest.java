package io.sluice.devicealert.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.state.StateConfig;
import io.sluice.devicealert.device.DeviceConfig;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import io.sluice.devicealert.event.OperatorAction;
import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.event.WorkOrder;
import io.sluice.devicealert.event.WorkOrderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator: timers, acts that come by broadcast, restarts, silence and the end. */
class DispatchOperatorTest {
  private static final long LATENESS = 1_000;
  private static final long BACKSTOP = 60_000;
  private DispatchRules rules = DispatchRules.DEFAULTS;
  private KeyedTwoInputStreamOperatorTestHarness<String, DispatchSignal, SharedAct, Dispatch>
      harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRestartInTheMiddleOfAHoldChangesNothing(boolean rocks) throws Exception {
    start(null, rocks, false);
    alert(raise("a", "d1", 100, 50));
    act("rule-b", null, 90, OperatorAction.Action.SHELVE, 500L);
    alert(raise("b", "d2", 100, 50));
    watermark(120);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    start(state, rocks, false);
    alert(revoke("a", "d1", 2, 600));
    alert(revoke("b", "d2", 2, 700));
    watermark(Long.MAX_VALUE);

    assertThat(sent())
        .containsExactly("150 DISPATCH a", "500 DISPATCH b", "600 CANCEL a", "700 CANCEL b");
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(rocks ? 0 : harness.numKeyedStateEntries()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takingBackTheShelvingOfARuleWakesItsDevices(boolean rocks) throws Exception {
    start(null, rocks, false);
    act("rule-a", null, 90, OperatorAction.Action.SHELVE, 100_000L);
    alert(raise("a", "d1", 100, 50));
    alert(raise("b", "d2", 100, 50));
    watermark(300);
    act("rule-a", null, 400, OperatorAction.Action.UNSHELVE, null);
    watermark(399);
    assertThat(sent()).containsExactly("150 DISPATCH b");

    watermark(400);
    assertThat(sent()).containsExactly("150 DISPATCH b", "400 DISPATCH a");
  }

  @Test
  void theDevicesConfigurationWinsOverTheRule() throws Exception {
    start(null, false, false);
    DispatchSignal signal = DispatchSignal.of(raise("a", "d1", 100, 50));
    signal.device =
        new DeviceConfig("gold", "X1", null, "north", "4h", Severity.CRITICAL, 10L, List.of("OIL"));
    signal.deviceKnown = DeviceKnown.LAST_KNOWN;
    harness.processElement1(signal, signal.ts);
    watermark(200);

    Dispatch dispatch = dispatches().get(0);
    assertThat(dispatch.ts).isEqualTo(110);
    assertThat(dispatch.severity).isEqualTo(Severity.CRITICAL);
    assertThat(dispatch.site).isEqualTo("north");
    assertThat(dispatch.deviceKnown).isEqualTo(DeviceKnown.LAST_KNOWN);
    assertThat(dispatch.causedBy).isEqualTo("e-a");
  }

  @Test
  void silentSourcesAreServedByTheWallClock() throws Exception {
    start(null, false, true);
    harness.setProcessingTime(1_000_000);
    alert(raise("a", "d1", 100, 50));
    watermark(99);
    harness.setProcessingTime(1_000_000 + 50 + LATENESS + BACKSTOP + 5_000);
    assertThat(sent()).as("the sources are not silent").isEmpty();

    idle(true);
    harness.setProcessingTime(1_000_000 + 50 + LATENESS + BACKSTOP + 20_000);
    assertThat(sent()).containsExactly("150 DISPATCH a");

    idle(false);
    alert(revoke("a", "d1", 2, 120));
    watermark(200);
    assertThat(sent()).containsExactly("150 DISPATCH a", "150 CANCEL a");
  }

  @Test
  void theWallClockIsWoundUpAgainAfterARestartAndDoesNotFireIntoABacklog() throws Exception {
    start(null, false, true);
    harness.setProcessingTime(1_000_000);
    alert(raise("a", "d1", 100, 50));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    start(state, false, true);
    harness.setProcessingTime(9_000_000);
    alert(revoke("a", "d1", 2, 120));
    watermark(130);
    harness.setProcessingTime(9_100_000);
    assertThat(sent()).isEmpty();
    alert(raise("b", "d1", 140, 50));
    idle(true);
    harness.setProcessingTime(9_300_000);
    assertThat(sent()).containsExactly("190 DISPATCH b");
  }

  @Test
  void inAReplayNothingIsDecidedByTheWallClock() throws Exception {
    start(null, false, false);
    harness.setProcessingTime(1_000_000);
    alert(raise("a", "d1", 100, 50));
    idle(true);
    harness.setProcessingTime(1_000_000_000);

    assertThat(sent()).isEmpty();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void remindersDoNotGoOnForEverAtTheEnd() throws Exception {
    rules = new DispatchRules(3_600_000, 1_000, 0, 3);
    start(null, false, false);
    alert(raise("a", "d1", 100, 50));
    watermark(2_500);
    watermark(Long.MAX_VALUE);

    assertThat(sent()).containsExactly("150 DISPATCH a", "1150 REMIND a", "2150 REMIND a");
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aWorkOrderInProgressMakesItANote() throws Exception {
    start(null, false, false);
    alert(raise("a", "d1", 100, 50));
    WorkOrder order = new WorkOrder();
    order.alertId = "a";
    order.deviceId = "d1";
    order.ts = 200;
    order.state = WorkOrderState.IN_PROGRESS;
    harness.processElement1(DispatchSignal.of(order), 200);
    alert(revoke("a", "d1", 2, 300));
    watermark(300);

    assertThat(sent()).containsExactly("150 DISPATCH a", "300 NOTE a");
  }

  private void start(OperatorSubtaskState state, boolean rocks, boolean live) throws Exception {
    DispatchConfig config =
        new DispatchConfig(
            rules,
            live ? Duration.ofMillis(BACKSTOP) : Duration.ZERO,
            Duration.ofMillis(LATENESS),
            0,
            Duration.ofMinutes(10));
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new DispatchOperator(config, new StateConfig(true, 1 << 20, 1000)),
            DispatchSignal::deviceId,
            null,
            Types.STRING);
    if (rocks) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    if (state == null) {
      harness.open();
    } else {
      harness.initializeState(state);
      harness.open();
    }
  }

  private void alert(Alert alert) throws Exception {
    harness.processElement1(DispatchSignal.of(alert), alert.ts());
  }

  private void act(String rule, String alert, long ts, OperatorAction.Action act, Long until)
      throws Exception {
    OperatorAction action = new OperatorAction();
    action.ruleId = rule;
    action.alertId = alert;
    action.ts = ts;
    action.action = act;
    action.until = until;
    harness.processElement2(SharedAct.of(action), ts);
  }

  private void watermark(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
    harness.processWatermark2(new Watermark(time));
  }

  private void idle(boolean idle) throws Exception {
    WatermarkStatus status = idle ? WatermarkStatus.IDLE : WatermarkStatus.ACTIVE;
    harness.processWatermarkStatus1(status);
    harness.processWatermarkStatus2(status);
  }

  private List<Dispatch> dispatches() {
    return new ArrayList<>(harness.extractOutputValues());
  }

  private List<String> sent() {
    return dispatches().stream()
        .map(dispatch -> dispatch.ts + " " + dispatch.action + " " + dispatch.alertId)
        .toList();
  }

  private static Alert raise(String id, String device, long ts, long hold) {
    return alert(id, AlertAction.RAISE, 1, device, ts, hold, Alert.COMPLETED);
  }

  private static Alert revoke(String id, String device, int revision, long ts) {
    return alert(id, AlertAction.REVOKE, revision, device, ts, 0, Alert.REVOKED_ON_EVENT);
  }

  private static Alert alert(
      String id,
      AlertAction action,
      int revision,
      String device,
      long ts,
      long hold,
      String reason) {
    return new Alert(
        id,
        action,
        revision,
        "rule-" + id,
        1,
        device,
        "TYPE-" + id,
        Severity.MAJOR,
        0,
        hold,
        List.of(),
        ts,
        ts,
        reason,
        List.of("e-" + id),
        ts);
  }
}
