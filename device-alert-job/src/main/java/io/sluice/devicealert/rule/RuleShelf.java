package io.sluice.devicealert.rule;

import io.sluice.common.rule.set.RuleSetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The rules that are in force, and the decision on each that is published: refused with its reason,
 * known already, or taken and stamped with its version and the time it acts from.
 */
public final class RuleShelf {
  private final RuleDocuments documents;
  private RuleBook book = RuleBook.empty();

  public RuleShelf(RuleLimits limits) {
    documents = new RuleDocuments(limits);
  }

  /** What became of a document: a status for each rule that is new or refused, and the new ones. */
  public record Offered(List<RuleStatus> statuses, List<RuleChange> changes) {}

  /** Takes over what was taken before. */
  public void restore(Collection<RuleChange> changes) {
    book = book.with(changes.stream().map(RuleChange::rule).toList());
  }

  /** Forgets versions of a rule that others had replaced before a time. */
  void forget(String ruleId, long before) {
    book = book.since(ruleId, before);
  }

  /** Whether a version that was taken is not forgotten. */
  boolean has(RuleChange change) {
    return book.line(change.ruleId()).has(change.version());
  }

  /**
   * @param origin of the document, for its status
   * @param defaultFrom the effectiveFrom of rules that say none
   * @param at when it was published; Long.MIN_VALUE where no clock has a say
   */
  public Offered offer(String document, String origin, long defaultFrom, long at) {
    Offered offered = new Offered(new ArrayList<>(), new ArrayList<>());
    try {
      for (RuleDocuments.Entry entry : documents.read(document)) {
        offer(entry, origin, defaultFrom, at, offered);
      }
    } catch (RuleSetException wrong) {
      offered.statuses().add(refused(origin, null, at, document, wrong.getMessage()));
    }
    return offered;
  }

  private void offer(
      RuleDocuments.Entry entry, String origin, long defaultFrom, long at, Offered offered) {
    long from = entry.effectiveFrom() == null ? defaultFrom : entry.effectiveFrom();
    RuleLine line = entry.id() == null ? null : book.line(entry.id());
    if (entry.problem() == null && (superseded(line, at) || known(entry, line))) {
      return;
    }
    String problem = entry.problem() != null ? entry.problem() : problem(entry, line);
    if (problem != null) {
      offered.statuses().add(refused(origin, entry.id(), at, entry.document(), problem));
      return;
    }
    long version =
        entry.version() != 0 ? entry.version() : line == null ? 1 : line.last().version() + 1;
    RuleChange change = new RuleChange(entry.id(), version, from, at, entry.document());
    book = book.with(List.of(entry.rule().stamped(version, from, at)));
    offered.changes().add(change);
    String status = entry.rule().removed() ? RuleStatus.REMOVED : RuleStatus.ACTIVE;
    offered
        .statuses()
        .add(new RuleStatus(origin, entry.id(), version, status, null, from, at, entry.document()));
  }

  private String problem(RuleDocuments.Entry entry, RuleLine line) {
    if (line != null && entry.version() != 0 && entry.version() <= line.last().version()) {
      return "version: "
          + line.last().version()
          + " is there already, so this one must be "
          + (line.last().version() + 1)
          + " or more, not "
          + entry.version()
          + "; leave it out to have it counted";
    }
    if (entry.rule().removed()) {
      return line == null ? "there is no rule '" + entry.id() + "' to remove" : null;
    }
    if (book.overridesInCircle(entry.rule())) {
      return "overrides: "
          + entry.rule().alertType()
          + " and what it overrides would suppress each other";
    }
    return null;
  }

  /** Read again from the start of its topic, behind which a newer one is known already. */
  private static boolean superseded(RuleLine line, long at) {
    return line != null && at < line.last().knownAt();
  }

  /** A document that comes again, as a table's rows and a topic's records do. */
  private static boolean known(RuleDocuments.Entry entry, RuleLine line) {
    if (line == null) {
      return false;
    }
    boolean sameTime =
        entry.effectiveFrom() == null || entry.effectiveFrom() == line.last().effectiveFrom();
    boolean sameVersion = entry.version() == 0 || entry.version() == line.last().version();
    return sameTime && sameVersion && line.last().sameAs(entry.rule());
  }

  private static RuleStatus refused(
      String origin, String id, long at, String document, String problem) {
    return new RuleStatus(origin, id, 0, RuleStatus.REFUSED, problem, 0, at, document);
  }
}
