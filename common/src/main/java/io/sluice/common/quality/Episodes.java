package io.sluice.common.quality;

import io.sluice.common.quality.Judgement.Verdict;
import io.sluice.common.quality.Violation.Action;
import java.time.Instant;

/**
 * Makes episodes of judgements: windows in violation in a row open one, windows in order in a row
 * close it, and each is told once. Windows that could not be judged say nothing either way. Expects
 * the windows of a rule in order, each once.
 */
final class Episodes {
  private final QualityRule rule;

  Episodes(QualityRule rule) {
    this.rule = rule;
  }

  /** What the judgement begins or ends, or null; changes the progress. */
  Violation next(RuleProgress progress, Judgement judged) {
    if (judged.verdict() == Verdict.NOT_JUDGED) {
      return null;
    }
    return judged.verdict() == Verdict.VIOLATED
        ? violated(progress, judged)
        : fine(progress, judged);
  }

  private Violation violated(RuleProgress progress, Judgement judged) {
    progress.fineInRow = 0;
    if (progress.open) {
      return null;
    }
    if (progress.violatedInRow == 0) {
      progress.violatedSince = judged.windowStart();
    }
    progress.violatedInRow++;
    if (progress.violatedInRow < rule.openAfter()) {
      return null;
    }
    progress.open = true;
    return message(Action.OPEN, progress.violatedSince, judged);
  }

  private Violation fine(RuleProgress progress, Judgement judged) {
    progress.violatedInRow = 0;
    if (!progress.open) {
      return null;
    }
    progress.fineInRow++;
    if (progress.fineInRow < rule.closeAfter()) {
      return null;
    }
    progress.open = false;
    progress.fineInRow = 0;
    return message(Action.CLOSE, progress.violatedSince, judged);
  }

  private Violation message(Action action, long since, Judgement judged) {
    Violation violation = new Violation();
    violation.action = action;
    violation.subject = judged.subject().isEmpty() ? rule.subject() : judged.subject();
    violation.episode = episode(judged.subject(), since);
    violation.rule = rule.id();
    violation.type = rule.type();
    violation.severity = rule.severity();
    violation.since = since;
    violation.windowStart = judged.windowStart();
    violation.windowMillis = rule.windowMillis();
    violation.records = judged.records();
    violation.observed = judged.observed();
    violation.atLeast = judged.atLeast();
    violation.atMost = judged.atMost();
    violation.usual = judged.usual();
    violation.message = ViolationText.of(violation, judged.reason());
    return violation;
  }

  /** The subject only where one rule has several: a rule's own may be edited in an episode. */
  private String episode(String subject, long since) {
    String of = subject.isEmpty() ? "" : '/' + subject;
    return rule.id() + of + '@' + Instant.ofEpochMilli(since);
  }
}
