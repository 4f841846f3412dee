package io.sluice.common.source.kafka;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.kafka.BrokerLimits;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.SourcePort;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A topic as the input of a pipeline. Every partition has a watermark of its own. Offsets live in
 * the checkpoints; they are also committed to the group, for lag monitors and for a start without a
 * checkpoint. New partitions are found while the job runs and read from their beginning.
 *
 * <p>The arrival of a record is its timestamp in the topic: the broker's clock where the topic has
 * {@code message.timestamp.type=LogAppendTime}, else the producer's.
 *
 * <p>Attaching asks the brokers whether the topic is there and refuses with a {@link
 * io.sluice.common.config.SettingsException} where it is not.
 */
public final class KafkaRecordSource implements SourcePort {
  private final KafkaConfig kafka;
  private final String topic;
  private final String groupId;
  private final StartingOffsets start;
  private final boolean readCommitted;
  private final boolean bounded;

  private KafkaRecordSource(
      KafkaConfig kafka,
      String topic,
      String groupId,
      StartingOffsets start,
      boolean readCommitted,
      boolean bounded) {
    this.kafka = Objects.requireNonNull(kafka, "kafka");
    this.topic = Objects.requireNonNull(topic, "topic");
    this.groupId = Objects.requireNonNull(groupId, "groupId");
    this.start = Objects.requireNonNull(start, "start");
    this.readCommitted = readCommitted;
    this.bounded = bounded;
  }

  /**
   * @param groupId whose committed offsets are read and written; one per deployment
   */
  public static KafkaRecordSource of(KafkaConfig kafka, String topic, String groupId) {
    return new KafkaRecordSource(kafka, topic, groupId, StartingOffsets.COMMITTED, false, false);
  }

  public KafkaRecordSource startingAt(StartingOffsets offsets) {
    return new KafkaRecordSource(kafka, topic, groupId, offsets, readCommitted, bounded);
  }

  /** Reads what was committed only: for topics that an exactly-once sink writes. */
  public KafkaRecordSource readCommitted() {
    return new KafkaRecordSource(kafka, topic, groupId, start, true, bounded);
  }

  /** Ends at what the topic holds at start. */
  public KafkaRecordSource bounded() {
    return new KafkaRecordSource(kafka, topic, groupId, start, readCommitted, true);
  }

  @Override
  public <T> DataStream<T> attach(
      StreamExecutionEnvironment environment,
      OperatorId id,
      RecordDecoder<T> decoder,
      WatermarkStrategy<T> watermarks) {
    try (BrokerLimits broker = BrokerLimits.ask(kafka)) {
      broker.requireTopic(topic);
    }
    DecodeRecords<T> decode = new DecodeRecords<>(decoder);
    return environment
        .fromSource(
            new RememberingSource<>(source(decode), decode),
            watermarks,
            id.name(),
            decoder.producedType())
        .uid(id.uid());
  }

  private <T> KafkaSource<T> source(DecodeRecords<T> decode) {
    KafkaSourceBuilder<T> source =
        KafkaSource.<T>builder()
            .setProperties(consumer())
            .setBootstrapServers(kafka.bootstrapServers())
            .setTopics(topic)
            .setGroupId(groupId)
            .setClientIdPrefix(groupId + "-" + topic)
            .setStartingOffsets(start.initializer())
            .setDeserializer(decode);
    if (bounded) {
      source.setBounded(OffsetsInitializer.latest());
    }
    return source.build();
  }

  /** Ours where the user has none; larger fetches read half as much again per second. */
  Properties consumer() {
    Properties properties = new Properties();
    properties.putAll(kafka.clientProperties());
    properties.putIfAbsent("fetch.max.bytes", String.valueOf(16 << 20));
    properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(8 << 20));
    properties.putIfAbsent("max.poll.records", "10000");
    properties.putIfAbsent("receive.buffer.bytes", String.valueOf(1 << 20));
    if (!bounded) {
      properties.putIfAbsent("partition.discovery.interval.ms", "60000");
    }
    if (readCommitted) {
      properties.setProperty("isolation.level", "read_committed");
    }
    return properties;
  }
}
