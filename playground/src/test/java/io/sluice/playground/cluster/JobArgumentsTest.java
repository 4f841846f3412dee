package io.sluice.playground.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobArgumentsTest {

  @Test
  void replacesTheSettingAndKeepsTheRest() {
    List<String> submitted =
        List.of(
            "--config",
            "job.yaml",
            "--set",
            "parallelism=2",
            "--set",
            "parse.format=$host = $msec");

    assertThat(JobArguments.with(submitted, Map.of("parallelism", "4")))
        .containsExactly(
            "--config",
            "job.yaml",
            "--set",
            "parse.format=$host = $msec",
            "--set",
            "parallelism=4");
  }

  @Test
  void keepsASettingWhoseKeyOnlyBeginsAlike() {
    assertThat(JobArguments.with(List.of("--set", "zone=UTC"), Map.of("zon", "x")))
        .containsExactly("--set", "zone=UTC", "--set", "zon=x");
  }
}
