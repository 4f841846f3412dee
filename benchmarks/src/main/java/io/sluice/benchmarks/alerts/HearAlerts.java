package io.sluice.benchmarks.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.playground.demo.LatencySamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads alerts as they come and takes down how long each took, from the sending of the last event
 * that it follows from to its arrival here.
 */
public final class HearAlerts implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final String topic;
  private final String bootstrapServers;
  private volatile LatencySamples samples = new LatencySamples();
  private volatile boolean over;

  public HearAlerts(String topic, String bootstrapServers) {
    this.topic = topic;
    this.bootstrapServers = bootstrapServers;
  }

  /** What was heard since it was last asked. */
  public LatencySamples take() {
    LatencySamples taken = samples;
    samples = new LatencySamples();
    return taken;
  }

  public void stop() {
    over = true;
  }

  @Override
  public void run() {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream().map(HearAlerts::partition).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!over) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
          hear(record.value(), System.currentTimeMillis());
        }
      }
    }
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  private void hear(byte[] alert, long now) {
    try {
      long sent = Long.MIN_VALUE;
      for (JsonNode eventId : JSON.readTree(alert).path("evidence")) {
        sent = Math.max(sent, SpeakLive.sentAt(eventId.asText()));
      }
      if (sent != Long.MIN_VALUE) {
        samples.add(sent, now);
      }
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }
}
