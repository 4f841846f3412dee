package io.sluice.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.Settings;
import io.sluice.loganalytics.replay.LogAnalyticsReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayITCase {
  @TempDir Path out;

  @Test
  void smoke() throws Exception {
    Path in = Path.of(System.getProperty("smoke.input"));
    var p =
        new LogAnalyticsReplay(in, out, Settings.of(LogAnalyticsReplay.settings(), Map.of()))
            .run(x -> {});
    assertThat(p.records()).isEqualTo(10_000);
    for (String n : new String[] {"requests", "traffic", "rejects", "late", "quality"}) {
      Path f = out.resolve(n + ".jsonl");
      System.err.println(n + " " + Files.lines(f).count() + " " + Files.lines(f).limit(3).toList());
      Files.copy(
          f,
          Path.of("/tmp/smoke-" + n + ".jsonl"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
