package io.sluice.benchmarks.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.benchmarks.contest.Contender;
import io.sluice.benchmarks.contest.Round;
import io.sluice.benchmarks.contest.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is compared does the same work: few samples, equal outputs, no word about speed. */
class RowsContendersITCase {
  /** All within the first window, which ends with the input. */
  private static final long SAMPLES = 300_000;

  @TempDir static Path folder;

  private static String perEvent;

  @BeforeAll
  static void watchOnRocksDb() throws Exception {
    perEvent = digest(new RowsPerEvent());
  }

  @Test
  void everyDeviceHasAWindow() throws Exception {
    MakeSamples samples = new MakeSamples(SAMPLES);
    samples.open((OpenContext) null);
    Set<String> devices = new HashSet<>();
    for (long number = 0; number < SAMPLES; number++) {
      devices.add(samples.map(number).device);
    }

    assertThat(perEvent).startsWith(devices.size() + " windows");
  }

  @Test
  void rowsInHeapGiveTheSame() throws Exception {
    assertThat(digest(new RowsWriteBehind())).isEqualTo(perEvent);
  }

  @Test
  void theHeapBackendGivesTheSame() throws Exception {
    assertThat(digest(new RowsOnHeapBackend())).isEqualTo(perEvent);
  }

  private static String digest(Contender contender) throws Exception {
    Path out = folder.resolve(contender.getClass().getSimpleName());
    Task task =
        Task.of()
            .with("lines", SAMPLES)
            .with("out", out)
            .with("checkpoints", folder.resolve("checkpoints"))
            .with("checkpoint", 300);
    try (contender) {
      Round round = contender.run(task);
      assertThat(round.records()).isEqualTo(SAMPLES);
      return Files.readString(out);
    }
  }
}
