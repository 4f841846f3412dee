package io.sluice.devicealert.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.state.StateConfig;
import io.sluice.devicealert.detect.LateEvent;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.RuleLimits;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operators around flink-cep: order, restarts, sequences that are gone, and nothing left. */
class SequenceOperatorsTest {
  private static final long L = 30_000;
  private static final String PAIR =
      "{id: pair, alertType: T, within: 10s, steps: [{begin: {fault: A}}, {followedBy: {type:"
          + " ALARM}}], revokeOn: [{recovery: A}]}";
  private static final StateConfig STATE = new StateConfig(true, 1 << 20, 1000);

  private KeyedOneInputStreamOperatorTestHarness<String, SequenceEvent, SequenceEvent> order;
  private KeyedOneInputStreamOperatorTestHarness<String, SequenceSignal, Alert> track;
  private int events;

  @AfterEach
  void close() throws Exception {
    if (order != null) {
      order.close();
    }
    if (track != null) {
      track.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsInOrderOnceOverARestartAndForgets(boolean rocks) throws Exception {
    openOrder(null, rocks);
    order.processElement(at(event("late-comer", EventType.ALARM, null, 3_000)));
    order.processElement(at(event("first", EventType.FAULT, "A", 1_000)));
    order.processElement(at(event("first", EventType.FAULT, "A", 1_000)));
    OperatorSubtaskState state = order.snapshot(1, 1);
    order.close();

    openOrder(state, rocks);
    order.processWatermark(2_000);
    order.processElement(at(event("first", EventType.FAULT, "A", 1_000)));
    order.processElement(at(event("too-late", EventType.ALARM, null, 1_500)));
    order.processWatermark(5_000);

    assertThat(order.extractOutputStreamRecords())
        .extracting(told -> told.getValue().eventId() + " " + told.getTimestamp())
        .containsExactly("first 1000", "late-comer 3000");
    assertThat(order.getSideOutput(OrderSequenceEvents.LATE))
        .extracting(late -> late.getValue().eventId() + " " + late.getValue().kept())
        .containsExactly("too-late " + LateEvent.NOTHING);
    order.processWatermark(20_000);
    assertThat(order.numKeyedStateEntries()).isZero();
    assertThat(order.numEventTimeTimers()).isZero();
  }

  @Test
  void leavesOutWhatNoSequenceThatHasBegunHears() throws Exception {
    openOrder(null, false);
    order.processElement(at(event("before", EventType.ALARM, null, 1_000)));
    order.processElement(at(event("begins", EventType.FAULT, "A", 2_000)));
    order.processElement(at(event("within", EventType.ALARM, null, 11_999)));
    order.processElement(at(event("behind", EventType.ALARM, null, 12_000)));
    order.processElement(at(event("closes", EventType.RECOVERY, "A", 12_001)));
    order.processWatermark(Long.MAX_VALUE);

    assertThat(order.extractOutputValues())
        .extracting(SequenceEvent::eventId)
        .containsExactly("begins", "within");
    assertThat(order.getSideOutput(OrderSequenceEvents.SIGNALS))
        .extracting(signal -> signal.getValue().eventId())
        .containsExactly("closes");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOpenAlertOutlivesARestartAndIsClosedByWhatItsSequenceNames(boolean rocks)
      throws Exception {
    openTrack(null, rocks, PAIR);
    track.processElement(at(completed(1_000, 2_000)));
    track.processElement(at(completed(1_000, 3_000)));
    track.processWatermark(3_500);
    OperatorSubtaskState state = track.snapshot(1, 1);
    assertThat(said()).containsExactly("RAISE pair 2000 COMPLETED 1");
    track.close();

    openTrack(state, rocks, PAIR);
    track.processElement(at(SequenceSignal.of(event("recovers", EventType.RECOVERY, "A", 4_000))));
    assertThat(said()).as("its time has not come").isEmpty();
    track.processWatermark(4_000);

    assertThat(said()).containsExactly("REVOKE pair 4000 REVOKED_ON_EVENT 2");
    assertThat(track.numKeyedStateEntries()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsOpenOfASequenceThatIsGoneIsRevokedOnSilentDevicesToo(boolean rocks) throws Exception {
    openTrack(null, rocks, PAIR);
    track.processElement(at(completed(1_000, 2_000)));
    track.processWatermark(3_000);
    OperatorSubtaskState state = track.snapshot(1, 1);
    track.close();

    openTrack(state, rocks);
    track.processWatermark(5_000);

    assertThat(said()).containsExactly("REVOKE pair 5000 RULE_REMOVED 2");
    assertThat(track.numKeyedStateEntries()).isZero();
  }

  @Test
  void ofSeveralMatchesAtOneEventTheOneThatBeganLastIsTold() throws Exception {
    openTrack(null, false, PAIR);
    SequenceEvent last = event("last", EventType.ALARM, null, 5_000);
    Sequence pair = book(PAIR).byId("pair");
    for (long began : new long[] {1_000, 3_000, 2_000}) {
      SequenceEvent first = event("at-" + began, EventType.FAULT, "A", began);
      track.processElement(at(SequenceSignal.match(pair, List.of(first, last))));
    }
    track.processWatermark(5_000);

    assertThat(track.extractOutputValues())
        .singleElement()
        .extracting(Alert::evidence)
        .isEqualTo(List.of("at-3000", "last"));
  }

  private void openOrder(OperatorSubtaskState state, boolean rocks) throws Exception {
    order =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new OrderOperator(config(PAIR), STATE), SequenceEvent::deviceId, Types.STRING);
    if (rocks) {
      order.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    if (state != null) {
      order.initializeState(state);
    }
    order.open();
  }

  private void openTrack(OperatorSubtaskState state, boolean rocks, String... sequences)
      throws Exception {
    track =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new TrackOperator(config(sequences), STATE), SequenceSignal::deviceId, Types.STRING);
    if (rocks) {
      track.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    if (state != null) {
      track.initializeState(state);
    }
    track.open();
  }

  private static SequenceConfig config(String... sequences) {
    return new SequenceConfig(book(sequences), L, 100, false);
  }

  private static SequenceBook book(String... sequences) {
    return SequencesFile.read(
        "{cepSequences: [" + String.join(", ", sequences) + "]}",
        new RuleLimits(3_600_000, 500, Set.of()));
  }

  private SequenceSignal completed(long began, long ends) {
    events++;
    return SequenceSignal.match(
        book(PAIR).byId("pair"),
        List.of(
            event("f" + events, EventType.FAULT, "A", began),
            event("a" + events, EventType.ALARM, null, ends)));
  }

  private static SequenceEvent event(String id, EventType type, String code, long ts) {
    return new SequenceEvent(
        "d-1", type, code, ts, 0, id, SequenceEvent.IN_TIME, false, null, null, null);
  }

  private static StreamRecord<SequenceEvent> at(SequenceEvent event) {
    return new StreamRecord<>(event, event.ts());
  }

  private static StreamRecord<SequenceSignal> at(SequenceSignal signal) {
    return new StreamRecord<>(signal, signal.ts());
  }

  private List<String> said() {
    return track.extractOutputValues().stream()
        .map(
            alert ->
                alert.action()
                    + " "
                    + alert.ruleId()
                    + " "
                    + alert.ts()
                    + " "
                    + alert.reason()
                    + " "
                    + alert.revision())
        .toList();
  }
}
