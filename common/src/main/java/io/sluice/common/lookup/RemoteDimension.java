package io.sluice.common.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.common.sink.jdbc.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows fetched by a few threads of its own, each with a connection, and remembered.
 *
 * <p>An answer counts for one TTL from the moment the question was sent. After three quarters of it
 * the next who uses it has it fetched again in the background, so that a key in steady use is never
 * waited for. A key is asked for once, however many wait for it (single flight); what gathers while
 * the threads are busy goes into one query.
 *
 * <p>After a failed query or an answer that was overdue the database is taken for away until a
 * query succeeds. Meanwhile every answer is given at once, the last known one or none, and one
 * thread tries again with what is being asked for, ever less often. Entries are forgotten for want
 * of room only, so the last known answer stays as long as it fits.
 */
final class RemoteDimension<R> implements Dimension<R> {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteDimension.class);

  private static final int BATCH = 128;
  private static final int MOST_FLIGHTS = 10_000;

  /** Whoever sends longer keys, or NUL, which no database has in a text, means no row. */
  private static final int LONGEST_KEY = 512;

  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
  private static final long END_MILLIS = 2_000;

  private record Entry<R>(Answer<R> answer, long askedAt) {}

  private final long ttlNanos;
  private final LongSupplier nanos;
  private final Cache<String, Entry<R>> known;
  private final ConcurrentHashMap<String, List<Consumer<Answer<R>>>> flights =
      new ConcurrentHashMap<>();
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final LongAdder failures = new LongAdder();
  private final ReentrantLock probing = new ReentrantLock();
  private final Backoff backoff =
      new Backoff(FIRST_RETRY, LONGEST_RETRY, ThreadLocalRandom.current());
  private final List<RowSource<R>> sources = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean away;
  private volatile boolean closed;

  private RemoteDimension(LookupConfig config, LongSupplier nanos) {
    this.ttlNanos = config.ttl().toNanos();
    this.nanos = nanos;
    // The common pool of the JVM outlives the job and must not hold its classes.
    this.known =
        Caffeine.newBuilder().maximumSize(config.cacheSize()).executor(Runnable::run).build();
  }

  static <R> RemoteDimension<R> start(
      RowSource.Opening<R> opening, LookupConfig config, LongSupplier nanos) {
    RemoteDimension<R> dimension = new RemoteDimension<>(config, nanos);
    for (int i = 0; i < config.connections(); i++) {
      RowSource<R> source = opening.open();
      Thread thread = new Thread(() -> dimension.serve(source), "lookup-" + i);
      thread.setDaemon(true);
      dimension.sources.add(source);
      dimension.threads.add(thread);
    }
    dimension.threads.forEach(Thread::start);
    return dimension;
  }

  @Override
  public Answer<R> now(String key) {
    Entry<R> entry = known.getIfPresent(key);
    if (entry == null) {
      return notKnown(key);
    }
    long age = nanos.getAsLong() - entry.askedAt;
    if (age < ttlNanos - ttlNanos / 4) {
      return entry.answer;
    }
    if (age < ttlNanos) {
      fetch(key);
      return entry.answer;
    }
    if (away) {
      fetch(key);
      return entry.answer.asStale();
    }
    return null;
  }

  private Answer<R> notKnown(String key) {
    if (key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
      return Answer.absent();
    }
    if (away) {
      fetch(key);
      return Answer.unknown();
    }
    return null;
  }

  /** In the background: where too much is under way already, somebody will ask again. */
  private void fetch(String key) {
    if (!flights.containsKey(key) && flights.mappingCount() < MOST_FLIGHTS) {
      board(key, answer -> {});
    }
  }

  @Override
  public void ask(String key, Consumer<Answer<R>> listener) {
    if (flights.mappingCount() < MOST_FLIGHTS || flights.containsKey(key)) {
      board(key, listener);
    } else {
      listener.accept(lastKnown(key));
    }
  }

  private void board(String key, Consumer<Answer<R>> listener) {
    flights.compute(
        key,
        (asked, waiting) -> {
          List<Consumer<Answer<R>>> all = waiting;
          if (all == null) {
            all = new ArrayList<>(1);
            queue.add(asked);
          }
          all.add(listener);
          return all;
        });
  }

  @Override
  public Answer<R> lastKnown(String key) {
    Entry<R> entry = known.getIfPresent(key);
    if (entry == null) {
      return Answer.unknown();
    }
    boolean fresh = nanos.getAsLong() - entry.askedAt < ttlNanos;
    return fresh ? entry.answer : entry.answer.asStale();
  }

  @Override
  public void overdue() {
    if (!away) {
      LOG.warn("No answer to a lookup in time: going on with the last known rows");
      away = true;
    }
  }

  @Override
  public boolean outage() {
    return away;
  }

  @Override
  public long failures() {
    return failures.sum();
  }

  @Override
  public long size() {
    return known.estimatedSize();
  }

  private void serve(RowSource<R> source) {
    try {
      while (!closed) {
        List<String> batch = new ArrayList<>();
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        if (away) {
          probe(source, batch);
        } else {
          query(source, batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** In an outage one thread tries, the others wait for it. */
  private void probe(RowSource<R> source, List<String> batch) throws InterruptedException {
    probing.lockInterruptibly();
    try {
      if (!query(source, batch)) {
        TimeUnit.MILLISECONDS.sleep(backoff.nextMillis());
      }
    } finally {
      probing.unlock();
    }
  }

  private boolean query(RowSource<R> source, List<String> batch) {
    long askedAt = nanos.getAsLong();
    try {
      Map<String, R> rows = source.rows(batch);
      for (String key : batch) {
        Answer<R> answer = Answer.of(rows.get(key));
        known.put(key, new Entry<>(answer, askedAt));
        land(key, answer);
      }
      succeeded();
      return true;
    } catch (Exception e) {
      if (!closed) {
        failed(batch, e);
      }
      return false;
    }
  }

  private void succeeded() {
    if (away) {
      away = false;
      LOG.info("Lookups are answered again");
    }
    backoff.reset();
  }

  /** Nobody waits for a database that is away: whoever is in the queue gets what there is. */
  private void failed(List<String> batch, Exception e) {
    failures.increment();
    if (away) {
      LOG.debug("A lookup failed again", e);
    } else {
      LOG.warn("A lookup failed: going on with the last known rows", e);
    }
    away = true;
    List<String> all = new ArrayList<>(batch);
    queue.drainTo(all);
    all.forEach(key -> land(key, lastKnown(key)));
  }

  private void land(String key, Answer<R> answer) {
    List<Consumer<Answer<R>>> waiting = flights.remove(key);
    if (waiting == null) {
      return;
    }
    for (Consumer<Answer<R>> listener : waiting) {
      try {
        listener.accept(answer);
      } catch (RuntimeException gone) {
        LOG.debug("Nobody waits for {} any longer", key, gone);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    sources.forEach(RowSource::close);
    try {
      for (Thread thread : threads) {
        thread.join(END_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
