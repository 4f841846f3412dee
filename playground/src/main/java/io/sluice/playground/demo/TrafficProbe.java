package io.sluice.playground.demo;

import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches from outside how long a request takes to a row in Postgres.
 *
 * <p>Every 20 ms it reads the rows per second of dimension {@code all}. With the lines of a second
 * in order of sending, the k-th counts as visible at the first look at which the row says k or
 * more; the time is taken after the answer, so a latency is never understated.
 */
final class TrafficProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrafficProbe.class);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SETTLED_SECONDS = 5;

  private final SentLedger ledger;
  private final TrafficTable table;
  private final Clock clock;
  private final LatencySamples latency = new LatencySamples();
  private final Map<Long, Integer> visible = new HashMap<>();
  private final Thread thread = new Thread(this::run, "traffic-probe");
  private long firstOpenSecond;
  private volatile boolean stopping;

  TrafficProbe(SentLedger ledger, TrafficTable table, Clock clock) {
    this.ledger = ledger;
    this.table = table;
    this.clock = clock;
    this.firstOpenSecond = Math.floorDiv(clock.millis(), 1000L) - 1;
    thread.setDaemon(true);
    thread.start();
  }

  LatencySamples latency() {
    return latency;
  }

  private void run() {
    while (!stopping) {
      try {
        Map<Long, Long> rows = table.seconds(firstOpenSecond);
        see(rows, clock.millis());
      } catch (SQLException e) {
        // The database may be down on purpose, or the job has not made its tables yet.
        LOG.debug("no answer to the probe", e);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void see(Map<Long, Long> rows, long now) {
    rows.forEach((second, requests) -> see(second, requests, now));
    long settled = Math.floorDiv(now, 1000L) - SETTLED_SECONDS;
    while (firstOpenSecond < settled
        && visible.getOrDefault(firstOpenSecond, 0) >= ledger.sentIn(firstOpenSecond)) {
      visible.remove(firstOpenSecond);
      firstOpenSecond++;
    }
  }

  private void see(long second, long requests, long now) {
    int from = visible.getOrDefault(second, 0);
    int to = (int) Math.min(requests, ledger.sentIn(second));
    for (int k = from; k < to; k++) {
      latency.add(ledger.sendTime(second, k), now);
    }
    visible.put(second, Math.max(from, to));
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
