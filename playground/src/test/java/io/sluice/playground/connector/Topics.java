package io.sluice.playground.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.PassThrough;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to and reads from the broker's topics, past the code under test. */
final class Topics {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Topics() {}

  static KafkaConfig config(KafkaBroker broker) {
    return new KafkaConfig(broker.bootstrapServers(), PassThrough.none());
  }

  static KafkaConfig config(KafkaBroker broker, Map<String, String> client) {
    return new KafkaConfig(broker.bootstrapServers(), PassThrough.of(client));
  }

  static void write(KafkaBroker broker, String topic, List<String> values) {
    writeBytes(broker, topic, values.stream().map(value -> value.getBytes(UTF_8)).toList());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // close() waits for all and the readers count
  static void writeBytes(KafkaBroker broker, String topic, List<byte[]> values) {
    Properties settings = config(broker).clientProperties();
    settings.put("max.request.size", 16 << 20);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      values.forEach(value -> producer.send(new ProducerRecord<>(topic, value)));
    }
  }

  /** Waits for so many committed records, then looks whether there are more than that. */
  static List<ConsumerRecord<byte[], byte[]>> readCommitted(
      KafkaBroker broker, String topic, int count) {
    Properties settings = config(broker).clientProperties();
    settings.put("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Await.until(
          count + " records lie in " + topic,
          LIMIT,
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records.size() >= count && atTheEnd(consumer, partitions);
          });
    }
    return records;
  }

  private static boolean atTheEnd(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return partitions.stream()
        .allMatch(partition -> consumer.position(partition) >= ends.get(partition));
  }
}
