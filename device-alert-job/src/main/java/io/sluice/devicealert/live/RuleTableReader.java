package io.sluice.devicealert.live;

import io.sluice.common.config.JdbcConfig;
import io.sluice.devicealert.rule.RulePublication;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Publishes what has changed in the table. All changes of one look at it go out at once, so what is
 * remembered always agrees with what was published.
 */
final class RuleTableReader implements SourceReader<RulePublication, RuleTableSplit> {
  private final SourceReaderContext context;
  private final RuleTablePoll poll;
  private final AtomicReference<RuleRows> latest = new AtomicReference<>();

  /** Null before it is assigned. */
  private RuleTableSplit split;

  /** Completed from the polling thread. */
  private volatile CompletableFuture<Void> available = new CompletableFuture<>();

  RuleTableReader(SourceReaderContext context, JdbcConfig database, Duration interval) {
    this.context = context;
    this.poll = new RuleTablePoll(database, interval, this::looked);
  }

  private void looked(RuleRows rows) {
    latest.set(rows);
    available.complete(null);
  }

  @Override
  public void start() {
    context.metricGroup().addGroup("sluice").gauge("rule-polls-failed", () -> poll.failures());
    context.sendSplitRequest();
  }

  @Override
  public void addSplits(List<RuleTableSplit> splits) {
    split = splits.get(0);
    poll.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RulePublication> output) {
    available = new CompletableFuture<>();
    RuleRows rows = latest.getAndSet(null);
    if (rows != null) {
      split.changes(rows).forEach(output::collect);
      split = split.of(rows);
    }
    return InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public List<RuleTableSplit> snapshotState(long checkpointId) {
    return split == null ? List.of() : List.of(split);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return latest.get() == null ? available : CompletableFuture.completedFuture(null);
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {
    poll.close();
  }
}
