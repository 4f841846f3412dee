package io.sluice.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.SettingsReference;
import io.sluice.common.config.SettingsSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds docs/configuration.md to the settings in the code. A job calls it from a test of its own;
 * {@code -Dsluice.docs.write=true} writes the page instead of complaining.
 *
 * <pre>{@code
 * void theReferencePageSaysWhatTheCodeSays() {
 *   SettingsReferenceCheck.assertUpToDate("log-analytics-job", LogAnalyticsConfig.SECTIONS);
 * }
 * }</pre>
 */
public final class SettingsReferenceCheck {

  private SettingsReferenceCheck() {}

  public static void assertUpToDate(String job, List<SettingsSection> sections) {
    Path page = repositoryRoot().resolve("docs").resolve("configuration.md");
    assertUpToDate(page, job, sections, Boolean.getBoolean("sluice.docs.write"));
  }

  public static void assertUpToDate(
      Path page, String job, List<SettingsSection> sections, boolean write) {
    try {
      String written = Files.exists(page) ? Files.readString(page) : "";
      String expected = SettingsReference.withJob(written, job, sections);
      if (write) {
        Files.createDirectories(page.getParent());
        Files.writeString(page, expected);
      } else {
        assertThat(written)
            .as(
                "docs/configuration.md is behind the code: run the test with -Dsluice.docs.write=true")
            .isEqualTo(expected);
      }
    } catch (IOException e) {
      throw new AssertionError("cannot read or write " + page, e);
    }
  }

  /** The topmost of the enclosing directories with a pom.xml: tests run in their module's own. */
  private static Path repositoryRoot() {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
      root = root.getParent();
    }
    return root;
  }
}
