package io.sluice.loganalytics.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.common.serde.Wire;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchesTest {
  private static final double RANK_ERROR = 0.015;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 100, DistinctClients.EXACT_LIMIT})
  void fewClientsAreCountedExactly(int count) {
    assertThat(clients(0, count, 3).count()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(ints = {DistinctClients.EXACT_LIMIT + 1, 10_000, 1_000_000})
  void manyClientsAreCountedWithinTheErrorOfTheSketch(int count) {
    // 0.8 % standard error; four of them.
    assertThat(clients(0, count, 1).count()).isCloseTo(count, Percentage.withPercentage(3.3));
  }

  @Test
  void mergingCountsAClientOnceOnWhicheverSideItIs() {
    for (int[] sizes : new int[][] {{10, 20}, {10, 5000}, {5000, 10}, {5000, 6000}, {300, 400}}) {
      DistinctClients left = clients(0, sizes[0], 1);
      DistinctClients right = clients(sizes[0] / 2, sizes[0] / 2 + sizes[1], 1);
      int union = Math.max(sizes[0], sizes[0] / 2 + sizes[1]);

      left.merge(right);

      assertThat(left.count()).isCloseTo(union, Percentage.withPercentage(3.3));
      assertThat(right.count()).isCloseTo(sizes[1], Percentage.withPercentage(3.3));
    }
  }

  @Test
  void aCopyGoesItsOwnWay() {
    for (int size : new int[] {3, 5000}) {
      DistinctClients original = clients(0, size, 1);
      DistinctClients copy = original.copy();
      long before = original.count();

      copy.merge(clients(1_000_000, 1_001_000, 1));

      assertThat(original.count()).isEqualTo(before);
      assertThat(copy.count()).isGreaterThan(before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 8, 9, 500, 20_000})
  void clientsSurviveBeingWritten(int count) throws IOException {
    DistinctClients clients = clients(0, count, 1);
    DataOutputSerializer out = new DataOutputSerializer(64);
    clients.write(out);

    DistinctClients read = DistinctClients.read(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(read.count()).isEqualTo(clients.count());
    read.merge(clients);
    assertThat(read.count()).isCloseTo(count, Percentage.withPercentage(3.3));
  }

  /** Below the limit it wrote what is written now; beyond, an image of DataSketches. */
  @Test
  void clientsThatTheFirstReleaseSavedAreRead() throws IOException {
    Union saved = new Union(14);
    for (int client = 0; client < 5_000; client++) {
      saved.update(ClientHash.of(0, 0xFFFF_0000_0000L | client));
    }
    DataOutputSerializer out = new DataOutputSerializer(64);
    Wire.writeUnsigned(0, out);
    Wire.writeBytes(saved.getResult(TgtHllType.HLL_8).toCompactByteArray(), out);

    DistinctClients read = DistinctClients.read(new DataInputDeserializer(out.getCopyOfBuffer()));

    assertThat(read.count()).isEqualTo(clients(0, 5_000, 1).count());
    read.merge(clients(0, 5_000, 1));
    assertThat(read.count()).isEqualTo(clients(0, 5_000, 1).count());
  }

  @Test
  void quantilesOfFewValuesAreExactByNearestRank() {
    LatencyQuantiles quantiles = new LatencyQuantiles();
    for (int value : new int[] {50, 10, 40, 20, 30}) {
      quantiles.add(value);
    }

    assertThat(quantiles.at(0.5, 0.95, 0.99)).containsExactly(30.0, 50.0, 50.0);
  }

  @Test
  void nothingMeasuredIsNothing() {
    assertThat(new LatencyQuantiles().at(0.5, 0.99)).containsExactly(null, null);
  }

  @Test
  void quantilesOfManyValuesStayWithinTheRankErrorThroughMergesAndWriting() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    float[] all = new float[40_000];
    LatencyQuantiles merged = new LatencyQuantiles();
    LatencyQuantiles part = new LatencyQuantiles();
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) Math.exp(3 + 2 * random.nextDouble());
      part.add(all[i]);
      if (random.nextInt(300) == 0) {
        merged.merge(part);
        part = new LatencyQuantiles();
      }
    }
    merged.merge(part);
    DataOutputSerializer out = new DataOutputSerializer(64);
    merged.write(out);
    LatencyQuantiles read = LatencyQuantiles.read(new DataInputDeserializer(out.getCopyOfBuffer()));

    Arrays.sort(all);
    double[] ranks = {0.5, 0.95, 0.99};
    Double[] found = read.at(ranks);
    for (int i = 0; i < ranks.length; i++) {
      assertThat(rankOf(found[i], all)).isCloseTo(ranks[i], within(RANK_ERROR));
    }
  }

  private static double rankOf(double value, float[] sorted) {
    int at = Arrays.binarySearch(sorted, (float) value);
    return (at < 0 ? -at - 1 : at) / (double) sorted.length;
  }

  /** Clients from..to, each seen so many times. */
  private static DistinctClients clients(int from, int to, int times) {
    DistinctClients clients = new DistinctClients();
    for (int round = 0; round < times; round++) {
      for (int client = from; client < to; client++) {
        clients.add(ClientHash.of(0, 0xFFFF_0000_0000L | client));
      }
    }
    return clients;
  }
}
