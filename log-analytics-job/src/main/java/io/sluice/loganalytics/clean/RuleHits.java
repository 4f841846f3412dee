package io.sluice.loganalytics.clean;

/**
 * What a cleaning rule did in a minute, the minute being that of {@code StageCounts}. Counts of the
 * same minute, rule and version add up, in any order, each once.
 */
public final class RuleHits {
  /** Start of the minute, epoch milliseconds. */
  public long minute;

  public String ruleId;
  public long setVersion;

  /** Requests the rule was meant for. */
  public long matched;

  /** Of these, requests that are not as they were. */
  public long changed;

  /** Requests it left out; for {@code keep} those it was not meant for. */
  public long dropped;

  /** Requests over which an expression of the rule had no value. */
  public long errors;

  public RuleHits() {}

  public RuleHits(long minute, String ruleId, long setVersion) {
    this.minute = minute;
    this.ruleId = ruleId;
    this.setVersion = setVersion;
  }

  public String key() {
    return ruleId + '@' + setVersion + '@' + minute;
  }

  /** Grows with every hit. */
  public long total() {
    return matched + changed + dropped + errors;
  }

  void merge(RuleHits other) {
    matched += other.matched;
    changed += other.changed;
    dropped += other.dropped;
    errors += other.errors;
  }
}
