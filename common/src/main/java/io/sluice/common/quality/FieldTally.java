package io.sluice.common.quality;

/**
 * What a rule on a field has seen of one minute before it is handed over: in heap, for one subtask.
 */
public final class FieldTally {
  private final QualityRule rule;
  private final DistinctValues distinct;
  private long records;
  private long missing;

  public FieldTally(QualityRule rule) {
    this.rule = rule;
    this.distinct = rule.type() == RuleType.DISTINCT_VALUES ? new DistinctValues() : null;
  }

  /** Whether {@link #value} needs the value's hash, not only that there is one. */
  public boolean needsHash() {
    return distinct != null;
  }

  public void missing() {
    records++;
    missing++;
  }

  /**
   * @param hash well mixed, all 64 bits; anything where none is needed
   */
  public void value(long hash) {
    records++;
    if (distinct != null) {
      distinct.add(hash);
    }
  }

  public Measurement measured(long minute) {
    Measurement measured = new Measurement(rule.id(), "", minute, records, missing);
    measured.distinct = distinct == null ? null : distinct.toArray();
    return measured;
  }
}
