package io.sluice.common.reject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedriveFileTest {
  @TempDir private Path folder;
  private Path rejects;
  private Path lines;

  @BeforeEach
  void write() throws Exception {
    rejects = folder.resolve("rejects.jsonl");
    lines = folder.resolve("again.log");
    RejectLineEncoder encoder = new RejectLineEncoder();
    List<String> written =
        List.of(
            line(encoder, "unrecognised-format", 0, "first"),
            line(encoder, "bad-timestamp", 6, "second"),
            line(encoder, "unrecognised-format", 13, "two\nlines"),
            line(encoder, "unrecognised-format", 30, "th\u0000rd"));
    Files.write(rejects, written);
  }

  @Test
  void theOriginalLinesAreWrittenWithWhereTheyCameFrom() throws Exception {
    RedriveReport report =
        new RedriveFile(rejects, filter(Set.of("unrecognised-format")))
            .run(Long.MAX_VALUE, Optional.of(lines));

    assertThat(Files.readString(lines)).isEqualTo("first\nth\u0000rd\n");
    assertThat(Files.readAllLines(RedriveFile.origins(lines)))
        .containsExactly(
            "{\"line\":1,\"topic\":\"access.log\",\"partition\":0,\"offset\":0}",
            "{\"line\":2,\"topic\":\"access.log\",\"partition\":0,\"offset\":30}");
    assertThat(report.sentByReason()).containsOnlyKeys("parse unrecognised-format");
    assertThat(report.leftByReason())
        .containsOnlyKeys("of another reason", "with line breaks in it");
  }

  @Test
  void aDryRunWritesNothingAndALimitHolds() throws Exception {
    RedriveReport report = new RedriveFile(rejects, filter(Set.of())).run(1, Optional.empty());

    assertThat(report.sent()).isEqualTo(1);
    assertThat(lines).doesNotExist();
  }

  @Test
  void aLineThatIsNoRejectIsNamed() throws Exception {
    Files.writeString(rejects, "{\"stage\":\"parse\"}\n");

    assertThatThrownBy(() -> new RedriveFile(rejects, filter(Set.of())).run(1, Optional.of(lines)))
        .hasMessageContaining("rejects.jsonl line 1 is no line of rejects.jsonl");
  }

  private static RedriveFilter filter(Set<String> reasons) {
    return new RedriveFilter(Set.of(), reasons, Long.MIN_VALUE, 3);
  }

  private static String line(
      RejectLineEncoder encoder, String reason, long offset, String payload) {
    Rejected rejected =
        new Rejected(
            "parse",
            reason,
            "",
            "access.log",
            0,
            offset,
            0,
            null,
            payload.getBytes(StandardCharsets.UTF_8));
    return new String(encoder.value(rejected), StandardCharsets.UTF_8);
  }
}
