package io.sluice.loganalytics.ranking;

import io.sluice.common.serde.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What the scores of some searches add up to; sums merge in any order, each once. */
final class ScoreSums {
  private long searches;
  private long withClick;
  private ExactSum atTen = new ExactSum();
  private ExactSum atTwenty = new ExactSum();

  void add(SearchScore score) {
    searches++;
    withClick += score.withClick ? 1 : 0;
    atTen.add(score.ndcgAtTen);
    atTwenty.add(score.ndcgAtTwenty);
  }

  void add(ScoreSums other) {
    searches += other.searches;
    withClick += other.withClick;
    atTen.add(other.atTen);
    atTwenty.add(other.atTwenty);
  }

  long searches() {
    return searches;
  }

  long withClick() {
    return withClick;
  }

  /** The sum of NDCG at k. */
  double ndcgSum(int k) {
    return (k == SearchScore.TEN ? atTen : atTwenty).value();
  }

  ScoreSums copy() {
    ScoreSums copy = new ScoreSums();
    copy.add(this);
    return copy;
  }

  void write(DataOutputView out) throws IOException {
    Wire.writeUnsigned(searches, out);
    Wire.writeUnsigned(withClick, out);
    if (withClick > 0) {
      atTen.write(out);
      atTwenty.write(out);
    }
  }

  static ScoreSums read(DataInputView in) throws IOException {
    ScoreSums sums = new ScoreSums();
    sums.searches = Wire.readUnsigned(in);
    sums.withClick = Wire.readUnsigned(in);
    if (sums.withClick > 0) {
      sums.atTen = ExactSum.read(in);
      sums.atTwenty = ExactSum.read(in);
    }
    return sums;
  }
}
