package io.sluice.devicealert.live;

import io.sluice.common.config.JdbcConfig;
import io.sluice.common.sink.jdbc.Backoff;
import io.sluice.common.sink.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the rules again and again, on a thread of its own, so that a database that is slow or
 * away holds nobody up. While it fails nothing is said, so the last rules hold; the next try waits
 * longer each time, half a minute at most.
 */
final class RuleTablePoll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleTablePoll.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Database database;
  private final Duration interval;
  private final Consumer<RuleRows> receiver;
  private final Backoff backoff;
  private final AtomicLong failures = new AtomicLong();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "poll-alert-rule");
            thread.setDaemon(true);
            return thread;
          });

  private volatile Connection connection;
  private volatile boolean closed;
  private boolean failing;

  /**
   * @param receiver told of what there is at each poll, on the polling thread
   */
  RuleTablePoll(JdbcConfig database, Duration interval, Consumer<RuleRows> receiver) {
    this.database = Database.of(database);
    this.interval = interval;
    this.receiver = receiver;
    Duration longest = interval.compareTo(LONGEST_PAUSE) > 0 ? interval : LONGEST_PAUSE;
    this.backoff = new Backoff(interval, longest, RandomGenerator.getDefault());
  }

  void start() {
    executor.execute(this::poll);
  }

  /** Polls that failed since the start. */
  long failures() {
    return failures.get();
  }

  private void poll() {
    long pause = interval.toMillis();
    try {
      receiver.accept(RuleRows.read(connection()));
      backoff.reset();
      if (failing) {
        LOG.info("The table alert_rule answers again");
      }
      failing = false;
    } catch (SQLException | RuntimeException e) {
      pause = backoff.nextMillis();
      failed(e);
    }
    if (!closed) {
      executor.schedule(this::poll, pause, TimeUnit.MILLISECONDS);
    }
  }

  private void failed(Exception e) {
    cut(connection);
    connection = null;
    failures.incrementAndGet();
    if (!failing && !closed) {
      LOG.warn("The rules of {} cannot be read; the last ones hold", database, e);
    }
    failing = true;
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = database.connect();
    }
    return connection;
  }

  /** Cuts the line rather than saying goodbye: the other thread may be waiting on it. */
  private static void cut(Connection open) {
    if (open == null) {
      return;
    }
    try {
      open.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("A connection broke while it was closed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    executor.shutdownNow();
    cut(connection);
  }
}
