package io.sluice.common.reject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.source.RecordOrigin;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes the original lines of a {@code rejects.jsonl} into a file that a replay reads. A line has
 * no room for headers, so {@code <file>.origins.jsonl} says line by line where each came from; a
 * second run writes both anew.
 */
public final class RedriveFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path rejects;
  private final RedriveFilter filter;

  public RedriveFile(Path rejects, RedriveFilter filter) {
    this.rejects = rejects;
    this.filter = filter;
  }

  /** Where the origins of the lines of a file are told. */
  public static Path origins(Path file) {
    return file.resolveSibling(file.getFileName() + ".origins.jsonl");
  }

  /**
   * @param to the file to write; nothing is written in a dry run (empty)
   * @throws IllegalArgumentException if a line is no reject
   */
  public RedriveReport run(long limit, Optional<Path> to) throws IOException {
    RedriveReport report = new RedriveReport();
    try (BufferedReader lines = Files.newBufferedReader(rejects);
        OutputStream out = open(to);
        OutputStream origins = open(to.map(RedriveFile::origins))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        DeadLetter letter = letter(line, number);
        Optional<String> kept = filter.keeps(letter).or(() -> unwritable(letter));
        if (kept.isPresent()) {
          report.left(kept.get());
        } else if (report.sent() < limit) {
          report.sent(letter);
          out.write(letter.payload());
          out.write('\n');
          origins.write(origin(report.sent(), letter.origin()));
        }
      }
    }
    return report;
  }

  private static OutputStream open(Optional<Path> file) throws IOException {
    return file.isEmpty()
        ? OutputStream.nullOutputStream()
        : new BufferedOutputStream(Files.newOutputStream(file.get()));
  }

  private DeadLetter letter(String line, int number) {
    try {
      JsonNode reject = JSON.readTree(line);
      RecordOrigin origin =
          new RecordOrigin(
              reject.required("topic").asText(),
              reject.required("partition").intValue(),
              reject.required("offset").longValue(),
              0);
      return new DeadLetter(
          reject.required("stage").asText(),
          reject.required("reason").asText(),
          Long.MAX_VALUE,
          origin,
          false,
          reject.required("payloadBase64").binaryValue());
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          rejects + " line " + number + " is no line of rejects.jsonl");
    }
  }

  /** It would become several lines. */
  private static Optional<String> unwritable(DeadLetter letter) {
    for (byte letterByte : letter.payload()) {
      if (letterByte == '\n') {
        return Optional.of("with line breaks in it");
      }
    }
    return Optional.empty();
  }

  private static byte[] origin(long line, RecordOrigin origin) throws IOException {
    String json =
        JSON.writeValueAsString(
                JSON.createObjectNode()
                    .put("line", line)
                    .put("topic", origin.topic())
                    .put("partition", origin.partition())
                    .put("offset", origin.offset()))
            + '\n';
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
