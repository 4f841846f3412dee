package io.sluice.playground.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRecordTest {
  private static final JobRecord RECORD =
      new JobRecord(
          "log-analytics", "http://127.0.0.1:8081", "abc", "job.jar", List.of("--set", "a=b"));

  @Test
  void isFoundAgainUnderItsName(@TempDir Path directory) {
    RECORD.save(directory);

    assertThat(JobRecord.find(directory, "log-analytics")).contains(RECORD);
    assertThat(JobRecord.find(directory, "device-alert")).isEmpty();
  }

  @Test
  void isGoneOnceForgotten(@TempDir Path directory) {
    RECORD.save(directory);
    JobRecord.forget(directory, "log-analytics");

    assertThat(JobRecord.find(directory, "log-analytics")).isEmpty();
  }
}
