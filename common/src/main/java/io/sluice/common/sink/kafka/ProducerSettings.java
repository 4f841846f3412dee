package io.sluice.common.sink.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * The producer's properties: ours where the user has none, and a refusal where the user's would
 * quietly break the guarantee that the job promises.
 */
final class ProducerSettings {
  /** The brokers' own default maximum; Flink's default of an hour is refused by most. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private static final Set<String> OWNED =
      Set.of("transactional.id", "key.serializer", "value.serializer");

  private ProducerSettings() {}

  static Properties from(Properties client, DeliveryGuarantee guarantee) {
    Properties properties = new Properties();
    properties.putAll(client);
    OWNED.forEach(name -> refuseIfPresent(properties, name));
    refuse(properties, "acks", Set.of("all", "-1"), "a record could be lost with one broker");
    refuse(properties, "enable.idempotence", Set.of("true"), "a retry could double a record");
    ours(properties, "acks", "all");
    ours(properties, "enable.idempotence", "true");
    ours(properties, "compression.type", "lz4");
    ours(properties, "buffer.memory", String.valueOf(64 << 20));
    ours(properties, "max.request.size", String.valueOf(KafkaRecordSink.MAX_REQUEST_BYTES));
    // A broker that restarts is waited for inside the client; the job need not restart with it.
    ours(properties, "delivery.timeout.ms", String.valueOf(Duration.ofMinutes(5).toMillis()));
    ours(properties, "max.block.ms", String.valueOf(Duration.ofMinutes(2).toMillis()));
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      // Nobody sees a record before its transaction ends, which sends what still waits.
      ours(properties, "linger.ms", "100");
      ours(properties, "batch.size", String.valueOf(512 << 10));
      ours(properties, "transaction.timeout.ms", String.valueOf(TRANSACTION_TIMEOUT.toMillis()));
    }
    ours(properties, "linger.ms", "5");
    ours(properties, "batch.size", String.valueOf(128 << 10));
    return properties;
  }

  private static void ours(Properties properties, String name, String value) {
    properties.putIfAbsent(name, value);
  }

  private static void refuseIfPresent(Properties properties, String name) {
    if (properties.containsKey(name)) {
      throw BrokerLimits.refused(
          "kafka.client." + name, null, "is set by the job itself", "leave it out");
    }
  }

  private static void refuse(Properties properties, String name, Set<String> allowed, String why) {
    String value = properties.getProperty(name);
    if (value != null && !allowed.contains(value)) {
      throw BrokerLimits.refused(
          "kafka.client." + name,
          value,
          "contradicts the job's guarantee: " + why,
          "leave it out or write " + allowed.iterator().next());
    }
  }
}
