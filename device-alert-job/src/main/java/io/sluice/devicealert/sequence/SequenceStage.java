package io.sluice.devicealert.sequence;

import io.sluice.common.runtime.OperatorId;
import io.sluice.common.state.StateConfig;
import io.sluice.devicealert.OperatorIds;
import io.sluice.devicealert.detect.LateEvent;
import io.sluice.devicealert.dispatch.Explanation;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.DeviceEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Sequences on flink-cep, beside detection.
 *
 * <pre>
 * events ─ pick what is named ─ keyBy device ─ order ─┬─ hear 1 ─ match 1 ─┐
 *                                                │    ├─ hear 2 ─ match 2 ─┤
 *                                                │    ├─ what closes ──────┴ keyBy device ─ track ─┬──────▶ alerts
 *                                                │    └ late ─▶ late                               └ late ─▶ late
 * </pre>
 *
 * All from order to match is one chain: the events are in their place already, so the streams of
 * the sequences are keyed as they are.
 */
public final class SequenceStage {
  /** What metrics and late events call it. */
  public static final String STAGE = "sequences";

  private static final TypeInformation<SequenceEvent> EVENT =
      TypeInformation.of(SequenceEvent.class);
  private static final TypeInformation<SequenceSignal> SIGNAL =
      TypeInformation.of(SequenceSignal.class);

  private final SequenceConfig config;
  private final StateConfig state;

  public SequenceStage(SequenceConfig config, StateConfig state) {
    this.config = config;
    this.state = state;
  }

  /**
   * What comes of it.
   *
   * @param late what came behind event time, or closed an alert though it came too late
   * @param notRaised completions for want of what is known of the device
   */
  public record Outputs(
      DataStream<Alert> alerts, DataStream<LateEvent> late, DataStream<Explanation> notRaised) {}

  /**
   * @param events understood ones, with their lateness judged
   */
  public Outputs attach(DataStream<DeviceEvent> events) {
    SingleOutputStreamOperator<SequenceEvent> ordered = ordered(events);
    DataStream<SequenceSignal> signals = ordered.getSideOutput(OrderSequenceEvents.SIGNALS);
    for (Sequence sequence : config.book().all()) {
      signals = signals.union(matches(ordered, sequence));
    }
    SingleOutputStreamOperator<Alert> alerts =
        named(
            signals
                .keyBy(SequenceSignal::deviceId)
                .transform(
                    OperatorIds.TRACK_SEQUENCES.name(),
                    TypeInformation.of(Alert.class),
                    new TrackOperator(config, state)),
            OperatorIds.TRACK_SEQUENCES);
    return new Outputs(
        alerts,
        ordered
            .getSideOutput(OrderSequenceEvents.LATE)
            .union(alerts.getSideOutput(TrackSequences.LATE)),
        alerts.getSideOutput(TrackSequences.EXPLANATIONS));
  }

  private SingleOutputStreamOperator<SequenceEvent> ordered(DataStream<DeviceEvent> events) {
    OperatorId pick = OperatorIds.PICK_SEQUENCE_EVENTS;
    OperatorId order = OperatorIds.ORDER_SEQUENCE_EVENTS;
    DataStream<SequenceEvent> picked =
        named(
            events
                .transform(
                    pick.name(), EVENT, new PickSequenceEvents(config.book(), config.tolerance()))
                .setParallelism(events.getParallelism()),
            pick);
    return named(
        picked
            .keyBy(SequenceEvent::deviceId)
            .transform(order.name(), EVENT, new OrderOperator(config, state)),
        order);
  }

  private static DataStream<SequenceSignal> matches(
      DataStream<SequenceEvent> ordered, Sequence sequence) {
    DataStream<SequenceEvent> heard =
        named(ordered.filter(new HearSequence(sequence)), OperatorIds.hearSequence(sequence.id()));
    return named(
        CEP.pattern(
                DataStreamUtils.reinterpretAsKeyedStream(
                    heard, SequenceEvent::deviceId, Types.STRING),
                SequencePatterns.of(sequence),
                new InOrder())
            .inEventTime()
            .process(new TellMatches(sequence), SIGNAL),
        OperatorIds.matchSequence(sequence.id(), sequence.shape()));
  }

  private static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, OperatorId id) {
    return operator.uid(id.uid()).name(id.name());
  }

  static LateEvent late(SequenceEvent event, String kept) {
    return new LateEvent(
        STAGE, LateEvent.LATE, event.ts(), null, 0, 0, event.deviceId(), event.eventId(), kept);
  }
}
