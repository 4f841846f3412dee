package io.sluice.loganalytics.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apache DataSketches is the reference. */
class ClientSketchTest {
  private static final int LG_REGISTERS = 14;
  private static final int DATA_SKETCHES_PREAMBLE = 40;

  @Test
  void registersAreThoseOfDataSketches() throws IOException {
    HllSketch reference = new HllSketch(LG_REGISTERS, TgtHllType.HLL_8);
    ClientSketch sketch = new ClientSketch();
    for (int client = 0; client < 100_000; client++) {
      reference.update(hash(client));
      sketch.add(hash(client));
    }

    byte[] image = reference.toUpdatableByteArray();
    assertThat(registers(sketch))
        .isEqualTo(Arrays.copyOfRange(image, DATA_SKETCHES_PREAMBLE, image.length));
  }

  /** From a handful, by linear counting, to a register for every hundred clients. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 513, 5_000, 20_000, 60_000, 200_000, 2_000_000})
  void estimatesWithinItsError(int clients) {
    for (int stretch = 0; stretch < 3; stretch++) {
      ClientSketch sketch = sketch(stretch * clients, (stretch + 1) * clients);

      assertThat(sketch.estimate()).isCloseTo(clients, Percentage.withPercentage(3.3));
    }
  }

  @Test
  void nobodyIsNobody() {
    assertThat(new ClientSketch().estimate()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 3_000, 100_000})
  void mergingIsSeeingBoth(int clients) {
    ClientSketch left = sketch(0, 20_000);
    ClientSketch right = sketch(15_000, 15_000 + clients);
    ClientSketch both = sketch(0, 20_000);
    for (int client = 15_000; client < 15_000 + clients; client++) {
      both.add(hash(client));
    }
    ClientSketch otherWay = right.copy();

    left.merge(right);
    otherWay.merge(sketch(0, 20_000));

    assertThat(left).isEqualTo(both).isEqualTo(otherWay);
    assertThat(left.estimate()).isEqualTo(both.estimate()).isEqualTo(otherWay.estimate());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 600, 4_000, 50_000})
  void survivesBeingWrittenInEitherForm(int clients) throws IOException {
    ClientSketch sketch = sketch(0, clients);
    DataOutputSerializer whole = new DataOutputSerializer(64);
    sketch.write(whole);
    DataOutputSerializer listed = new DataOutputSerializer(64);
    sketch.writeSparse(listed);

    ClientSketch fromWhole = ClientSketch.read(new DataInputDeserializer(whole.getCopyOfBuffer()));
    ClientSketch fromListed =
        ClientSketch.readSparse(new DataInputDeserializer(listed.getCopyOfBuffer()));

    assertThat(fromWhole).isEqualTo(sketch).isEqualTo(fromListed);
    assertThat(fromWhole.estimate()).isEqualTo(sketch.estimate()).isEqualTo(fromListed.estimate());
    assertThat(listed.length() < whole.length()).isEqualTo(sketch.sparse());
  }

  /** The state of the first release: DataSketches' compact image of each of its three forms. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 100, 513, 1_500, 1_600, 50_000})
  void readsWhatTheFirstReleaseSaved(int clients) {
    Union saved = new Union(LG_REGISTERS);
    for (int client = 0; client < clients; client++) {
      saved.update(hash(client));
    }

    ClientSketch read = SavedSketch.read(saved.getResult(TgtHllType.HLL_8).toCompactByteArray());

    assertThat(read).isEqualTo(sketch(0, clients));
  }

  private static byte[] registers(ClientSketch sketch) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    sketch.write(out);
    return out.getCopyOfBuffer();
  }

  private static ClientSketch sketch(int from, int to) {
    ClientSketch sketch = new ClientSketch();
    for (int client = from; client < to; client++) {
      sketch.add(hash(client));
    }
    return sketch;
  }

  private static long hash(int client) {
    return ClientHash.of(0, 0xFFFF_0000_0000L | client);
  }
}
