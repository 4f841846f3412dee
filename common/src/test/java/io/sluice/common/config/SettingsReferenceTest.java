package io.sluice.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.common.testing.SettingsReferenceCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReferenceTest {

  private static final List<SettingsSection> TWO_KEYS =
      List.of(
          new SettingsSection(
              "Shape",
              "What it looks like.",
              List.of(
                  Setting.integer("width").atLeast("1").defaultsTo("3").describedAs("How wide."),
                  Setting.text("name").example("a|b").describedAs("Whose."),
                  Setting.passThrough("flink.").describedAs("Theirs."))));

  private static final List<SettingsSection> ONE_KEY =
      List.of(
          new SettingsSection(
              "Speed", "", List.of(Setting.secret("key").defaultsTo("").describedAs("Hush."))));

  @TempDir Path directory;

  @Test
  void aSettingIsARowWithTypeDefaultAndMeaning() {
    assertThat(SettingsReference.withJob("", "one-job", TWO_KEYS))
        .startsWith("# Configuration reference\n")
        .contains(
            "## one-job\n\n### Shape\n\nWhat it looks like.\n\n",
            "| `width` | integer, at least 1 | `3` | How wide. |\n",
            "| `name` | text | **required** | Whose. E.g. `a\\|b`. |\n",
            "| `flink.<option>` | options | none | Theirs. |\n");
  }

  @Test
  void eachJobReplacesItsOwnBlockOnly() {
    String first = SettingsReference.withJob("", "one-job", TWO_KEYS);
    String both = SettingsReference.withJob(first, "other-job", ONE_KEY);
    String replaced = SettingsReference.withJob(both, "one-job", ONE_KEY);

    assertThat(both).startsWith(first).contains("| `key` | secret | none | Hush. |");
    assertThat(SettingsReference.withJob(both, "other-job", ONE_KEY)).isEqualTo(both);
    assertThat(replaced).doesNotContain("`width`").containsOnlyOnce("# Configuration reference");
    assertThat(SettingsReference.withJob(replaced, "one-job", TWO_KEYS)).isEqualTo(both);
  }

  @Test
  void theCheckFailsOnAPageThatLagsBehindAndWritesItWhenAsked() throws IOException {
    Path page = directory.resolve("docs").resolve("configuration.md");

    SettingsReferenceCheck.assertUpToDate(page, "one-job", TWO_KEYS, true);

    assertThatCode(() -> check(page, TWO_KEYS)).doesNotThrowAnyException();
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check(page, ONE_KEY));
    Files.writeString(page, Files.readString(page).replace("at its start", "now and then"));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check(page, TWO_KEYS));
  }

  private static void check(Path page, List<SettingsSection> sections) {
    SettingsReferenceCheck.assertUpToDate(page, "one-job", sections, false);
  }
}
