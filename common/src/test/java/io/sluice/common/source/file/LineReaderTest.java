package io.sluice.common.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
  @TempDir private Path folder;

  @Test
  void readsLinesWithTheirPositions() throws Exception {
    Path file = plain("one\n\nthree\r\nlast");

    assertThat(linesOf(file, 0)).containsExactly("0:one", "4:", "5:three\r", "12:last");
  }

  @Test
  void goesOnWhereItIsTold() throws Exception {
    assertThat(linesOf(plain("one\ntwo\nthree\n"), 4)).containsExactly("4:two", "8:three");
  }

  @Test
  void unpacksWhateverTheNameSays() throws Exception {
    Path file = folder.resolve("access.log.1");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(linesOf(file, 0)).containsExactly("0:one", "4:two");
    assertThat(linesOf(file, 4)).containsExactly("4:two");
  }

  @Test
  void readsLinesLongerThanItsBuffer() throws Exception {
    String longLine = "x".repeat(1_500_000);

    assertThat(linesOf(plain("a\n" + longLine + "\nb\n"), 0))
        .containsExactly("0:a", "2:" + longLine, "1500003:b");
  }

  @Test
  void givesAnEndlessLineInPiecesWithoutLosingAByte() throws Exception {
    int rest = 5;
    Path file = plain("y".repeat(LineReader.MAX_LINE + rest) + "\nend\n");

    List<String> lines = linesOf(file, 0);

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).hasSize("0:".length() + LineReader.MAX_LINE);
    assertThat(lines.get(1)).isEqualTo(LineReader.MAX_LINE + ":yyyyy");
    assertThat(lines.get(2)).isEqualTo((LineReader.MAX_LINE + rest + 1) + ":end");
  }

  @Test
  void readsAnEmptyFile() throws Exception {
    assertThat(linesOf(plain(""), 0)).isEmpty();
  }

  private Path plain(String text) throws IOException {
    return Files.writeString(folder.resolve("plain.log"), text);
  }

  private static List<String> linesOf(Path file, long startAt) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(file, startAt)) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        lines.add(reader.lineStart() + ":" + new String(line, StandardCharsets.UTF_8));
      }
    }
    return lines;
  }
}
