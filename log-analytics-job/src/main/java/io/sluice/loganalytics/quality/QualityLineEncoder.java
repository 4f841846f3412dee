package io.sluice.loganalytics.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.common.quality.ViolationEncoder;
import io.sluice.common.sink.RecordEncoder;

/**
 * A line of {@code quality.jsonl} and the value of the topic quality. The key is the stage and its
 * minute, or the episode: the last one of a key holds.
 */
public final class QualityLineEncoder implements RecordEncoder<QualityLine> {
  private static final long serialVersionUID = 1L;

  private final StageCountsEncoder counts = new StageCountsEncoder();
  private final ViolationEncoder violations = new ViolationEncoder();

  @Override
  public byte[] value(QualityLine line) {
    return line.counts == null ? violations.value(line.violation) : counts.value(line.counts);
  }

  @Override
  public byte[] key(QualityLine line) {
    return line.counts == null ? violations.key(line.violation) : line.counts.key().getBytes(UTF_8);
  }
}
