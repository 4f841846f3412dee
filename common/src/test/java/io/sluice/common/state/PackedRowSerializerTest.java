package io.sluice.common.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PackedRowSerializerTest {
  private final Tally.Serializer before = new Tally.Serializer(1);
  private final Tally.Serializer now = new Tally.Serializer();

  @Test
  void readsItsOwnFormatAndTheOneBefore() throws Exception {
    Tally tally = new Tally().add(3).add(9);

    assertThat(now.deserialize(written(now, tally))).hasToString("2×12≤9");
    assertThat(now.deserialize(written(before, tally))).hasToString("2×12≤" + Long.MIN_VALUE);
  }

  @Test
  void aRowOfALaterFormatIsRefusedAndNotMisread() throws Exception {
    DataInputDeserializer later = written(now, new Tally().add(1));

    assertThatThrownBy(() -> before.deserialize(later))
        .hasMessageContaining("format 2")
        .hasMessageContaining("reads 1 to 1");
  }

  @Test
  void theStateOfTheFormatBeforeIsTakenAsItIsAndThatOfALaterOneIsNot() throws Exception {
    assertThat(stored(now).resolveSchemaCompatibility(stored(before)).isCompatibleAsIs()).isTrue();
    assertThat(stored(now).resolveSchemaCompatibility(stored(now)).isCompatibleAsIs()).isTrue();
    assertThat(
            before.snapshotConfiguration().resolveSchemaCompatibility(stored(now)).isIncompatible())
        .isTrue();
  }

  @Test
  void aVersionFitsIntoAByte() {
    assertThatThrownBy(() -> written(new Tally.Serializer(256), new Tally()))
        .hasMessageContaining("256");
    assertThatThrownBy(() -> written(new Tally.Serializer(0), new Tally()))
        .hasMessageContaining("out of 1 to 255");
  }

  /** As a savepoint gives it back. */
  private static TypeSerializerSnapshot<Tally> stored(Tally.Serializer serializer)
      throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        PackedRowSerializerTest.class.getClassLoader());
  }

  private static DataInputDeserializer written(Tally.Serializer serializer, Tally tally)
      throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(tally, out);
    return new DataInputDeserializer(out.getCopyOfBuffer());
  }
}
