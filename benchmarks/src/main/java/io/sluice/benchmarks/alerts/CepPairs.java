package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.Task;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * The same pairs by flink-cep. It has no pattern for any order, so each rule is two patterns whose
 * matches are united, and each rule gets the events of its two codes only.
 */
public final class CepPairs extends FlinkContender {
  private static final String EARLIER = "earlier";
  private static final String LATER = "later";

  @Override
  DataStream<String> openings(StreamExecutionEnvironment environment, Task task) {
    DataStream<DeviceEvent> events = AlertTask.source(task).attach(environment);
    DataStream<String> openings = null;
    for (PairRule rule : AlertTask.rules(task)) {
      DataStream<DeviceEvent> named =
          events.filter(new Named(rule.firstCode(), rule.secondCode())).uid("name-" + rule.id());
      DataStream<String> found =
          inOrder(named, rule, rule.firstCode(), rule.secondCode())
              .union(inOrder(named, rule, rule.secondCode(), rule.firstCode()));
      openings = openings == null ? found : openings.union(found);
    }
    return openings;
  }

  private static DataStream<String> inOrder(
      DataStream<DeviceEvent> events, PairRule rule, String earlier, String later) {
    Pattern<DeviceEvent, ?> pattern =
        Pattern.<DeviceEvent>begin(EARLIER)
            .where(new Is(EventType.FAULT, earlier))
            .notFollowedBy("recovered")
            .where(new Is(EventType.RECOVERY, earlier))
            // One that is up meets every later one of the other code.
            .followedByAny(LATER)
            .where(new Is(EventType.FAULT, later))
            .within(Duration.ofSeconds(rule.seconds()));
    return CEP.pattern(events.keyBy(event -> event.deviceId), pattern)
        .process(new SayOpening(rule.id()), Types.STRING)
        .uid("match-" + rule.id() + "-" + earlier);
  }

  private record Named(String first, String second) implements FilterFunction<DeviceEvent> {
    @Override
    public boolean filter(DeviceEvent event) {
      return event.code.equals(first) || event.code.equals(second);
    }
  }

  private static final class Is extends SimpleCondition<DeviceEvent> {
    private static final long serialVersionUID = 1L;

    private final EventType type;
    private final String code;

    Is(EventType type, String code) {
      this.type = type;
      this.code = code;
    }

    @Override
    public boolean filter(DeviceEvent event) {
      return event.type == type && event.code.equals(code);
    }
  }

  private static final class SayOpening extends PatternProcessFunction<DeviceEvent, String> {
    private static final long serialVersionUID = 1L;

    private final String rule;

    SayOpening(String rule) {
      this.rule = rule;
    }

    @Override
    public void processMatch(
        Map<String, List<DeviceEvent>> match, Context context, Collector<String> out) {
      DeviceEvent later = match.get(LATER).get(0);
      out.collect(Openings.line(Openings.OPENED, rule, later.deviceId, later.ts));
    }
  }
}
