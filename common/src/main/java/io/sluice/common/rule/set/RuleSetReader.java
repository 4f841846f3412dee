package io.sluice.common.rule.set;

import io.sluice.common.rule.set.RuleSetException.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads documents of rules, in YAML or JSON:
 *
 * <pre>{@code
 * id: cleaning
 * version: 3
 * rules:
 *   - id: no-health-checks
 *     …
 * }</pre>
 *
 * <p>All or nothing: one bad rule refuses the set, and every bad rule is told.
 *
 * @param <R> what a rule is
 */
public final class RuleSetReader<R> implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_RULES = 1000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final RuleFormat<R> format;

  public RuleSetReader(RuleFormat<R> format) {
    this.format = format;
  }

  /** Whose set a document is and of which version, without a look at its rules. */
  public record Header(String id, long version) {}

  /**
   * @throws RuleSetException with every mistake and its place
   */
  public Header header(String document) throws RuleSetException {
    return header(Section.parse(document));
  }

  /**
   * @throws RuleSetException with every mistake and its place
   */
  public RuleSet<R> read(String document) throws RuleSetException {
    Section root = Section.parse(document);
    Header header = header(root);
    root.allow("description");
    List<Section> sections = root.sections("rules");
    root.refuseOthers();
    if (sections.size() > MOST_RULES) {
      throw root.problem("rules", "more than " + MOST_RULES);
    }
    return new RuleSet<>(header.id(), header.version(), rules(sections));
  }

  private static Header header(Section root) throws RuleSetException {
    Header header = new Header(id(root), root.whole("version"));
    if (header.version() < 1) {
      throw root.problem("version", "the first version is 1, not " + header.version());
    }
    return header;
  }

  private List<R> rules(List<Section> sections) throws RuleSetException {
    List<R> rules = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : sections) {
      try {
        rules.add(rule(section, ids));
      } catch (RuleSetException wrong) {
        problems.addAll(named(section, wrong));
      }
    }
    if (!problems.isEmpty()) {
      throw new RuleSetException(problems);
    }
    return rules;
  }

  private R rule(Section section, Set<String> ids) throws RuleSetException {
    String id = id(section);
    if (!ids.add(id)) {
      throw section.problem("id", "two rules have it");
    }
    section.allow("description");
    R rule = format.read(id, section);
    section.refuseOthers();
    return rule;
  }

  private static List<Problem> named(Section section, RuleSetException wrong) {
    String rule;
    try {
      rule = "rule '" + section.text("id") + "': ";
    } catch (RuleSetException unnamed) {
      rule = "";
    }
    List<Problem> named = new ArrayList<>();
    for (Problem problem : wrong.problems()) {
      named.add(new Problem(problem.line(), problem.column(), rule + problem.message()));
    }
    return named;
  }

  private static String id(Section section) throws RuleSetException {
    String id = section.text("id");
    if (!ID.matcher(id).matches()) {
      throw section.problem(
          "id", "letters, digits, '-', '_' and '.' only, at most 100, not '" + id + "'");
    }
    return id;
  }
}
