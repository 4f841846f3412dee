package io.sluice.common.quality;

import java.util.HashMap;
import java.util.Map;

/**
 * What one subtask saw of one rule in one minute: a partial result that adds up with others in any
 * order, each once. Or a pulse, which only says that a subtask of the source is alive and how far
 * it has come; {@link #subtasks} is 0 in what is no pulse.
 */
public final class Measurement {
  public String rule;

  /** The stage or field where the rule leaves it open, as the balance does; else empty. */
  public String subject = "";

  /**
   * Start of the minute, epoch milliseconds; of a pulse the newest event time, or Long.MIN_VALUE.
   */
  public long minute;

  /** Records looked at. */
  public long total;

  /** Those of them that the rule is about; for the balance the difference found. */
  public long part;

  /** What the part is made of: reasons, or ids of cleaning rules. */
  public Map<String, Long> details = new HashMap<>();

  /** Values of a field as {@link DistinctValues} writes them; null where nobody asks. */
  public long[] distinct;

  public int subtask;
  public int subtasks;

  public Measurement() {}

  public Measurement(String rule, String subject, long minute, long total, long part) {
    this.rule = rule;
    this.subject = subject;
    this.minute = minute;
    this.total = total;
    this.part = part;
  }

  static Measurement pulse(long newest, int subtask, int subtasks) {
    Measurement pulse = new Measurement("", "", newest, 0, 0);
    pulse.subtask = subtask;
    pulse.subtasks = subtasks;
    return pulse;
  }

  /** The pulse for one rule, which is judged apart from the others. */
  Measurement addressedTo(String ruleId) {
    Measurement pulse = pulse(minute, subtask, subtasks);
    pulse.rule = ruleId;
    return pulse;
  }

  boolean isPulse() {
    return subtasks > 0;
  }

  public String key() {
    return rule + '/' + subject;
  }
}
