package io.sluice.devicealert.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rules of a file; for ever unless they say from when on. */
public final class RulesFile {
  private RulesFile() {}

  /**
   * @throws IllegalArgumentException that says what is wrong with each rule that is refused
   */
  public static List<RuleChange> read(Path file, RuleLimits limits) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          file + " is not there or cannot be read as UTF-8", unreadable);
    }
    RuleShelf.Offered offered =
        new RuleShelf(limits)
            .offer(text, file.getFileName().toString(), Rule.FOR_EVER, Long.MIN_VALUE);
    List<String> refused =
        offered.statuses().stream()
            .filter(status -> status.status().equals(RuleStatus.REFUSED))
            .map(status -> "rule " + status.ruleId() + ": " + status.reason())
            .toList();
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", refused));
    }
    return offered.changes();
  }
}
