package io.sluice.devicealert.dispatch;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an operator asks of the dispatch: messages by kind ({@code dispatch-sent}, {@code
 * cancel-sent} …), alerts by what became of them ({@code alerts-held}, {@code alerts-suppressed},
 * {@code alerts-not-sent} …) and decisions that the wall clock had to make.
 */
final class DispatchMetrics {
  private final Map<DispatchAction, Counter> sent = new EnumMap<>(DispatchAction.class);
  private final Map<Explanation.Step, Counter> steps = new EnumMap<>(Explanation.Step.class);
  private final Counter byTheWall;

  DispatchMetrics(MetricGroup metrics) {
    MetricGroup group = metrics.addGroup("sluice");
    for (DispatchAction action : DispatchAction.values()) {
      sent.put(action, group.counter(name(action) + "-sent"));
    }
    for (Explanation.Step step : EnumSet.complementOf(EnumSet.of(Explanation.Step.NOT_RAISED))) {
      steps.put(step, group.counter("alerts-" + name(step)));
    }
    byTheWall = group.counter("decided-by-wall-clock");
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void sent(DispatchAction action) {
    sent.get(action).inc();
  }

  void explained(Explanation.Step step) {
    steps.get(step).inc();
  }

  void decidedByTheWall() {
    byTheWall.inc();
  }
}
