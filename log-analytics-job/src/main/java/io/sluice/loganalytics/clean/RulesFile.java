package io.sluice.loganalytics.clean;

import io.sluice.common.rule.set.RuleSet;
import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.RuleSetException.Problem;
import io.sluice.common.rule.set.RuleSetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A file with a set of cleaning rules. */
public final class RulesFile {
  private RulesFile() {}

  /**
   * The document, checked.
   *
   * @param setId what its id must be
   * @throws RuleSetException with every mistake and its place
   */
  public static RuleSetText read(Path file, String setId) throws RuleSetException, IOException {
    if (!Files.isReadable(file)) {
      throw new NoSuchFileException(file + " is not there or cannot be read");
    }
    String document = Files.readString(file);
    RuleSet<CleaningRule> rules = CleanConfig.reader().read(document);
    if (!rules.id().equals(setId)) {
      throw new RuleSetException(
          List.of(
              new Problem(
                  1, 1, "its id is '" + rules.id() + "', and the job obeys '" + setId + "'")));
    }
    return new RuleSetText(
        document, "file-v" + rules.version(), Files.getLastModifiedTime(file).toMillis());
  }
}
