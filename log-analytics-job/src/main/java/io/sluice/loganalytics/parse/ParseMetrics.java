package io.sluice.loganalytics.parse;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many lines were read in which format and out of which envelope, beside what every stage
 * counts: {@code records-recognised} labelled with {@code format}, {@code records-unwrapped}
 * labelled with {@code envelope}, {@code directives}. Used by the subtask's one thread.
 */
final class ParseMetrics {
  private final MetricGroup group;
  private final Counter directives;
  private final Map<String, Counter> recognised = new IdentityHashMap<>();
  private final Map<String, Counter> unwrapped = new IdentityHashMap<>();
  private String lastFormat;
  private Counter ofLastFormat;

  ParseMetrics(MetricGroup operator) {
    group = operator.addGroup("sluice").addGroup("stage", AccessLogDecoder.STAGE);
    directives = group.counter("directives");
  }

  /** Both names come from a fixed set and are compared by identity: this runs for every line. */
  @SuppressWarnings("ReferenceEquality")
  void request(String format, String envelope) {
    if (format != lastFormat) {
      lastFormat = format;
      ofLastFormat =
          recognised.computeIfAbsent(
              format, name -> group.addGroup("format", name).counter("records-recognised"));
    }
    ofLastFormat.inc();
    if (envelope != null) {
      unwrapped
          .computeIfAbsent(
              envelope, name -> group.addGroup("envelope", name).counter("records-unwrapped"))
          .inc();
    }
  }

  void directive() {
    directives.inc();
  }
}
