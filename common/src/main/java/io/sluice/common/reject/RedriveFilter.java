package io.sluice.common.reject;

import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are put back in.
 *
 * @param stages, reasons those wanted; all if empty
 * @param since only letters written then or later, epoch milliseconds
 * @param mostRedrives a record put back so often already stays: it would only go round
 */
public record RedriveFilter(Set<String> stages, Set<String> reasons, long since, int mostRedrives) {
  public RedriveFilter {
    stages = Set.copyOf(stages);
    reasons = Set.copyOf(reasons);
  }

  /** Why the letter stays, or empty if it goes. */
  public Optional<String> keeps(DeadLetter letter) {
    if (!stages.isEmpty() && (letter.stage() == null || !stages.contains(letter.stage()))) {
      return Optional.of("of another stage");
    }
    if (!reasons.isEmpty() && (letter.reason() == null || !reasons.contains(letter.reason()))) {
      return Optional.of("of another reason");
    }
    if (letter.timestamp() < since) {
      return Optional.of("older");
    }
    if (letter.redrives() >= mostRedrives) {
      return Optional.of("put back " + mostRedrives + " times or more already");
    }
    return letter.cut()
        ? Optional.of("cut short: take the original from where it lay")
        : Optional.empty();
  }
}
