package io.sluice.playground.demo;

import io.sluice.playground.simulate.LogLine;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends access log lines at an even rate and keeps the ledger of what the broker acknowledged.
 *
 * <p>What could not be sent in time is sent afterwards, so the rate holds on average.
 */
public final class AccessLogGenerator implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final LongFunction<LogLine> lines;
  private final int ratePerSecond;
  private final SentLedger ledger;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "access-log-generator");
  private volatile boolean stopping;
  private volatile RuntimeException broken;

  /**
   * @param lines gives the line logged at that epoch millisecond
   */
  public AccessLogGenerator(
      String bootstrapServers,
      String topic,
      LongFunction<LogLine> lines,
      int ratePerSecond,
      SentLedger ledger,
      Clock clock) {
    this.producer = PatientProducer.to(bootstrapServers);
    this.topic = topic;
    this.lines = lines;
    this.ratePerSecond = ratePerSecond;
    this.ledger = ledger;
    this.clock = clock;
  }

  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends one line of the caller's own, such as one of a megabyte, and enters it in the ledger. */
  public void send(LogLine line) {
    long now = clock.millis();
    ledger.sending(line, now);
    producer.send(
        new ProducerRecord<>(topic, null, now, null, line.value()),
        (place, problem) -> {
          if (problem == null) {
            ledger.acknowledged(place.partition(), place.offset(), line, now);
          } else {
            ledger.failed(problem);
          }
        });
  }

  /** Ends the flow and waits until every line is acknowledged or given up. */
  public void stop() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.flush();
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public void close() {
    stopping = true;
    producer.close(java.time.Duration.ofSeconds(5));
  }

  private void run() {
    long begin = System.nanoTime();
    long sent = 0;
    try {
      while (!stopping) {
        long due = (long) ((System.nanoTime() - begin) * (ratePerSecond / 1e9));
        for (; sent < due && !stopping; sent++) {
          send(lines.apply(clock.millis()));
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (RuntimeException e) {
      if (!stopping) {
        broken = e;
      }
    }
  }
}
