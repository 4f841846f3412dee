package io.sluice.loganalytics.ranking;

import java.util.Arrays;

/**
 * The largest gain clicked on each result of one search, told apart by rank. Holds no more than
 * what NDCG at {@value #DEEPEST} can depend on: every rank up to there, and of the ranks below the
 * {@value #DEEPEST} with the largest gains, so that a search whose thousands of results somebody
 * clicks through takes no more room than others. Forgetting a smaller gain is exact: gains only
 * grow, and what comes back larger is taken in again.
 */
final class Gains {
  /** The deepest rank that is looked at. */
  static final int DEEPEST = 20;

  private long[] ranks = new long[1];
  private double[] values = new double[1];
  private int size;
  private int below;

  /**
   * @param rank from 1
   * @param gain not negative; nothing is gained by 0
   */
  void click(long rank, double gain) {
    if (gain <= 0) {
      return;
    }
    for (int at = 0; at < size; at++) {
      if (ranks[at] == rank) {
        values[at] = Math.max(values[at], gain);
        return;
      }
    }
    if (rank > DEEPEST && below == DEEPEST) {
      replaceSmallestBelow(rank, gain);
    } else {
      append(rank, gain);
    }
  }

  private void replaceSmallestBelow(long rank, double gain) {
    int smallest = -1;
    for (int at = 0; at < size; at++) {
      if (ranks[at] > DEEPEST && (smallest < 0 || values[at] < values[smallest])) {
        smallest = at;
      }
    }
    if (gain > values[smallest]) {
      ranks[smallest] = rank;
      values[smallest] = gain;
    }
  }

  private void append(long rank, double gain) {
    if (size == ranks.length) {
      ranks = Arrays.copyOf(ranks, size + 1 + size / 2);
      values = Arrays.copyOf(values, ranks.length);
    }
    ranks[size] = rank;
    values[size] = gain;
    size++;
    below += rank > DEEPEST ? 1 : 0;
  }

  int size() {
    return size;
  }

  long rank(int at) {
    return ranks[at];
  }

  double value(int at) {
    return values[at];
  }
}
