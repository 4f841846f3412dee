package io.sluice.loganalytics.quality;

import io.sluice.common.quality.Judgement;
import io.sluice.common.quality.Violation;
import io.sluice.common.sink.SinkPort;

/**
 * Where what is known of the quality goes.
 *
 * @param counts counts per stage and minute as they grow; a later one replaces an earlier one
 * @param log counts once their minute is over (again where one was added to afterwards), and
 *     violations
 * @param violations beginnings and ends of episodes
 * @param judgements every window judged by every rule
 */
public record QualityPorts(
    SinkPort<StageCounts> counts,
    SinkPort<QualityLine> log,
    SinkPort<Violation> violations,
    SinkPort<Judgement> judgements) {

  /** For a deployment that looks at none of it. */
  public static QualityPorts none() {
    return new QualityPorts(
        QualityPorts::ignore, QualityPorts::ignore, QualityPorts::ignore, QualityPorts::ignore);
  }

  /** For files: the log alone. */
  public static QualityPorts log(SinkPort<QualityLine> log) {
    return new QualityPorts(QualityPorts::ignore, log, QualityPorts::ignore, QualityPorts::ignore);
  }

  public QualityPorts judgingTo(SinkPort<Judgement> port) {
    return new QualityPorts(counts, log, violations, port);
  }

  private static void ignore(Object stream, Object id) {
    // an output that this deployment does not have
  }
}
