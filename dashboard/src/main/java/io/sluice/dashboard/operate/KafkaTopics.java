package io.sluice.dashboard.operate;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics on a real broker. A thread of its own reads along, from {@link ActionLog#REACH} ago in
 * the actions and from the start in the rules; while the broker is away it tries again.
 */
public final class KafkaTopics implements OperatorTopics {

  /** The topics under the names that device-alert-job gives them. */
  public static final Map<Role, String> USUAL =
      Map.of(Role.ACTIONS, "operator-actions", Role.RULES, "alert-rules");

  private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
  private static final String ACTOR = "actor";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration AGAIN = Duration.ofSeconds(3);
  private static final int PATIENCE_MS = 8_000;

  private final Properties client;
  private final Map<Role, String> names;
  private final Clock clock;
  private final TopicMemory memory;
  private final KafkaProducer<String, String> producer;
  private final Thread reader = new Thread(this::readAlong, "dashboard-topics");
  private volatile boolean closed;

  /**
   * Does not wait for the broker.
   *
   * @param client properties of the Kafka client, bootstrap.servers among them
   * @throws KafkaException if the properties are wrong
   */
  public KafkaTopics(Properties client, Map<Role, String> names, Clock clock) {
    this.client = client;
    this.names = Map.copyOf(names);
    this.clock = clock;
    this.memory = new TopicMemory(clock);
    Properties sending = new Properties();
    sending.putAll(client);
    sending.put("acks", "all");
    sending.put("enable.idempotence", "true");
    sending.put("max.block.ms", PATIENCE_MS);
    sending.put("request.timeout.ms", PATIENCE_MS / 2);
    sending.put("delivery.timeout.ms", PATIENCE_MS);
    producer = new KafkaProducer<>(sending, new StringSerializer(), new StringSerializer());
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public Published publish(Role role, String key, String value, String actor)
      throws BrokerException {
    ProducerRecord<String, String> record = new ProducerRecord<>(names.get(role), key, value);
    record.headers().add(ACTOR, actor.getBytes(StandardCharsets.UTF_8));
    try {
      RecordMetadata sent = producer.send(record).get(PATIENCE_MS * 2L, TimeUnit.MILLISECONDS);
      Published published =
          new Published(
              origin(sent.topic(), sent.partition(), sent.offset()),
              Instant.ofEpochMilli(sent.timestamp()),
              key,
              value,
              actor);
      memory.add(role, published);
      return published;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notTaken(role, e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw notTaken(role, e);
    }
  }

  private BrokerException notTaken(Role role, Exception cause) {
    LOG.warn("The broker did not take a record of {}", names.get(role), cause);
    return new BrokerException(
        "The broker did not take it into the topic "
            + names.get(role)
            + ". Look whether it runs and whether the topic is there, then try again.",
        cause);
  }

  @Override
  public List<Published> known(Role role) {
    return memory.known(role);
  }

  @Override
  public void close() {
    closed = true;
    producer.close(Duration.ofSeconds(1));
    reader.interrupt();
  }

  private void readAlong() {
    while (!closed) {
      try {
        read();
      } catch (KafkaException e) {
        LOG.info("The topics of operators cannot be read now: {}", e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void read() {
    Properties reading = new Properties();
    reading.putAll(client);
    reading.put("enable.auto.commit", "false");
    reading.put("isolation.level", "read_committed");
    reading.put("allow.auto.create.topics", "false");
    reading.put("default.api.timeout.ms", PATIENCE_MS);
    reading.put("request.timeout.ms", PATIENCE_MS / 2);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
      Map<TopicPartition, Role> partitions = partitions(consumer);
      consumer.assign(partitions.keySet());
      goBack(consumer, partitions);
      boolean both = Set.copyOf(partitions.values()).equals(names.keySet());
      do {
        remember(consumer, partitions);
      } while (!closed && both);
    }
    // A topic that is not there yet may be made any moment; what is read again is known once.
    pause();
  }

  private void remember(
      KafkaConsumer<String, String> consumer, Map<TopicPartition, Role> partitions) {
    for (ConsumerRecord<String, String> record :
        partitions.isEmpty() ? List.<ConsumerRecord<String, String>>of() : consumer.poll(POLL)) {
      TopicPartition from = new TopicPartition(record.topic(), record.partition());
      memory.add(partitions.get(from), published(record));
    }
  }

  private Map<TopicPartition, Role> partitions(KafkaConsumer<String, String> consumer) {
    return names.entrySet().stream()
        .flatMap(
            named ->
                Objects.requireNonNullElse(
                        consumer.partitionsFor(named.getValue()), List.<PartitionInfo>of())
                    .stream()
                    .map(info -> Map.entry(info, named.getKey())))
        .collect(
            Collectors.toMap(
                found -> new TopicPartition(found.getKey().topic(), found.getKey().partition()),
                Map.Entry::getValue));
  }

  private void goBack(
      KafkaConsumer<String, String> consumer, Map<TopicPartition, Role> partitions) {
    consumer.seekToBeginning(of(Role.RULES, partitions));
    long since = clock.instant().minus(ActionLog.REACH).toEpochMilli();
    Collection<TopicPartition> actions = of(Role.ACTIONS, partitions);
    // Asked for first, and not left to seekToEnd, which looks only when the first record is wanted:
    // what comes in between would never be read.
    Map<TopicPartition, Long> ends = consumer.endOffsets(actions);
    Map<TopicPartition, OffsetAndTimestamp> offsets =
        consumer.offsetsForTimes(
            actions.stream().collect(Collectors.toMap(partition -> partition, any -> since)));
    for (TopicPartition partition : actions) {
      OffsetAndTimestamp first = offsets.get(partition);
      consumer.seek(partition, first == null ? ends.get(partition) : first.offset());
    }
  }

  private static Collection<TopicPartition> of(Role role, Map<TopicPartition, Role> partitions) {
    return partitions.entrySet().stream()
        .filter(entry -> entry.getValue() == role)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Published published(ConsumerRecord<String, String> record) {
    Header actor = record.headers().lastHeader(ACTOR);
    return new Published(
        origin(record.topic(), record.partition(), record.offset()),
        Instant.ofEpochMilli(Math.max(0, record.timestamp())),
        record.key(),
        record.value(),
        actor == null ? null : new String(actor.value(), StandardCharsets.UTF_8));
  }

  private static String origin(String topic, int partition, long offset) {
    return topic + '-' + partition + '-' + offset;
  }
}
