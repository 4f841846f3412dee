package io.sluice.loganalytics.ranking;

import io.sluice.common.state.PreAggregation;
import io.sluice.loganalytics.traffic.Granularity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.Collector;

/**
 * Adds the scores of a firing up before the shuffle: first by their four dimensions, then by all
 * subsets of them. A firing gives out all its scores at once, so that what crosses the network is
 * one record per combination and subtask.
 */
final class CombineScores implements PreAggregation<SearchScore, FiringDelta> {
  private static final long serialVersionUID = 1L;
  private static final int MINUTE = 60;

  /** Where a score is added first. */
  private record Cell(long windowEnd, Combination combination) {}

  private final Granularity finest;
  private final Map<Cell, ScoreParts> cells = new LinkedHashMap<>();

  /**
   * @param finest how fine the parts are, a second or a minute; null for all in one
   */
  CombineScores(Granularity finest) {
    this.finest = finest;
  }

  @Override
  public void add(SearchScore score) {
    Combination whole = new Combination(score.region, score.city, score.channel, score.term);
    cells
        .computeIfAbsent(new Cell(score.windowEnd, whole), cell -> new ScoreParts())
        .add(offset(score), score);
  }

  private int offset(SearchScore score) {
    if (finest == null) {
      return 0;
    }
    int second = (int) ((score.second - (score.windowEnd - Firings.WINDOW)) / 1000);
    return finest == Granularity.SECOND ? second : second / MINUTE * MINUTE;
  }

  @Override
  public int size() {
    return cells.size();
  }

  @Override
  public void drain(Collector<FiringDelta> out) {
    Map<Long, Map<Combination, ScoreParts>> firings = new LinkedHashMap<>();
    cells.forEach(
        (cell, parts) ->
            firings
                .computeIfAbsent(cell.windowEnd, end -> new HashMap<>())
                .put(cell.combination, parts));
    cells.clear();
    firings.forEach((end, whole) -> combine(end, whole, out));
  }

  /** Each subset from one with a dimension more, which has far fewer rows than the scores. */
  private static void combine(
      long windowEnd, Map<Combination, ScoreParts> whole, Collector<FiringDelta> out) {
    List<Map<Combination, ScoreParts>> bySubset =
        new ArrayList<>(Collections.nCopies(Combination.COUNT, whole));
    for (int subset = Combination.COUNT - 2; subset >= 0; subset--) {
      bySubset.set(subset, project(bySubset.get(Combination.withOneMore(subset)), subset));
    }
    for (Map<Combination, ScoreParts> combined : bySubset) {
      combined.forEach(
          (combination, parts) ->
              out.collect(new FiringDelta(combination.key(), windowEnd, parts)));
    }
  }

  private static Map<Combination, ScoreParts> project(
      Map<Combination, ScoreParts> from, int subset) {
    Map<Combination, ScoreParts> projected = new HashMap<>();
    from.forEach(
        (combination, parts) ->
            projected
                .computeIfAbsent(combination.subset(subset), kept -> new ScoreParts())
                .add(parts));
    return projected;
  }
}
