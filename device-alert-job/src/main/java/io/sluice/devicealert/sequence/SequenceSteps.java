package io.sluice.devicealert.sequence;

import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import io.sluice.devicealert.rule.EventPattern;
import java.util.ArrayList;
import java.util.List;

/** The steps of a sequence as they are read, each checked against those before it. */
final class SequenceSteps {
  private final List<SequenceStep> steps = new ArrayList<>();
  private Section lastSection;

  void add(Section section, SequenceStep step) throws RuleSetException {
    Contiguity contiguity = step.contiguity();
    if (steps.isEmpty() != (contiguity == Contiguity.BEGIN)) {
      throw section.problem(
          contiguity.key(),
          steps.isEmpty()
              ? "the first step is begin: EVENT"
              : "stands first only; write next or followedBy");
    }
    if (steps.isEmpty() && step.optional()) {
      throw section.problem("optional", "on the first step changes nothing; drop the step");
    }
    if (!steps.isEmpty()) {
      checkBehind(section, step, steps.get(steps.size() - 1));
    }
    steps.add(step);
    lastSection = section;
  }

  private static void checkBehind(Section section, SequenceStep step, SequenceStep before)
      throws RuleSetException {
    String key = step.contiguity().key();
    if (step.contiguity().forbids() && before.contiguity().forbids()) {
      throw section.problem(key, "follows another one that forbids; put both events in one list");
    }
    if (step.contiguity().forbids() && !before.once()) {
      throw section.problem(
          key,
          "behind a step that is optional or repeats, flink-cep forbids it at other places too;"
              + " write that step as often as it comes, without optional and times");
    }
    if (before.contiguity().forbids() && step.contiguity() == Contiguity.NEXT) {
      throw section.problem(
          key, "nothing lies before what comes next, so nothing is forbidden; write followedBy");
    }
    if (before.contiguity().forbids() && !step.fixed()) {
      throw section.problem(
          key, "behind what must not come a step has a fixed number of times; write times: N");
    }
    if (before.contiguity() == Contiguity.NOT_FOLLOWED_BY && overlap(step, before)) {
      throw section.problem(
          key, "the same event is forbidden just before it; take it out of one of the two");
    }
  }

  private static boolean overlap(SequenceStep one, SequenceStep other) {
    for (EventPattern pattern : one.events()) {
      for (EventPattern second : other.events()) {
        boolean sameCode =
            pattern.code() == null || second.code() == null || pattern.code().equals(second.code());
        if (pattern.type() == second.type() && sameCode) {
          return true;
        }
      }
    }
    return false;
  }

  List<SequenceStep> complete() throws RuleSetException {
    SequenceStep last = steps.get(steps.size() - 1);
    if (last.optional()) {
      throw lastSection.problem("optional", "on the last step changes nothing; drop the step");
    }
    if (last.contiguity() == Contiguity.NOT_NEXT) {
      throw lastSection.problem(
          "notNext",
          "as the last step waits for an event that may never come; write notFollowedBy");
    }
    return List.copyOf(steps);
  }
}
