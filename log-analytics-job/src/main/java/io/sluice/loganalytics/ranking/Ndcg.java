package io.sluice.loganalytics.ranking;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Normalized discounted cumulative gain of one search, from the clicks on its results.
 *
 * <pre>
 * DCG@k  = Σ over ranks r ≤ k of weight(gain of r) / log2(1 + r)
 * IDCG@k = the same over all gains of the search, of any rank, sorted descending, cut at k
 * NDCG@k = DCG@k / IDCG@k, 0 where IDCG@k is 0
 * </pre>
 *
 * The measure is that of Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR
 * techniques", ACM TOIS 20(4), 2002, with the discount log2(1 + rank) and, by option, the
 * exponential gain of Burges et al., "Learning to rank using gradient descent", ICML 2005. With
 * clicks for judgements only what was clicked can be in the ideal list: a single click at rank r
 * within k gives 1 / log2(1 + r), whatever else there was to find.
 */
public final class Ndcg implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] DISCOUNT = new double[Gains.DEEPEST];

  static {
    for (int place = 0; place < DISCOUNT.length; place++) {
      DISCOUNT[place] = Math.log(2 + place) / Math.log(2);
    }
  }

  private final GainScale scale;

  public Ndcg(GainScale scale) {
    this.scale = scale;
  }

  /**
   * From 0 to 1.
   *
   * @param k at most {@value Gains#DEEPEST}
   */
  double at(int k, Gains gains) {
    if (gains.size() == 0) {
      return 0;
    }
    double largest = 0;
    for (int at = 0; at < gains.size(); at++) {
      largest = Math.max(largest, gains.value(at));
    }
    double[] shown = new double[k];
    double[] all = new double[gains.size()];
    for (int at = 0; at < all.length; at++) {
      all[at] = scale.weight(gains.value(at), largest);
      if (gains.rank(at) <= k) {
        shown[(int) gains.rank(at) - 1] = all[at];
      }
    }
    double ideal = dcg(descending(all), k);
    return ideal == 0 ? 0 : Math.min(1, dcg(shown, k) / ideal);
  }

  private static double[] descending(double[] weights) {
    Arrays.sort(weights);
    for (int low = 0, high = weights.length - 1; low < high; low++, high--) {
      double weight = weights[low];
      weights[low] = weights[high];
      weights[high] = weight;
    }
    return weights;
  }

  private static double dcg(double[] weights, int k) {
    double sum = 0;
    for (int place = 0; place < Math.min(k, weights.length); place++) {
      sum += weights[place] / DISCOUNT[place];
    }
    return sum;
  }
}
