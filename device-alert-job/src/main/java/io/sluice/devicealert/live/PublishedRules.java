package io.sluice.devicealert.live;

import io.sluice.common.config.KafkaConfig;
import io.sluice.devicealert.rule.RuleChange;
import io.sluice.devicealert.rule.RuleLimits;
import io.sluice.devicealert.rule.RulePublication;
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
 * The rules that are published when the job is submitted. What is wrong with one is told when the
 * job itself reads it again.
 */
final class PublishedRules {
  private static final Duration POLL = Duration.ofMillis(200);

  private PublishedRules() {}

  /**
   * Those that are taken, in the order of publication.
   *
   * @param before the rules of the file
   * @return these and the published ones
   */
  static List<RuleChange> taken(
      List<RulePublication> published, RuleLimits limits, List<RuleChange> before) {
    List<RuleChange> rules = new ArrayList<>(before);
    RuleShelf shelf = new RuleShelf(limits);
    shelf.restore(before);
    published.stream()
        .sorted(Comparator.comparingLong(RulePublication::at))
        .forEach(each -> rules.addAll(shelf.offer(each).changes()));
    return rules;
  }

  /** All that a topic holds. */
  static List<RulePublication> ofTopic(KafkaConfig kafka, String topic) {
    List<RulePublication> published = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(kafka, topic)) {
      if (record.value() != null && record.value().length > 0) {
        published.add(
            new RulePublication(
                RulePublication.Kind.RECORD,
                new String(record.value(), StandardCharsets.UTF_8),
                topic,
                record.timestamp(),
                null));
      }
    }
    return published;
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
