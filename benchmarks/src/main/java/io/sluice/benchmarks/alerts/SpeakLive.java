package io.sluice.benchmarks.alerts;

import io.sluice.benchmarks.contest.ContestException;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A fleet that speaks now, into a topic, all of a device in one partition. The id of an event
 * begins with the millisecond in which it was sent.
 */
public final class SpeakLive implements AutoCloseable {
  private static final char BEHIND_TIME = '-';
  private static final long A_MOMENT = 1_000_000;

  private final Fleet fleet;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private Fleet.Event next;
  private long sent;

  public SpeakLive(int devices, int eventsPerSecond, String topic, String bootstrapServers) {
    this.fleet = new Fleet(devices, System.currentTimeMillis(), 1.0 * devices / eventsPerSecond);
    this.topic = topic;
    ByteArraySerializer bytes = new ByteArraySerializer();
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                "1"),
            bytes,
            bytes);
    this.next = fleet.next();
  }

  /** When an event was sent, by its id. */
  public static long sentAt(String eventId) {
    return Long.parseLong(eventId.substring(0, eventId.indexOf(BEHIND_TIME)));
  }

  /** Says all that is due until a time, as it becomes due; gives how many that were. */
  public long until(long endMillis) {
    long before = sent;
    long now = System.currentTimeMillis();
    while (now < endMillis) {
      while (next.arrival() <= now) {
        send(next, now);
        next = fleet.next();
      }
      LockSupport.parkNanos(A_MOMENT);
      now = System.currentTimeMillis();
    }
    if (failure.get() != null) {
      throw new ContestException("the topic " + topic + " takes no more", failure.get());
    }
    return sent - before;
  }

  private void send(Fleet.Event said, long now) {
    DeviceEvent event = new DeviceEvent();
    event.eventId = now + String.valueOf(BEHIND_TIME) + sent++;
    event.deviceId = String.format(Locale.ROOT, "device-%05d", said.device());
    event.type = said.fault() ? EventType.FAULT : EventType.RECOVERY;
    event.code = FleetReader.code(said.code());
    event.ts = said.ts();
    byte[] key = event.deviceId.getBytes(StandardCharsets.ISO_8859_1);
    producer.send(
        new ProducerRecord<>(topic, null, now, key, DetectJson.json(event)),
        (metadata, exception) -> failure.compareAndSet(null, exception));
  }

  @Override
  public void close() {
    producer.close();
  }
}
