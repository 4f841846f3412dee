package io.sluice.common.quality;

import java.util.HashMap;
import java.util.Map;

/** What was measured of one rule in one window so far; lies in state. */
public final class Tally {
  /** A rule's window speaks of few reasons; more are a mistake and counted together. */
  private static final int MOST_DETAILS = 64;

  public long total;
  public long part;
  public Map<String, Long> details = new HashMap<>();
  public long[] distinct;

  void add(Measurement measured) {
    add(measured.total, measured.part, measured.details, measured.distinct);
  }

  /** Takes in what was measured in another window. */
  Tally plus(Tally other) {
    add(other.total, other.part, other.details, other.distinct);
    return this;
  }

  private void add(long records, long affected, Map<String, Long> reasons, long[] values) {
    total += records;
    part += affected;
    reasons.forEach(
        (name, count) ->
            details.merge(
                details.containsKey(name) || details.size() < MOST_DETAILS ? name : "other",
                count,
                Long::sum));
    if (values != null) {
      DistinctValues union = DistinctValues.of(distinct);
      union.addAll(values);
      distinct = union.toArray();
    }
  }
}
