package io.sluice.common.sink.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesSinkTest {
  @TempDir Path folder;

  @Test
  void theFileIsThereEvenWhenNothingIsWritten() {
    Path file = folder.resolve("out/late.jsonl");

    JsonLinesSink.to(file, JsonLinesSinkTest::line);

    assertThat(file).isEmptyFile();
  }

  @Test
  void beginsTheFileAnew() throws IOException {
    Path file = Files.writeString(folder.resolve("late.jsonl"), "of yesterday");

    JsonLinesSink.to(file, JsonLinesSinkTest::line);

    assertThat(file).isEmptyFile();
  }

  @Test
  void writesALineARecordInOrder() throws IOException {
    List<String> lines = IntStream.range(0, 50_000).mapToObj(n -> "{\"n\":" + n + "}").toList();

    assertThat(written(lines)).isEqualTo(lines);
  }

  @Test
  void takesLinesLargerThanItsBuffer() throws IOException {
    int buffer = JsonLinesSink.Writer.BUFFER_BYTES;
    List<String> lines =
        List.of("a", "b".repeat(buffer), "c", "d".repeat(buffer - 1), "e".repeat(3 * buffer), "f");

    assertThat(written(lines)).isEqualTo(lines);
  }

  @Test
  void atTheEndOfTheInputEverythingIsInTheFile() throws IOException {
    Path file = folder.resolve("end.jsonl");
    var writer = new JsonLinesSink.Writer<>(Files.newOutputStream(file), JsonLinesSinkTest::line);

    writer.write("{}", null);
    writer.flush(true);

    assertThat(file).hasContent("{}\n");
    writer.close();
  }

  @Test
  void saysWhichFileCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "").resolve("late.jsonl");

    assertThatThrownBy(() -> JsonLinesSink.to(file, JsonLinesSinkTest::line))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }

  private List<String> written(List<String> lines) throws IOException {
    Path file = folder.resolve("lines.jsonl");
    try (var writer =
        new JsonLinesSink.Writer<>(Files.newOutputStream(file), JsonLinesSinkTest::line)) {
      for (String line : lines) {
        writer.write(line, null);
      }
    }
    return Files.readAllLines(file);
  }

  private static byte[] line(String text) {
    return text.getBytes(UTF_8);
  }
}
