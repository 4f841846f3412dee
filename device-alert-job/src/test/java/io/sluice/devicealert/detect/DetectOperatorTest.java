package io.sluice.devicealert.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.state.StateConfig;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.RuleChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator: timers, rules that come by broadcast, restarts, the end. */
class DetectOperatorTest {
  private static final long L = 30_000;
  private static final String PAIR =
      "{id: pair, alertType: T, match: {allOf: [{fault: A}, {fault: B}], within: 60s}}";
  private static final String SILENT =
      "{id: silent, alertType: S, match: {absence: {of: {type: HEARTBEAT}}, for: 60s}}";

  private KeyedTwoInputStreamOperatorTestHarness<String, DeviceEvent, RuleChange, Alert> harness;
  private int events;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRestartBetweenTheEventsOfAPairChangesNothing(boolean rocks) throws Exception {
    List<RuleChange> rules = List.of(change(PAIR, "pair", 1, Long.MIN_VALUE));
    start(null, rocks, rules);
    event("d1", 1_000, EventType.FAULT, "A");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    start(state, rocks, rules);
    event("d1", 2_000, EventType.FAULT, "B");

    assertThat(said()).containsExactly("RAISE pair d1 2000 COMPLETED [e0, e1]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeadlineComesOverARestartOnASilentDevice(boolean rocks) throws Exception {
    List<RuleChange> rules = List.of(change(SILENT, "silent", 1, Long.MIN_VALUE));
    start(null, rocks, rules);
    event("d1", 1_000, EventType.HEARTBEAT, null);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    start(state, rocks, rules);
    watermark(60_999);
    watermark(61_000);

    assertThat(said()).containsExactly("RAISE silent d1 61000 COMPLETED [e0]");
  }

  @Test
  void theEndOfTimeBringsNoDeadline() throws Exception {
    start(null, false, List.of(change(SILENT, "silent", 1, Long.MIN_VALUE)));
    event("d1", 1_000, EventType.HEARTBEAT, null);
    watermark(Long.MAX_VALUE);

    assertThat(said()).isEmpty();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRemovalRevokesOnSilentDevicesToo(boolean rocks) throws Exception {
    start(null, rocks, List.of(change(PAIR, "pair", 1, Long.MIN_VALUE)));
    event("d1", 1_000, EventType.FAULT, "A");
    event("d1", 2_000, EventType.FAULT, "B");
    event("d2", 3_000, EventType.FAULT, "A");
    rule(change("{id: pair, removed: true}", "pair", 2, 5_000));
    event("d2", 6_000, EventType.FAULT, "B");

    assertThat(said())
        .containsExactly(
            "RAISE pair d1 2000 COMPLETED [e0, e1]", "REVOKE pair d1 5000 RULE_REMOVED []");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRuleThatComesLaterThanItsEventsJudgesThem(boolean rocks) throws Exception {
    start(null, rocks, List.of());
    event("d1", 1_000, EventType.FAULT, "A");
    event("d1", 2_000, EventType.FAULT, "B");
    rule(change(PAIR, "pair", 1, 500));
    rule(change(PAIR, "pair", 1, 500));
    rule(change(SILENT, "silent", 1, 1_000));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    List<String> before = said();
    harness.close();

    start(state, rocks, List.of());
    watermark(61_000);

    assertThat(before).containsExactly("RAISE pair d1 2000 COMPLETED [e0, e1]");
    assertThat(said()).containsExactly("RAISE silent d1 61000 COMPLETED [e0]");
  }

  @Test
  void aDeviceIsForgottenWhenItHasBeenSilentForLong() throws Exception {
    start(null, false, List.of(change(PAIR, "pair", 1, Long.MIN_VALUE)));
    event("d1", 1_000, EventType.FAULT, "A");
    watermark(1_000 + Duration.ofDays(1).toMillis() - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

    watermark(1_000 + Duration.ofDays(1).toMillis());

    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterADrainARestoredDeviceIsLookedAtAgain(boolean rocks) throws Exception {
    List<RuleChange> rules = List.of(change(SILENT, "silent", 1, Long.MIN_VALUE));
    start(null, rocks, rules);
    event("d1", 1_000, EventType.HEARTBEAT, null);
    watermark(Long.MAX_VALUE);
    OperatorSubtaskState drained = harness.snapshot(1, 1);
    harness.close();

    start(drained, rocks, rules);
    event("d1", 2_000, EventType.MOVE, null);
    watermark(61_000);

    assertThat(said()).containsExactly("RAISE silent d1 61000 COMPLETED [e0]");
  }

  @Test
  void aDeadlineBehindTheTimeToForgetStillComes() throws Exception {
    long day = Duration.ofDays(1).toMillis();
    String rare = SILENT.replace("60s", "36h").replace("}, for", "}, unless: [{type: STOP}], for");
    start(null, false, List.of(change(rare, "silent", 1, Long.MIN_VALUE)));
    event("d1", 1_000, EventType.HEARTBEAT, null);
    watermark(2 * day - 1);

    assertThat(said())
        .containsExactly("RAISE silent d1 " + (1_000 + 36 * 3_600_000) + " COMPLETED [e0]");
    rule(change("{id: silent, removed: true}", "silent", 2, 2 * day));
    watermark(2 * day);
    assertThat(said()).hasSize(2);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void aDeviceThatIsAheadOfItsTimeIsNotForgottenAtOnce() throws Exception {
    long arrival = Duration.ofDays(20_000).toMillis();
    start(null, false, List.of(change(PAIR, "pair", 1, Long.MIN_VALUE)));
    ahead("d1", arrival, "A");
    watermark(arrival - 30_000);
    ahead("d1", arrival + 1_000, "B");
    watermark(arrival + Duration.ofDays(2).toMillis());

    assertThat(said())
        .containsExactly("RAISE pair d1 " + (arrival + 1_000) + " COMPLETED [e0, e1]");
    assertThat(harness.getSideOutput(DetectAlerts.LATE))
        .extracting(late -> late.getValue().reason())
        .containsExactly(LateEvent.FUTURE, LateEvent.FUTURE);
  }

  @Test
  void whatIsNotForADeviceForWantOfAnAttributeIsExplainedOnce() throws Exception {
    String gold = PAIR.substring(0, PAIR.length() - 1) + ", appliesTo: {level: [gold]}}";
    start(null, false, List.of(change(gold, "pair", 1, Long.MIN_VALUE)));
    for (int each = 0; each < 4; each++) {
      DeviceEvent event = of("d1", 1_000 + each, EventType.FAULT, each % 2 == 0 ? "A" : "B");
      event.configured = true;
      event.described = true;
      harness.processElement1(event, event.ts);
    }

    assertThat(said()).isEmpty();
    assertThat(harness.getSideOutput(DetectAlerts.EXPLANATIONS))
        .extracting(StreamRecord::getValue)
        .extracting(why -> why.step + " " + why.deviceId + " " + why.ruleId + " " + why.causes)
        .containsExactly("NOT_RAISED d1 pair [level]");
  }

  /** The first version stays, as it says since when the rule has been there. */
  @Test
  void aVersionThatWasReplacedLongAgoGoes() throws Exception {
    long day = Duration.ofDays(1).toMillis();
    start(null, false, List.of());
    for (int version = 1; version <= 5; version++) {
      watermark(version * day + 1);
      rule(change(PAIR, "pair", version, version * day));
    }
    rule(change(PAIR, "pair", 5, 9 * day));

    List<String> kept = new ArrayList<>();
    harness
        .getOperator()
        .getOperatorStateBackend()
        .getBroadcastState(DetectAlerts.RULES)
        .immutableEntries()
        .forEach(each -> kept.add(each.getKey()));
    assertThat(kept).containsExactlyInAnyOrder("pair@1", "pair@3", "pair@4", "pair@5");
  }

  private void ahead(String device, long arrival, String code) throws Exception {
    DeviceEvent event = of(device, arrival + 999_000_000, EventType.FAULT, code);
    event.arrival = arrival;
    event.future = true;
    harness.processElement1(event, event.ts);
  }

  private void start(OperatorSubtaskState state, boolean rocks, List<RuleChange> rules)
      throws Exception {
    DetectConfig config = new DetectConfig(L, 1_000, Duration.ofDays(1), false, rules);
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new DetectOperator(config, new StateConfig(true, 64 << 20, 1_000)),
            event -> event.deviceId,
            null,
            Types.STRING);
    if (rocks) {
      harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  private static RuleChange change(String document, String id, long version, long from) {
    return new RuleChange(id, version, from, from, document);
  }

  private void rule(RuleChange change) throws Exception {
    harness.processElement2(change, 0);
  }

  private void event(String device, long ts, EventType type, String code) throws Exception {
    harness.processElement1(of(device, ts, type, code), ts);
  }

  private DeviceEvent of(String device, long ts, EventType type, String code) {
    DeviceEvent event = new DeviceEvent();
    event.deviceId = device;
    event.eventId = "e" + events++;
    event.ts = ts;
    event.type = type;
    event.code = code;
    return event;
  }

  private void watermark(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
    harness.processWatermark2(new Watermark(time));
  }

  private List<String> said() {
    return harness.extractOutputValues().stream()
        .map(
            alert ->
                alert.action()
                    + " "
                    + alert.ruleId()
                    + " "
                    + alert.deviceId()
                    + " "
                    + alert.ts()
                    + " "
                    + alert.reason()
                    + " "
                    + alert.evidence())
        .toList();
  }
}
