package io.sluice.devicealert.sequence;

import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import io.sluice.devicealert.rule.EventPattern;
import io.sluice.devicealert.rule.RuleFields;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads one step of a sequence by itself. */
final class StepReader {
  private static final int MOST_TIMES = 100;

  private final Section section;
  private final RuleFields fields;
  private int from = 1;
  private int to = 1;

  StepReader(Section section, RuleFields fields) {
    this.section = section;
    this.fields = fields;
  }

  SequenceStep read() throws RuleSetException {
    Contiguity contiguity = contiguity();
    List<EventPattern> events = events(contiguity.key());
    section.allow("optional", "oneOrMore", "times", "consecutive");
    boolean optional = section.flag("optional", false);
    boolean consecutive = section.flag("consecutive", false);
    readTimes();
    section.refuseOthers();
    boolean once = to == 1;
    if (contiguity.forbids() && (optional || consecutive || !once)) {
      throw section.problem(
          contiguity.key(),
          "what must not come has no quantifier; drop optional, times and the like");
    }
    if (consecutive && once) {
      throw section.problem("consecutive", "one event has no neighbours; add times or oneOrMore");
    }
    return new SequenceStep(contiguity, events, optional, consecutive, from, to);
  }

  private Contiguity contiguity() throws RuleSetException {
    List<Contiguity> named =
        Arrays.stream(Contiguity.values()).filter(each -> section.has(each.key())).toList();
    if (named.size() != 1) {
      throw section.problem(
          "a step has exactly one of "
              + Arrays.stream(Contiguity.values())
                  .map(Contiguity::key)
                  .collect(Collectors.joining(", "))
              + "; this one has "
              + named.size());
    }
    return named.get(0);
  }

  /** One event, or a list of which any does. */
  private List<EventPattern> events(String key) throws RuleSetException {
    if (section.isMapping(key)) {
      return List.of(fields.pattern(section.section(key)));
    }
    List<EventPattern> events = fields.patterns(section, key);
    if (events.isEmpty()) {
      throw section.problem(key, "name at least one event, such as {fault: \"8\"}");
    }
    return events;
  }

  private void readTimes() throws RuleSetException {
    boolean oneOrMore = section.flag("oneOrMore", false);
    if (oneOrMore && section.has("times")) {
      throw section.problem("times", "stands beside oneOrMore; keep one of the two");
    }
    if (oneOrMore) {
      to = SequenceStep.WITHOUT_END;
    } else if (section.has("times") && section.isMapping("times")) {
      Section range = section.section("times");
      from = times(range, "from");
      to = range.has("to") ? times(range, "to") : SequenceStep.WITHOUT_END;
      range.allow("to");
      range.refuseOthers();
    } else if (section.has("times")) {
      from = times(section, "times");
      to = from;
    }
    if (to < from) {
      throw section.problem("times", "to is less than from; swap them");
    }
  }

  private static int times(Section section, String key) throws RuleSetException {
    long times = section.whole(key);
    if (times < 1 || times > MOST_TIMES) {
      throw section.problem(key, "1 to " + MOST_TIMES + ", not " + times);
    }
    return (int) times;
  }
}
