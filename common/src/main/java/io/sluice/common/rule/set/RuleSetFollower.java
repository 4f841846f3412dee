package io.sluice.common.rule.set;

import io.sluice.common.runtime.Shared;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that an operator works by, at the cost of one volatile read a record: what {@link
 * HoldRuleSet} left last. The operator keeps the document in its own state too, so that after a
 * restore its first record already meets the rules of before. For the operator's one thread.
 *
 * @param <R> what a rule is
 */
public final class RuleSetFollower<R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleSetFollower.class);

  private final RunningSet<R> running;
  private final RuleSetState state;
  private final Shared<PublishedSet> published;
  private RuleSetText seen;

  /**
   * @param setId of the sets to obey
   * @param initial what acts before the first document comes, null for nothing
   */
  public RuleSetFollower(
      String setId,
      RuleSetReader<R> reader,
      RuleSetText initial,
      OperatorStateStore store,
      RuntimeContext context)
      throws Exception {
    state = new RuleSetState(store);
    running = restored(setId, reader, state.get(), initial);
    published = share(context, setId);
  }

  /** The newer one of what a checkpoint held and what the job was started with. */
  static <R> RunningSet<R> restored(
      String setId, RuleSetReader<R> reader, RuleSetText kept, RuleSetText initial) {
    RunningSet<R> running = new RunningSet<>(setId, reader);
    if (kept != null) {
      warn(running.offer(kept));
    }
    if (initial != null) {
      warn(running.offer(initial));
    }
    return running;
  }

  private static void warn(Optional<RuleSetStatus> status) {
    status
        .filter(refused -> refused.status().equals(RuleSetStatus.REFUSED))
        .ifPresent(
            refused ->
                LOG.warn("Rules from {} do not act: {}", refused.origin(), refused.reason()));
  }

  /** Several jobs of one class loader, as in tests, must not see each other's rules. */
  static Shared<PublishedSet> share(RuntimeContext context, String setId) throws Exception {
    return Shared.acquire(
        PublishedSet.class, List.of(context.getJobInfo().getJobId(), setId), PublishedSet::new);
  }

  /** Whether other rules act than at the last call; cheap enough to ask for every record. */
  public boolean moved() {
    RuleSetText newest = published.get().text();
    if (newest == seen) {
      return false;
    }
    seen = newest;
    RuleSet<R> before = running.rules();
    running.offer(newest);
    return running.rules() != before;
  }

  /** The rules that act, null where there are none. */
  public RuleSet<R> rules() {
    return running.rules();
  }

  /** Writes the document into the checkpoint. */
  public void snapshot() throws Exception {
    state.put(running.text());
  }

  @Override
  public void close() throws Exception {
    published.close();
  }
}
