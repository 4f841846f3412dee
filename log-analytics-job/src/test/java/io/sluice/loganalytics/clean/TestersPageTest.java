package io.sluice.loganalytics.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page for testers shows a class that compiles and passes, and a short one. */
class TestersPageTest {
  private static final Path PAGE = Path.of("..", "docs", "testing-rules.md");
  private static final Path CLASS =
      Path.of("src/test/java/io/sluice/loganalytics/clean/OwnCleaningRuleITCase.java");
  private static final String DECLARATION = "class OwnCleaningRuleITCase";

  @Test
  void thePageShowsTheClassWordForWord() throws IOException {
    String source = Files.readString(CLASS);
    String shown = source.substring(source.indexOf(DECLARATION));

    assertThat(Files.readString(PAGE)).contains("```java\n" + shown + "```");
    assertThat(shown.lines().count()).isLessThan(30);
  }
}
