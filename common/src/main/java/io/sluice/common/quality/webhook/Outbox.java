package io.sluice.common.quality.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is owed to the webhook, delivered in order by a thread of its own: whoever adds to it never
 * waits. One that fails is tried again without end, after 1 s, 2 s … 1 min, and those behind it
 * wait, so that the end of an episode never overtakes its beginning. One that the other side says
 * it will never take is given up, and counted. Of more than {@value #MOST} the oldest is given up.
 */
final class Outbox implements AutoCloseable {
  static final int MOST = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** What became of an attempt. */
  enum Result {
    DELIVERED,
    /** Nobody will ever take this one. */
    REFUSED,
    /** Worth another try. */
    FAILED
  }

  /** One attempt; may take as long as its timeout, never longer. */
  @FunctionalInterface
  interface Delivery {
    Result attempt(Notification notification) throws InterruptedException;
  }

  /** Told what happens, by the thread that delivers. */
  interface Listener {
    void delivered();

    void failed();

    void givenUp();
  }

  private final Delivery delivery;
  private final Listener listener;
  private final Duration firstPause;
  private final Deque<Notification> owed = new ArrayDeque<>();
  private final Thread thread;
  private boolean closed;

  Outbox(Collection<Notification> owed, Delivery delivery, Listener listener, Duration firstPause) {
    this.delivery = delivery;
    this.listener = listener;
    this.firstPause = firstPause;
    this.owed.addAll(owed);
    this.thread = new Thread(this::deliver, "quality-webhook");
    thread.setDaemon(true);
    thread.start();
  }

  synchronized void add(Notification notification) {
    if (owed.size() == MOST) {
      LOG.warn("Too much is owed to the webhook, giving up {}", owed.removeFirst().key());
      listener.givenUp();
    }
    owed.addLast(notification);
    notifyAll();
  }

  synchronized List<Notification> owed() {
    return new ArrayList<>(owed);
  }

  synchronized int size() {
    return owed.size();
  }

  /** Waits until nothing is owed, but no longer than so. */
  synchronized void await(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    long left = atMost.toMillis();
    while (!owed.isEmpty() && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
  }

  private void deliver() {
    try {
      Duration pause = firstPause;
      for (Notification next = next(); next != null; next = next()) {
        Result result = delivery.attempt(next);
        if (result == Result.FAILED) {
          listener.failed();
          pause(pause);
          pause = longer(pause);
        } else {
          done(next, result);
          pause = firstPause;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed in the middle; what is owed lies in the state
    }
  }

  private synchronized Notification next() throws InterruptedException {
    while (owed.isEmpty() && !closed) {
      wait();
    }
    return closed ? null : owed.peekFirst();
  }

  private synchronized void pause(Duration pause) throws InterruptedException {
    long deadline = System.nanoTime() + pause.toNanos();
    for (long left = pause.toMillis(); left > 0 && !closed; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private synchronized void done(Notification notification, Result result) {
    owed.remove(notification);
    if (result == Result.DELIVERED) {
      listener.delivered();
    } else {
      listener.givenUp();
    }
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
