package io.sluice.devicealert.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.Rule;
import io.sluice.devicealert.rule.RuleDocuments;
import io.sluice.devicealert.rule.RuleLimits;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What the examples do not show: too much of everything, and what lies in state. */
class DeviceDetectorTest {
  private static final long START = 1_000_000;
  private static final String PAIR =
      "{id: pair, alertType: T, match: {allOf: [{fault: A}, {fault: B}], within: 60s},"
          + " revokeOn: [{recovery: A}]}";
  private int events;

  @Test
  void aStormOverflowsTheLogAndTheAlertsSaySo() {
    Bench bench = new Bench(100, rules(PAIR));
    for (int each = 0; each < 10_000; each++) {
      bench.event(event(each / 10, EventType.MOVE, null));
    }
    bench.event(event(1_001, EventType.FAULT, "A"));
    bench.event(event(1_002, EventType.FAULT, "B"));

    assertThat(bench.overflows()).hasSize(1);
    assertThat(bench.said).extracting(Alert::reason).containsExactly(Alert.LOG_OVERFLOW);
    assertThat(bench.row().log.size()).isLessThanOrEqualTo(100);
  }

  @Test
  void afterTheStormAlertsAreThemselvesAgain() {
    Bench bench = new Bench(100, rules(PAIR));
    for (int each = 0; each < 1_000; each++) {
      bench.event(event(each, EventType.MOVE, null));
    }
    bench.event(event(100_000, EventType.FAULT, "A"));
    bench.event(event(100_001, EventType.FAULT, "B"));

    assertThat(bench.said).extracting(Alert::reason).containsExactly(Alert.COMPLETED);
  }

  @Test
  void theSameEventAHundredTimesIsOne() {
    Bench bench = new Bench(100, rules(PAIR));
    DeviceEvent fault = event(0, EventType.FAULT, "A");
    for (int each = 0; each < 100; each++) {
      bench.event(fault);
    }
    bench.event(event(1, EventType.FAULT, "B"));

    assertThat(bench.said).hasSize(1);
    assertThat(bench.row().log.size()).isEqualTo(2);
  }

  @Test
  void anEventFarAheadIsJudgedAtItsArrivalAndMovesNoTime() {
    Bench bench = new Bench(100, rules(PAIR));
    bench.event(event(0, EventType.FAULT, "A"));
    DeviceEvent ahead = event(999_000_000, EventType.FAULT, "B");
    ahead.future = true;
    ahead.arrival = START + 5_000;

    bench.event(ahead);
    bench.event(event(1_000, EventType.RECOVERY, "A"));

    assertThat(bench.said.get(0).ts()).isEqualTo(START + 5_000);
    assertThat(bench.row().clock).isEqualTo(START + 1_000);
  }

  @Test
  void aRuleThatComesAgainDoesNotHideThatItIsToGoBefore() {
    Rule pair = rules(PAIR).get(0);
    Bench bench = new Bench(100, List.of(pair));
    bench.event(event(0, EventType.FAULT, "A"));
    bench.event(event(1_000, EventType.FAULT, "B"));

    bench.change(Rule.removal(pair.id()).stamped(2, START + 9_000, Long.MIN_VALUE));
    bench.change(pair.stamped(3, START + 12_000, Long.MIN_VALUE));
    assertThat(bench.said).extracting(Alert::reason).containsExactly(Alert.COMPLETED);
    bench.event(event(20_000, EventType.RECOVERY, "A"));

    assertThat(bench.said)
        .extracting(Alert::reason)
        .containsExactly(Alert.COMPLETED, Alert.RULE_REMOVED);
    assertThat(bench.said.get(1).ts()).isEqualTo(START + 9_000);
  }

  @Test
  void aRemovalFurtherBackThanTheToleranceRevokesAtItsOwnTime() {
    Rule pair = rules(PAIR).get(0);
    Bench bench = new Bench(100, List.of(pair));
    bench.event(event(0, EventType.FAULT, "A"));
    bench.event(event(1_000, EventType.FAULT, "B"));
    bench.event(event(500_000, EventType.MOVE, null));

    bench.change(Rule.removal(pair.id()).stamped(2, START + 9_000, Long.MIN_VALUE));

    assertThat(bench.said)
        .extracting(Alert::reason)
        .containsExactly(Alert.COMPLETED, Alert.RULE_REMOVED);
    assertThat(bench.said.get(1).ts()).isEqualTo(START + 9_000);
  }

  @Test
  void anAlertThatOpenedWhenTheRuleWasNotThereNeverWasHoweverLongAgo() {
    Rule pair = rules(PAIR).get(0);
    Bench bench = new Bench(100, List.of(pair));
    bench.event(event(0, EventType.FAULT, "A"));
    bench.event(event(1_000, EventType.FAULT, "B"));
    bench.event(event(500_000, EventType.MOVE, null));

    bench.change(Rule.removal(pair.id()).stamped(2, START + 1_000, Long.MIN_VALUE));

    assertThat(bench.said)
        .extracting(Alert::reason)
        .containsExactly(Alert.COMPLETED, Alert.LATE_EVIDENCE);
  }

  @Test
  void anEventAheadOfItsTimeDoesNotHideARemoval() {
    Rule pair = rules(PAIR).get(0);
    Bench bench = new Bench(100, List.of(pair));
    bench.event(event(0, EventType.FAULT, "A"));
    bench.event(event(1_000, EventType.FAULT, "B"));
    bench.change(Rule.removal(pair.id()).stamped(2, START + 9_000, Long.MIN_VALUE));
    bench.change(pair.stamped(3, START + 12_000, Long.MIN_VALUE));
    bench.event(ahead(event(999_000_000, EventType.RECOVERY, "A"), START + 20_000));

    bench.event(event(30_000, EventType.MOVE, null));

    assertThat(bench.said)
        .extracting(Alert::reason)
        .containsExactly(Alert.COMPLETED, Alert.REVOKED_ON_EVENT, Alert.RULE_REMOVED);
    assertThat(bench.said.get(2).ts()).isEqualTo(START + 9_000);
  }

  @Test
  void anArrivalBeyondTheToleranceOfADeviceThatIsAheadIsLate() {
    Bench bench = new Bench(100, rules(PAIR));
    bench.event(event(200_000, EventType.FAULT, "A"));

    assertThat(bench.event(ahead(event(999_000_000, EventType.FAULT, "B"), START + 169_999)))
        .isEqualTo(DeviceDetector.Outcome.NOT_APPLIED);
    assertThat(bench.event(ahead(event(999_000_000, EventType.FAULT, "B"), START + 170_000)))
        .isEqualTo(DeviceDetector.Outcome.APPLIED);
  }

  @Test
  void afterALateRecoveryTheRuleMayOpenAnew() {
    Bench bench = new Bench(100, rules(PAIR));
    bench.event(event(0, EventType.FAULT, "A"));
    bench.event(event(1_000, EventType.FAULT, "B"));
    DeviceEvent late = event(10_000, EventType.RECOVERY, "A");
    late.late = true;

    assertThat(bench.event(late)).isEqualTo(DeviceDetector.Outcome.REVOKED_ONLY);
    bench.event(event(21_000, EventType.FAULT, "A"));

    assertThat(bench.said)
        .extracting(Alert::reason)
        .containsExactly(Alert.COMPLETED, Alert.LATE_RECOVERY, Alert.COMPLETED);
    assertThat(bench.said.get(2).ts()).isEqualTo(START + 21_000);
  }

  @Test
  void whatCompletedBehindALateRecoveryOpensAnewNoFurtherBackThanTheTolerance() {
    Bench bench = new Bench(100, rules(PAIR));
    bench.event(event(0, EventType.FAULT, "A"));
    bench.event(event(1_000, EventType.FAULT, "B"));
    bench.event(event(20_000, EventType.FAULT, "A"));
    bench.event(event(40_000, EventType.FAULT, "A"));
    bench.event(event(60_000, EventType.MOVE, null));
    DeviceEvent late = event(10_000, EventType.RECOVERY, "A");
    late.late = true;

    bench.event(late);

    assertThat(bench.said)
        .extracting(Alert::reason)
        .containsExactly(Alert.COMPLETED, Alert.LATE_RECOVERY, Alert.COMPLETED);
    assertThat(bench.said.get(2).ts()).isEqualTo(START + 40_000);
  }

  @Test
  void anUnknownAttributeIsSaidOnceUnlessAKnownOneExcludesTheDevice() {
    String applies = ", appliesTo: {level: [gold], model: [X1]}}";
    Bench bench = new Bench(100, rules(PAIR.substring(0, PAIR.length() - 1) + applies));
    bench.event(described(event(0, EventType.FAULT, "A"), "gold", null));
    bench.event(described(event(1_000, EventType.FAULT, "B"), "gold", null));
    bench.restart();
    bench.event(described(event(2_000, EventType.FAULT, "A"), "gold", null));
    bench.event(described(event(3_000, EventType.FAULT, "A"), "silver", null));

    assertThat(bench.unknowns()).containsExactly("pair@" + (START + 1_000) + "[model]");
    assertThat(bench.said).isEmpty();
  }

  @Test
  void whereTheDeviceConfigurationDoesNotAnswerTheLastKnownHolds() {
    String applies = ", appliesTo: {level: [gold]}}";
    Bench bench = new Bench(100, rules(PAIR.substring(0, PAIR.length() - 1) + applies));
    bench.event(described(event(0, EventType.FAULT, "A"), "gold", "X1"));
    bench.restart();
    DeviceEvent unanswered = event(1_000, EventType.FAULT, "B");
    unanswered.configured = true;

    bench.event(unanswered);

    assertThat(bench.said).extracting(Alert::reason).containsExactly(Alert.COMPLETED);
  }

  private static DeviceEvent described(DeviceEvent event, String level, String model) {
    event.configured = true;
    event.described = true;
    event.level = level;
    event.model = model;
    return event;
  }

  private static DeviceEvent ahead(DeviceEvent event, long arrival) {
    event.future = true;
    event.arrival = arrival;
    return event;
  }

  /** 1,000 rules over 40 codes, 40 events with all of the codes, and six alerts that are open. */
  @Test
  void aRowIsSmallHoweverManyRulesThereAre() throws Exception {
    String each =
        IntStream.range(0, 1_000)
            .mapToObj(
                number ->
                    PAIR.replace("pair", "rule-" + number)
                        .replace("fault: A", "fault: code-" + number % 40)
                        .replace("fault: B", "fault: code-" + (number + 7) % 40)
                        .replace("60s", number < 6 ? "60s" : "4s"))
            .collect(Collectors.joining(","));
    List<Rule> rules = rules("{rules: [" + each + "]}");
    Bench bench = new Bench(1_000, rules);
    for (int code = 0; code < 40; code++) {
      DeviceEvent event = event(code * 700L, EventType.FAULT, "code-" + code);
      event.eventId = "0123456789abcdef0123456789abcd" + (10 + code);
      bench.event(event);
    }

    DataOutputSerializer state = new DataOutputSerializer(64);
    DeviceRowSerializer.INSTANCE.serialize(bench.row(), state);

    assertThat(bench.said).hasSize(6);
    assertThat(bench.row().log.size()).isEqualTo(40);
    assertThat(state.length()).isLessThan(4_096);
  }

  private static List<Rule> rules(String document) {
    try {
      return new RuleDocuments(new RuleLimits(86_400_000, 500, Set.of()))
          .read(document).stream()
              .map(entry -> entry.rule().stamped(1, Rule.FOR_EVER, Long.MIN_VALUE))
              .toList();
    } catch (Exception wrong) {
      throw new IllegalArgumentException(document, wrong);
    }
  }

  private DeviceEvent event(long after, EventType type, String code) {
    DeviceEvent event = new DeviceEvent();
    event.deviceId = RandomDevice.ID;
    event.eventId = "e" + events++;
    event.type = type;
    event.code = code;
    event.ts = START + after;
    return event;
  }
}
