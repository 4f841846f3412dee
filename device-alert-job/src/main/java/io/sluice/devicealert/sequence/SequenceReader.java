package io.sluice.devicealert.sequence;

import io.sluice.common.rule.set.RuleSetException;
import io.sluice.common.rule.set.Section;
import io.sluice.devicealert.rule.OverrideCircle;
import io.sluice.devicealert.rule.RuleFields;
import io.sluice.devicealert.rule.RuleLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a document of sequences: a list under {@code cepSequences}. What flink-cep would refuse
 * when the graph is built, accept and never emit, or answer otherwise than one would think is
 * refused here, with its place and what to write instead.
 */
final class SequenceReader {
  private static final String LIST = "cepSequences";

  /** It becomes a part of the operator's uid. */
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final int LONGEST_ID = 60;
  private static final int MOST_STEPS = 16;

  private final RuleFields fields;

  SequenceReader(RuleLimits limits) {
    this.fields = new RuleFields(limits);
  }

  List<Sequence> read(String document) throws RuleSetException {
    Section root = Section.parse(document);
    List<Sequence> sequences = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    OverrideCircle overrides = new OverrideCircle(Map.of());
    for (Section section : root.sections(LIST)) {
      Sequence sequence = sequence(section);
      if (!ids.add(sequence.id())) {
        throw section.problem("id", "'" + sequence.id() + "' is there already; choose another");
      }
      if (overrides.closedBy(sequence.alertType(), sequence.overrides())) {
        throw section.problem(
            "overrides",
            sequence.alertType()
                + " and what it overrides would suppress each other; drop one of the two");
      }
      overrides.add(sequence.alertType(), sequence.overrides());
      sequences.add(sequence);
    }
    root.refuseOthers();
    return List.copyOf(sequences);
  }

  private Sequence sequence(Section section) throws RuleSetException {
    RuleFields.allow(section);
    section.allow("version", "description", "among");
    List<SequenceStep> steps = steps(section);
    boolean hearsAll = hearsAll(section);
    Sequence sequence =
        new Sequence(
            id(section),
            section.whole("version", 1),
            section.text("alertType"),
            RuleFields.severity(section),
            RuleFields.priority(section),
            RuleFields.hold(section),
            RuleFields.overrides(section),
            RuleFields.appliesTo(section),
            steps,
            within(section),
            hearsAll,
            section.has("among") && !hearsAll ? fields.patterns(section, "among") : List.of(),
            section.has("revokeOn") ? fields.patterns(section, "revokeOn") : List.of());
    section.refuseOthers();
    requireAmong(section, sequence);
    return sequence;
  }

  private static String id(Section section) throws RuleSetException {
    String id = section.text("id");
    if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
      throw section.problem(
          "id",
          "small letters, digits and single '-' between, at most "
              + LONGEST_ID
              + ", as it names an operator; not '"
              + id
              + "'");
    }
    return id;
  }

  private long within(Section section) throws RuleSetException {
    if (!section.has("within")) {
      throw section.problem(
          "'within' is missing: without it what has begun would wait for ever; write within: 1m");
    }
    return fields.window(section, "within");
  }

  /** {@code among: all}, or a list of events. */
  private static boolean hearsAll(Section section) throws RuleSetException {
    if (!section.has("among") || section.isList("among")) {
      return false;
    }
    if (!section.text("among").equals("all")) {
      throw section.problem("among", "write all, or a list of events such as [{type: RUN}]");
    }
    return true;
  }

  private static void requireAmong(Section section, Sequence sequence) throws RuleSetException {
    boolean strict = sequence.steps().stream().anyMatch(SequenceStep::strict);
    if (strict && !section.has("among")) {
      throw section.problem(
          "next, notNext and consecutive ask what lies between, so say among which events: among:"
              + " all, or among: [{type: FAULT}, {type: RUN}]");
    }
    if (!strict && section.has("among")) {
      throw section.problem(
          "among", "changes nothing without next, notNext or consecutive; drop it");
    }
  }

  private List<SequenceStep> steps(Section section) throws RuleSetException {
    List<Section> given = section.sections("steps");
    if (given.size() < 2 || given.size() > MOST_STEPS) {
      throw section.problem("steps", "2 to " + MOST_STEPS + " belong here, found " + given.size());
    }
    SequenceSteps steps = new SequenceSteps();
    for (int at = 0; at < given.size(); at++) {
      steps.add(given.get(at), new StepReader(given.get(at), fields).read());
    }
    return steps.complete();
  }
}
