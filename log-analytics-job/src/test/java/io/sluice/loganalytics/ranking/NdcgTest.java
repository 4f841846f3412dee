package io.sluice.loganalytics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected figures are worked out by hand, or by the definition with nothing forgotten. */
class NdcgTest {
  private static final double CLOSE = 1e-6;

  @ParameterizedTest
  @CsvSource({
    "1, 1.0, 1.0",
    "2, 0.6309297535714575, 0.6309297535714575",
    "3, 0.5, 0.5",
    "10, 0.2890648263178879, 0.2890648263178879",
    "11, 0, 0.2789429456511298",
    "20, 0, 0.2276702486969530",
    "21, 0, 0",
    "1000000, 0, 0"
  })
  void aSingleClickIsDiscountedByItsRank(long rank, double atTen, double atTwenty) {
    Gains gains = new Gains();
    gains.click(rank, 1);

    assertThat(linear(10, gains)).isEqualTo(atTen, within(1e-15));
    assertThat(linear(20, gains)).isEqualTo(atTwenty, within(1e-15));
  }

  /** Wikipedia's example: 6.861127 over 7.140995. */
  @Test
  void gradesInAnyOrder() {
    assertThat(linear(10, graded(3, 2, 3, 0, 1, 2))).isEqualTo(0.960808, within(CLOSE));
    assertThat(linear(10, graded(3, 3, 2, 2, 1, 0))).isEqualTo(1.0);
  }

  /** (7 + 3/log2 3 + 7/2 + 1/log2 6 + 3/log2 7) / (7 + 7/log2 3 + 3/2 + 3/log2 5 + 1/log2 6). */
  @Test
  void exponentialGradesOutweighMiddlingOnes() {
    assertThat(exponential(10, graded(3, 2, 3, 0, 1, 2))).isEqualTo(0.948811, within(CLOSE));
  }

  @Test
  void powersThatNoDoubleHoldsKeepTheirRatio() {
    Gains gains = new Gains();
    gains.click(1, 5000);
    gains.click(2, 5001);

    assertThat(exponential(10, gains)).isEqualTo(0.859719, within(CLOSE));
  }

  @Test
  void theSmallestGainsAreGainsToo() {
    Gains gains = new Gains();
    gains.click(2, 1e-30);

    assertThat(exponential(10, gains)).isEqualTo(0.6309297535714575, within(1e-15));
  }

  @Test
  void theIdealHoldsWhatWasClickedBeyondTheList() {
    Gains gains = new Gains();
    gains.click(1, 1);
    gains.click(25, 3);

    assertThat(linear(10, gains)).isEqualTo(0.275412, within(CLOSE));
  }

  @Test
  void withoutAClickThereIsNothing() {
    Gains gains = new Gains();
    gains.click(1, 0);

    assertThat(linear(10, gains)).isZero();
    assertThat(gains.size()).isZero();
  }

  @Test
  void ofClicksOnOneResultTheLargestGainCounts() {
    Gains gains = new Gains();
    gains.click(2, 1);
    gains.click(2, 4);
    gains.click(2, 2);
    gains.click(1, 1);

    assertThat(linear(10, gains)).isEqualTo(0.760910, within(CLOSE));
  }

  /** Thousands of clicked results: what is forgotten never mattered. */
  @Test
  void whatIsForgottenChangesNothing() {
    SplittableRandom random = new SplittableRandom(7);
    for (int run = 0; run < 200; run++) {
      Gains gains = new Gains();
      Map<Long, Double> all = new HashMap<>();
      int clicks = 1 + random.nextInt(300);
      for (int click = 0; click < clicks; click++) {
        long rank = 1 + random.nextInt(run % 2 == 0 ? 100 : 2_000);
        double gain = random.nextInt(20) / 4.0;
        gains.click(rank, gain);
        all.merge(rank, gain, Math::max);
      }
      assertThat(gains.size()).isLessThanOrEqualTo(2 * Gains.DEEPEST);
      for (int k : new int[] {10, 20}) {
        assertThat(linear(k, gains))
            .as("run %s at %s", run, k)
            .isEqualTo(NaiveRanking.ndcg(all, k), within(1e-12));
      }
    }
  }

  /** Gains of the ranks from 1 on. */
  private static Gains graded(double... grades) {
    Gains gains = new Gains();
    for (int place = grades.length - 1; place >= 0; place--) {
      gains.click(place + 1, grades[place]);
    }
    return gains;
  }

  private static double linear(int k, Gains gains) {
    return new Ndcg(GainScale.LINEAR).at(k, gains);
  }

  private static double exponential(int k, Gains gains) {
    return new Ndcg(GainScale.EXPONENTIAL).at(k, gains);
  }
}
