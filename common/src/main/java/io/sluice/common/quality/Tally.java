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
    total += measured.total;
    part += measured.part;
    measured.details.forEach(
        (name, count) ->
            details.merge(
                details.containsKey(name) || details.size() < MOST_DETAILS ? name : "other",
                count,
                Long::sum));
    if (measured.distinct != null) {
      DistinctValues values = DistinctValues.of(distinct);
      values.addAll(measured.distinct);
      distinct = values.toArray();
    }
  }
}
