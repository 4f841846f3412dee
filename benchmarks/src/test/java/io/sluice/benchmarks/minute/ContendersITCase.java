package io.sluice.benchmarks.minute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.ContestException;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import io.sluice.benchmarks.input.AccessLogFile;
import io.sluice.playground.part.SluiceHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is compared does the same work: few lines, equal outputs, no word about speed. */
class ContendersITCase {
  private static final long LINES = 30_000;

  @TempDir static Path folder;

  private static AccessLogFile input;
  private static Rows plain;

  @BeforeAll
  static void countByThePlainLoop() throws Exception {
    input = AccessLogFile.of(folder, "combined", LINES, 100);
    plain = rows(new PlainLoop(), 0);
  }

  private static Rows rows(Contender contender, long checkpointMillis) throws Exception {
    Path out = folder.resolve(contender.getClass().getSimpleName() + checkpointMillis);
    Task task =
        Task.of()
            .with("input", input.path())
            .with("lines", LINES)
            .with(
                "geo",
                SluiceHome.find()
                    .root()
                    .resolve("src-test-data/log-analytics/geo/sluice-city.mmdb"))
            .with("out", out)
            .with("checkpoints", folder.resolve("checkpoints"))
            .with("checkpoint", checkpointMillis);
    try (contender) {
      Round round = contender.run(task);
      assertThat(round.records()).isEqualTo(LINES);
      assertThat(round.wallNanos()).isPositive();
      return Rows.read(out);
    }
  }

  /** Counted from the lines themselves, by what stands at fixed places from their ends. */
  @Test
  void thePlainLoopCountsEveryLineAndStatus() throws Exception {
    TreeMap<String, Long> expected = new TreeMap<>();
    List<String> lines = Files.readAllLines(input.path());
    for (String line : lines) {
      String behindRequest = line.replaceAll("^[^\"]*\"(?:[^\"\\\\]|\\\\.)*\" ", "");
      expected.merge(behindRequest.substring(0, 3), 1L, Long::sum);
    }
    TreeMap<String, Long> counted = new TreeMap<>();
    plain
        .byKey()
        .forEach((key, row) -> counted.merge(key.split(" ", -1)[2], row.requests(), Long::sum));

    assertThat(lines).hasSize((int) LINES);
    assertThat(counted).isEqualTo(expected);
  }

  @Test
  void oursGivesTheRowsOfThePlainLoop() throws Exception {
    plain.requireEqual("ours", rows(new CoreFromFile(), 0), true);
  }

  @Test
  void checkpointsChangeNothing() throws Exception {
    plain.requireEqual("ours", rows(new CoreFromFile(), 100), true);
  }

  @Test
  void exactSqlGivesTheRowsOfThePlainLoop() throws Exception {
    plain.requireEqual("SQL exact", rows(new SqlExact(), 1_000), false);
  }

  @Test
  void sqlWithASketchGivesTheRowsOfThePlainLoop() throws Exception {
    plain.requireEqual("SQL HLL", rows(new SqlSketch(), 1_000), false);
  }

  @Test
  void aRowThatDiffersIsFound() {
    var rows = new TreeMap<>(plain.byKey());
    var first = rows.firstEntry();
    Rows.Row row = first.getValue();
    rows.put(
        first.getKey(),
        new Rows.Row(row.requests(), row.bytes() + 1, row.distinct(), row.maxBytes()));

    assertThatThrownBy(() -> plain.requireEqual("other", new Rows(rows), false))
        .isInstanceOf(ContestException.class)
        .hasMessageContaining(first.getKey());
    rows.remove(first.getKey());
    assertThatThrownBy(() -> plain.requireEqual("other", new Rows(rows), false))
        .isInstanceOf(ContestException.class);
    assertThatCode(() -> plain.requireEqual("itself", plain, true)).doesNotThrowAnyException();
  }
}
