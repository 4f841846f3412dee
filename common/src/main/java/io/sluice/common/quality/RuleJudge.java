package io.sluice.common.quality;

import io.sluice.common.quality.Judgement.Verdict;
import io.sluice.common.quality.QualityRule.Bounds;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges one window by one rule. Knows neither the windows before it nor time. */
final class RuleJudge {
  private static final int REASONS_SHOWN = 5;

  private final QualityRule rule;

  RuleJudge(QualityRule rule) {
    this.rule = rule;
  }

  /**
   * @param full whether the window was seen from its start to its end: the volume of a part says
   *     nothing
   * @param open whether an episode of the rule is open, which is harder to end than to avoid
   * @param history what is usual for the hour; null where nothing is known
   */
  Judgement judge(
      String subject,
      long windowStart,
      Tally tally,
      boolean full,
      boolean open,
      HourHistory history) {
    boolean counts = rule.type().judgesEmptyWindows();
    if (counts && !full) {
      return unjudged(subject, windowStart, tally, "not a whole window");
    }
    if (!counts && tally.total < Math.max(1, rule.minimum())) {
      return unjudged(subject, windowStart, tally, "fewer records than " + rule.minimum());
    }
    if (rule.type() == RuleType.USUAL_VOLUME) {
      return againstUsual(subject, windowStart, tally, history);
    }
    Bounds bounds = open ? rule.bounds().whileOpen() : rule.bounds();
    double observed = observed(tally);
    return judged(subject, windowStart, tally, observed, bounds, null);
  }

  private Judgement againstUsual(
      String subject, long windowStart, Tally tally, HourHistory history) {
    Optional<UsualVolume.Range> range = UsualVolume.range(history, rule.usual());
    if (range.isEmpty()) {
      String reason = "fewer weeks of history than " + rule.usual().minimumWeeks();
      return unjudged(subject, windowStart, tally, reason);
    }
    UsualVolume.Range usual = range.get();
    if (usual.expected() < rule.minimum() && tally.total < rule.minimum()) {
      return unjudged(subject, windowStart, tally, "fewer records than " + rule.minimum());
    }
    Bounds bounds = Bounds.of(usual.atLeast(), usual.atMost());
    return judged(subject, windowStart, tally, tally.total, bounds, usual.expected());
  }

  private double observed(Tally tally) {
    return switch (rule.type()) {
      case VOLUME, USUAL_VOLUME -> tally.total;
      case DISTINCT_VALUES -> DistinctValues.of(tally.distinct).count();
      case BALANCE -> tally.part;
      case REJECT_SHARE, DROPPED_SHARE, LATE_SHARE, NULL_SHARE -> (double) tally.part / tally.total;
    };
  }

  private Judgement judged(
      String subject, long windowStart, Tally tally, double observed, Bounds bounds, Double usual) {
    return new Judgement(
        rule.id(),
        subject,
        windowStart,
        tally.total,
        observed,
        bounds.atLeast(),
        bounds.atMost(),
        usual,
        bounds.allow(observed) ? Verdict.OK : Verdict.VIOLATED,
        reasons(tally));
  }

  private Judgement unjudged(String subject, long windowStart, Tally tally, String why) {
    return new Judgement(
        rule.id(),
        subject,
        windowStart,
        tally.total,
        Double.NaN,
        null,
        null,
        null,
        Verdict.NOT_JUDGED,
        why);
  }

  /** The most frequent first; equal ones by name, so that the text is always the same. */
  private static String reasons(Tally tally) {
    return tally.details.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(REASONS_SHOWN)
        .map(each -> String.format(Locale.ROOT, "%s %,d", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
