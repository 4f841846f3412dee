package io.sluice.devicealert.live;

import io.sluice.common.config.KafkaConfig;
import io.sluice.devicealert.rule.RuleChange;
import io.sluice.devicealert.rule.RuleLimits;
import io.sluice.devicealert.rule.RuleShelf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The rules that a topic holds when the job is submitted, so that the whole set is there before the
 * first event is read. What is wrong with one is told when the job itself reads it again.
 */
final class PublishedRules {
  private static final Duration POLL = Duration.ofMillis(200);

  private PublishedRules() {}

  /**
   * @param before the rules of the file
   * @return these and those of the topic, in the order of publication
   */
  static List<RuleChange> read(
      KafkaConfig kafka, String topic, RuleLimits limits, List<RuleChange> before) {
    List<RuleChange> rules = new ArrayList<>(before);
    RuleShelf shelf = new RuleShelf(limits);
    shelf.restore(before);
    for (ConsumerRecord<byte[], byte[]> published : records(kafka, topic)) {
      if (published.value() != null && published.value().length > 0) {
        String document = new String(published.value(), StandardCharsets.UTF_8);
        long at = published.timestamp();
        rules.addAll(shelf.offer(document, topic, at, at).changes());
      }
    }
    return rules;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(KafkaConfig kafka, String topic) {
    Properties properties = kafka.clientProperties();
    properties.setProperty("enable.auto.commit", "false");
    properties.setProperty("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Collection<TopicPartition> partitions =
          Objects.requireNonNullElse(consumer.partitionsFor(topic), List.<PartitionInfo>of())
              .stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    return records;
  }
}
