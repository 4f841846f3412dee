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
  private final RuleLimits limits;
  private RuleBook book = RuleBook.empty();

  public RuleShelf(RuleLimits limits) {
    documents = new RuleDocuments(limits);
    this.limits = limits;
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
    return offer(
        new RulePublication(RulePublication.Kind.RECORD, document, origin, at, null), defaultFrom);
  }

  /** What says nothing of its effectiveFrom acts from its publication on. */
  public Offered offer(RulePublication published) {
    return offer(published, published.at());
  }

  private Offered offer(RulePublication published, long defaultFrom) {
    Offered offered = new Offered(new ArrayList<>(), new ArrayList<>());
    try {
      List<RuleDocuments.Entry> entries = documents.read(published.document());
      String problem = ofRow(published, entries);
      if (problem != null) {
        offered
            .statuses()
            .add(refused(published, published.origin(), published.document(), problem));
        return offered;
      }
      for (RuleDocuments.Entry entry : entries) {
        offer(entry, published, defaultFrom, offered);
      }
    } catch (RuleSetException wrong) {
      offered.statuses().add(refused(published, null, published.document(), wrong.getMessage()));
    }
    if (published.kind() == RulePublication.Kind.ROW_GONE) {
      offered.statuses().clear();
    }
    return offered;
  }

  /** A row has one rule, under its own id. */
  private static String ofRow(RulePublication published, List<RuleDocuments.Entry> entries) {
    if (published.kind() == RulePublication.Kind.RECORD) {
      return null;
    }
    if (entries.size() != 1) {
      return "rules: a row holds one rule, this one " + entries.size() + "; make a row of each";
    }
    String id = entries.get(0).id();
    return id == null || id.equals(published.origin())
        ? null
        : "id: the row is '" + published.origin() + "', its document says '" + id + "'";
  }

  private void offer(
      RuleDocuments.Entry entry, RulePublication published, long defaultFrom, Offered offered) {
    Long said = entry.effectiveFrom() == null ? published.effectiveFrom() : entry.effectiveFrom();
    RuleLine line = entry.id() == null ? null : book.line(entry.id());
    boolean row = published.kind() != RulePublication.Kind.RECORD;
    if (row && line == null && entry.rule() != null && entry.rule().removed()) {
      tell(published, entry, 0, published.at(), offered);
      return;
    }
    if (entry.problem() == null && known(entry, said, line)) {
      if (row) {
        tell(published, entry, line.last().version(), line.last().effectiveFrom(), offered);
      }
      return;
    }
    if (entry.problem() == null && !row && superseded(line, published.at())) {
      return;
    }
    String problem = entry.problem() != null ? entry.problem() : problem(entry, line);
    if (problem == null && superseded(line, published.at())) {
      problem = "changed_at: a later change of this rule is in force; edit the row again";
    }
    if (problem != null) {
      offered.statuses().add(refused(published, entry.id(), entry.document(), problem));
    } else {
      take(entry, published, said == null ? defaultFrom : said, line, offered);
    }
  }

  private void take(
      RuleDocuments.Entry entry,
      RulePublication published,
      long from,
      RuleLine line,
      Offered offered) {
    long at = published.at();
    long version =
        entry.version() != 0 ? entry.version() : line == null ? 1 : line.last().version() + 1;
    book = book.with(List.of(entry.rule().stamped(version, from, at)));
    offered.changes().add(new RuleChange(entry.id(), version, from, at, entry.document()));
    tell(published, entry, version, from, offered);
  }

  private static void tell(
      RulePublication published,
      RuleDocuments.Entry entry,
      long version,
      long from,
      Offered offered) {
    String status = entry.rule().removed() ? RuleStatus.REMOVED : RuleStatus.ACTIVE;
    offered
        .statuses()
        .add(
            new RuleStatus(
                published.origin(),
                entry.id(),
                version,
                status,
                null,
                from,
                published.at(),
                entry.document()));
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
    if (limits.sequences().contains(entry.id())) {
      return "id: a sequence of cep.sequences has it; choose another";
    }
    if (book.overridesInCircle(entry.rule(), new OverrideCircle(limits.sequenceOverrides()))) {
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
  private static boolean known(RuleDocuments.Entry entry, Long said, RuleLine line) {
    if (line == null) {
      return false;
    }
    boolean sameTime = said == null || said == line.last().effectiveFrom();
    boolean sameVersion = entry.version() == 0 || entry.version() == line.last().version();
    return sameTime && sameVersion && line.last().sameAs(entry.rule());
  }

  private static RuleStatus refused(
      RulePublication published, String id, String document, String problem) {
    return new RuleStatus(
        published.origin(), id, 0, RuleStatus.REFUSED, problem, 0, published.at(), document);
  }
}
