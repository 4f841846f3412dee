package io.sluice.loganalytics.quality;

import io.sluice.common.quality.Violation;

/** A line of {@code quality.jsonl}: the counts of a stage's minute, or a violation; one is null. */
public final class QualityLine {
  public StageCounts counts;
  public Violation violation;

  static QualityLine of(StageCounts counts) {
    QualityLine line = new QualityLine();
    line.counts = counts;
    return line;
  }

  static QualityLine of(Violation violation) {
    QualityLine line = new QualityLine();
    line.violation = violation;
    return line;
  }
}
