package io.sluice.dashboard;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a story going, a second a second. */
final class Telling implements AutoCloseable {

  /** What happened in a second. */
  @FunctionalInterface
  interface Story {
    void tell(Instant second) throws SQLException;
  }

  private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor();
  private final Story story;
  private Instant next;

  Telling(Instant from, Story story) {
    this.story = story;
    next = from;
    teller.scheduleAtFixedRate(this::tell, 0, 1, TimeUnit.SECONDS);
  }

  private void tell() {
    try {
      for (; next.isBefore(Instant.now()); next = next.plusSeconds(1)) {
        story.tell(next);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    teller.shutdown();
    teller.awaitTermination(10, TimeUnit.SECONDS);
  }
}
