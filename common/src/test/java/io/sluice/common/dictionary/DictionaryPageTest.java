package io.sluice.common.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/data-dictionary.md shows is right. */
class DictionaryPageTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theExamplesOfThePageAreRight() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "data-dictionary.md"));
    List<String> examples =
        YAML.matcher(page)
            .results()
            .map(MatchResult::group)
            .map(DictionaryPageTest::inner)
            .toList();

    assertThat(examples).hasSize(2);
    for (String example : examples) {
      Path file = Files.writeString(folder.resolve("sources.yaml"), example);
      assertThat(Dictionary.load(file).sources()).isNotEmpty();
    }
  }

  private static String inner(String block) {
    return block.replace("```yaml\n", "").replace("```", "");
  }
}
