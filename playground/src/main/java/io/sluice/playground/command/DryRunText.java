package io.sluice.playground.command;

import io.sluice.common.rule.set.RuleSet;
import io.sluice.loganalytics.clean.CleaningRule;
import io.sluice.loganalytics.clean.DryRun;
import io.sluice.loganalytics.clean.FieldChange;
import io.sluice.loganalytics.clean.RuleHits;
import io.sluice.loganalytics.clean.RuleTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A dry run for people to read. */
final class DryRunText {
  private static final int LONGEST = 100;

  private final RuleSet<CleaningRule> set;
  private final DryRun run;
  private final List<String> lines = new ArrayList<>();

  DryRunText(RuleSet<CleaningRule> set, DryRun run) {
    this.set = set;
    this.run = run;
  }

  List<String> lines() {
    say("Rules '%s', version %d, over %,d lines:", set.id(), set.version(), run.lines());
    say("%-32s %10s %10s %10s %10s", "rule", "matched", "changed", "dropped", "errors");
    run.rules().forEach(this::row);
    say(
        "%,d requests: %,d pass, %,d are dropped, %,d rejected; %,d lines are not understood",
        run.requests(), run.passed(), run.dropped(), run.rejected(), run.lines() - run.requests());
    if (run.requests() > 0 && run.passed() == 0) {
      say("These rules leave nothing over.");
    }
    run.rules().forEach(this::details);
    return lines;
  }

  private void row(RuleTrial rule) {
    RuleHits hits = rule.hits();
    if (rule.enabled()) {
      say(
          "%-32s %,10d %,10d %,10d %,10d",
          cut(rule.id(), 32), hits.matched, hits.changed, hits.dropped, hits.errors);
    } else {
      say("%-32s %10s", cut(rule.id(), 32), "disabled");
    }
  }

  private void details(RuleTrial rule) {
    if (rule.slow()) {
      say("");
      say("%s: its condition runs in CEL's own runtime, some ten times slower", rule.id());
    }
    if (!rule.examples().isEmpty()) {
      say("");
      say("%s, for example:", rule.id());
      rule.examples().forEach(this::example);
    }
    if (!rule.errors().isEmpty()) {
      say("");
      say("%s has no answer, for example:", rule.id());
      rule.errors().forEach(error -> say("  %s", cut(error, 2 * LONGEST)));
    }
  }

  private void example(String event, List<FieldChange> changes) {
    say("  %s", event);
    for (FieldChange change : changes) {
      say("    %s: %s -> %s", change.field(), shown(change.before()), after(change));
    }
  }

  /** Of a request that was left out nothing comes after. */
  private static String after(FieldChange change) {
    return change.after() == null ? "gone" : shown(change.after());
  }

  private static String shown(String value) {
    return value == null ? "none" : cut(value, LONGEST);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }

  private void say(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
