package io.sluice.loganalytics.ranking;

/**
 * How good one search was, said once, by its firing. Reused by its sender: take out what is needed.
 */
public final class SearchScore {
  /** The ranks down to which searches are judged. */
  static final int TEN = 10;

  static final int TWENTY = 20;

  /** The firing: epoch milliseconds. */
  public long windowEnd;

  /** When the search began, epoch milliseconds, cut to the second. */
  public long second;

  public String region;
  public String city;
  public String channel;
  public String term;

  /** Whether anything was gained at all. */
  public boolean withClick;

  public double ndcgAtTen;
  public double ndcgAtTwenty;

  void judge(Ndcg ndcg, Gains gains) {
    withClick = gains != null && gains.size() > 0;
    ndcgAtTen = withClick ? ndcg.at(TEN, gains) : 0;
    ndcgAtTwenty = withClick ? ndcg.at(TWENTY, gains) : 0;
  }
}
