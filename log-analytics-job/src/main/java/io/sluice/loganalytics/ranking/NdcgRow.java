package io.sluice.loganalytics.ranking;

import java.util.List;
import java.util.function.Consumer;

/**
 * How good the searches of a combination were: those that one firing judged, or, in the roll-up,
 * those that began in a window.
 *
 * @param granularity of the window; null for a firing
 * @param time the firing, or the window's start; epoch milliseconds
 * @param region null where the combination is without it, as are city, channel and term
 * @param k ranks looked at
 * @param searches all of them, those without a click too
 * @param searchesWithClick those with anything gained
 * @param ndcgSum of all searches; those without a click count 0
 */
public record NdcgRow(
    String granularity,
    long time,
    String region,
    String city,
    String channel,
    String term,
    int k,
    long searches,
    long searchesWithClick,
    double ndcgSum) {

  private static final List<Integer> DEPTHS = List.of(SearchScore.TEN, SearchScore.TWENTY);

  /** One row for each k. */
  static void give(
      String granularity,
      long time,
      Combination combination,
      ScoreSums sums,
      Consumer<NdcgRow> out) {
    for (int k : DEPTHS) {
      out.accept(
          new NdcgRow(
              granularity,
              time,
              combination.region(),
              combination.city(),
              combination.channel(),
              combination.term(),
              k,
              sums.searches(),
              sums.withClick(),
              sums.ndcgSum(k)));
    }
  }

  public double ndcg() {
    return ndcgSum / searches;
  }

  public Combination combination() {
    return new Combination(region, city, channel, term);
  }
}
