package io.sluice.common.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilesSplitSerializerTest {
  private static final List<ReplayFile> FILES =
      List.of(new ReplayFile("/a", "a", 17), new ReplayFile("/b", "b", Long.MAX_VALUE));

  private final FilesSplitSerializer serializer = new FilesSplitSerializer();

  @Test
  void keepsThePlaceAndTheMemory() throws IOException {
    FilesSplit read = copied(new FilesSplit(FILES, 1, 4711, new byte[] {7, 8}));

    assertThat(read.files()).isEqualTo(FILES);
    assertThat(read.current()).isEqualTo(1);
    assertThat(read.position()).isEqualTo(4711);
    assertThat(read.memory()).containsExactly(7, 8);
    assertThat(copied(new FilesSplit(FILES, 1, 4711, null)).memory()).isNull();
  }

  @Test
  void readsTheVersionWithoutMemory() throws IOException {
    // One file "/a" called "a" with its first event at 17; the first file, position 5.
    byte[] written =
        HexFormat.of()
            .parseHex(
                "00000001"
                    + "00022f61"
                    + "000161"
                    + "0000000000000011"
                    + "00000000"
                    + "0000000000000005");

    FilesSplit read = serializer.deserialize(1, written);

    assertThat(read.files()).isEqualTo(FILES.subList(0, 1));
    assertThat(read.position()).isEqualTo(5);
    assertThat(read.memory()).isNull();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> serializer.deserialize(3, written));
  }

  private FilesSplit copied(FilesSplit split) throws IOException {
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(split));
  }
}
