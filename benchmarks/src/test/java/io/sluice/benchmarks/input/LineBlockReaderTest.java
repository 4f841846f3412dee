package io.sluice.benchmarks.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineBlockReaderTest {
  @TempDir Path folder;

  /** Wherever the cuts fall, the ranges together are the file. */
  @Test
  void rangesThatMeetShareNoLineAndLoseNone() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      String text = text(random, round % 2 == 0);
      Path file = Files.writeString(folder.resolve("lines"), text);
      int cut = random.nextInt(text.length());
      int other = cut + random.nextInt(text.length() - cut);

      String read = read(file, 0, cut) + read(file, cut, other) + read(file, other, text.length());

      assertThat(read).isEqualTo(text);
    }
  }

  @Test
  void aLineLongerThanABlockIsOneLine() throws IOException {
    String text = "a\n" + "b".repeat(1_000_000) + "\nc\n";
    Path file = Files.writeString(folder.resolve("lines"), text);

    assertThat(read(file, 0, text.length())).isEqualTo(text);
    assertThat(read(file, 500_000, text.length())).isEqualTo("c\n");
  }

  private static String text(Random random, boolean ended) {
    StringBuilder text = new StringBuilder();
    int lines = 1 + random.nextInt(20);
    for (int line = 0; line < lines; line++) {
      text.append("x".repeat(random.nextInt(30))).append('\n');
    }
    return ended ? text.toString() : text + "end";
  }

  private static String read(Path file, long from, long to) throws IOException {
    StringBuilder read = new StringBuilder();
    try (LineBlockReader reader = LineBlockReader.within(file, from, to)) {
      for (LineBlock block = reader.next(); block != null; block = reader.next()) {
        read.append(new String(block.bytes, 0, block.length, StandardCharsets.US_ASCII));
      }
    }
    return read.toString();
  }
}
