package io.sluice.common.rule.set;

import java.util.Optional;

/**
 * Decides which set of rules acts: the newest good one of a given id. A bad one, or one that is
 * older than the running one, is refused and changes nothing; a document that came before is no
 * news; sets with another id are somebody else's.
 *
 * @param <R> what a rule is
 */
public final class RunningSet<R> {
  private final String id;
  private final RuleSetReader<R> reader;
  private RuleSetText text;
  private RuleSet<R> rules;

  /**
   * @param id of the sets to obey
   */
  public RunningSet(String id, RuleSetReader<R> reader) {
    this.id = id;
    this.reader = reader;
  }

  /** The rules that act, null before the first. */
  public RuleSet<R> rules() {
    return rules;
  }

  /** The document of the rules that act, null before the first. */
  public RuleSetText text() {
    return text;
  }

  /**
   * Takes the document up or refuses it.
   *
   * @return what became of it, empty where it is no news or somebody else's
   */
  public Optional<RuleSetStatus> offer(RuleSetText offered) {
    RuleSetReader.Header header = null;
    try {
      header = reader.header(offered.document());
      if (!header.id().equals(id) || isRunning(offered, header)) {
        return Optional.empty();
      }
      if (rules != null && header.version() <= rules.version()) {
        return Optional.of(refused(offered, header, notNewer(header.version())));
      }
      rules = reader.read(offered.document());
      text = offered;
      return Optional.of(active(offered));
    } catch (RuleSetException wrong) {
      return Optional.of(refused(offered, header, wrong.getMessage()));
    }
  }

  private boolean isRunning(RuleSetText offered, RuleSetReader.Header header) {
    return rules != null
        && header.version() == rules.version()
        && offered.document().equals(text.document());
  }

  private String notNewer(long version) {
    return version == rules.version()
        ? "version " + version + " is running with other content; raise the version"
        : "version " + version + " is older than the running version " + rules.version();
  }

  private RuleSetStatus active(RuleSetText taken) {
    return new RuleSetStatus(
        taken.origin(),
        rules.id(),
        rules.version(),
        RuleSetStatus.ACTIVE,
        null,
        rules.rules().size(),
        taken.at(),
        taken.document());
  }

  private static RuleSetStatus refused(
      RuleSetText offered, RuleSetReader.Header header, String reason) {
    return new RuleSetStatus(
        offered.origin(),
        header == null ? null : header.id(),
        header == null ? null : header.version(),
        RuleSetStatus.REFUSED,
        reason,
        0,
        offered.at(),
        offered.document());
  }
}
