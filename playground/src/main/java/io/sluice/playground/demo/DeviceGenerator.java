package io.sluice.playground.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.playground.fleet.DeviceRecord;
import io.sluice.playground.fleet.DeviceTraffic;
import io.sluice.playground.fleet.FleetSink;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends what a fleet says, as its plan has it, and what is done about it. */
final class DeviceGenerator implements FleetSink, AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Producer<byte[], byte[]> producer;
  private final DevicePlaces places;
  private final DeviceTraffic traffic;
  private final DeviceLedger ledger;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "device-generator");
  private volatile boolean stopping;
  private volatile RuntimeException broken;

  DeviceGenerator(
      String bootstrapServers,
      DevicePlaces places,
      DeviceTraffic.Setup setup,
      DeviceLedger ledger,
      Clock clock) {
    this.producer = PatientProducer.to(bootstrapServers);
    this.places = places;
    this.traffic = new DeviceTraffic(setup, this);
    this.ledger = ledger;
    this.clock = clock;
  }

  DeviceTraffic traffic() {
    return traffic;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the flow and waits until every record is acknowledged or given up. */
  void stop() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.flush();
    requireHealthy();
  }

  void requireHealthy() {
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public void close() {
    stopping = true;
    producer.close(Duration.ofSeconds(5));
  }

  private void run() {
    try {
      while (!stopping) {
        traffic.advance(clock.millis());
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (RuntimeException e) {
      if (!stopping) {
        broken = e;
      }
    }
  }

  /** The time of the record in the log is that of its sending: its arrival. */
  @Override
  public void event(DeviceRecord record) {
    long now = clock.millis();
    ledger.sending(record, now);
    producer.send(
        new ProducerRecord<>(places.deviceEvents(), null, now, record.key(), record.value()),
        (place, problem) -> {
          if (problem == null) {
            ledger.acknowledged(place.partition(), place.offset(), record, now);
          } else {
            ledger.failed(problem);
          }
        });
  }

  @Override
  public void workOrder(String deviceId, String json, long ts) {
    send(places.workOrders(), deviceId, json);
  }

  @Override
  public void action(String json, long ts) {
    send(places.operatorActions(), null, json);
  }

  @Override
  public void signOfLife(String workOrder, String action) {
    for (int partition = 0; partition < DevicePlaces.PARTITIONS; partition++) {
      send(new ProducerRecord<>(places.workOrders(), partition, null, workOrder.getBytes(UTF_8)));
      send(new ProducerRecord<>(places.operatorActions(), partition, null, action.getBytes(UTF_8)));
    }
  }

  private void send(String topic, String key, String json) {
    byte[] keyed = key == null ? null : key.getBytes(UTF_8);
    send(new ProducerRecord<>(topic, keyed, json.getBytes(UTF_8)));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (place, problem) -> {
          if (problem != null) {
            ledger.failed(problem);
          }
        });
  }
}
