package io.sluice.common.sink.kafka;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.RecordEncoder;
import io.sluice.common.sink.SinkPort;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * A topic as the output of a pipeline. The guarantee has no default:
 *
 * <ul>
 *   <li>at least once: records are out when the barrier passes; after a restart some come twice.
 *   <li>exactly once: records become visible to readers with {@code isolation.level=read_committed}
 *       when their checkpoint completes, so one checkpoint interval late. Nothing is lost if the
 *       job is back within {@code transaction.timeout.ms}.
 *   <li>none: refused.
 * </ul>
 *
 * <p>Attaching asks the brokers whether the topic is there, how large a record it takes and whether
 * they grant the transactions, and refuses with a {@link
 * io.sluice.common.config.SettingsException}. A record larger than the topic takes is shortened,
 * see {@link RecordEncoder#shortened}; the header {@code sluice.truncated-from} tells its full
 * length.
 *
 * @param <T> what it takes
 */
public final class KafkaRecordSink<T> implements SinkPort<T> {
  /** What the producer sends at most; the topic may take less. */
  static final int MAX_REQUEST_BYTES = 16 << 20;

  private final KafkaConfig kafka;
  private final String topic;
  private final DeliveryGuarantee guarantee;
  private final String transactionalIdPrefix;
  private final RecordEncoder<T> encoder;
  private final Properties producer;

  private KafkaRecordSink(Builder<T> builder) {
    this.kafka = builder.kafka;
    this.topic = builder.topic;
    this.guarantee = builder.guarantee;
    this.transactionalIdPrefix = builder.transactionalIdPrefix;
    this.encoder = builder.encoder;
    this.producer = ProducerSettings.from(kafka.clientProperties(), guarantee);
  }

  /**
   * @param topic where the records go; it must be there
   * @param guarantee at least once or exactly once
   */
  public static <T> Builder<T> to(
      KafkaConfig kafka, String topic, DeliveryGuarantee guarantee, RecordEncoder<T> encoder) {
    return new Builder<>(kafka, topic, guarantee, encoder);
  }

  @Override
  public void attach(DataStream<T> stream, OperatorId id) {
    verify(stream.getExecutionEnvironment().getCheckpointConfig());
    stream.sinkTo(sink(askBrokers())).uid(id.uid()).name(id.name());
  }

  /**
   * @param maxMessageBytes what the topic takes
   */
  KafkaSink<T> sink(int maxMessageBytes) {
    int maxBytes = Math.min(maxMessageBytes, MAX_REQUEST_BYTES);
    KafkaSinkBuilder<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(producer)
            .setBootstrapServers(kafka.bootstrapServers())
            .setDeliveryGuarantee(guarantee)
            .setRecordSerializer(new EncodeRecords<>(topic, encoder, maxBytes, Clock.systemUTC()));
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      // Incrementing names would leave the brokers a name per subtask and checkpoint for a week.
      sink.setTransactionalIdPrefix(transactionalIdPrefix)
          .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING);
    }
    return sink.build();
  }

  private void verify(CheckpointConfig checkpoints) {
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
      TransactionRules.requireCheckpoints(checkpoints.isCheckpointingEnabled());
      TransactionRules.requireLongerThanCheckpoints(
          transactionTimeout(),
          Duration.ofMillis(checkpoints.getCheckpointInterval()),
          Duration.ofMillis(checkpoints.getCheckpointTimeout()));
    }
  }

  /** The size that the topic takes, once the brokers agree to the guarantee. */
  private int askBrokers() {
    try (BrokerLimits broker = BrokerLimits.ask(kafka)) {
      int maxMessageBytes = broker.maxMessageBytes(topic);
      if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
        TransactionRules.requireGranted(transactionTimeout(), broker.maxTransactionTimeout());
      }
      return maxMessageBytes;
    }
  }

  private Duration transactionTimeout() {
    return Duration.ofMillis(Long.parseLong(producer.getProperty("transaction.timeout.ms")));
  }

  /** Collects what a sink needs and refuses what does not fit together. */
  public static final class Builder<T> {
    private final KafkaConfig kafka;
    private final String topic;
    private final DeliveryGuarantee guarantee;
    private final RecordEncoder<T> encoder;
    private String transactionalIdPrefix;

    private Builder(
        KafkaConfig kafka, String topic, DeliveryGuarantee guarantee, RecordEncoder<T> encoder) {
      this.kafka = Objects.requireNonNull(kafka, "kafka");
      this.topic = Objects.requireNonNull(topic, "topic");
      this.guarantee = Objects.requireNonNull(guarantee, "guarantee");
      this.encoder = Objects.requireNonNull(encoder, "encoder");
    }

    /**
     * Names the transactions; used where the guarantee is exactly once. Unique in the Kafka cluster
     * for the output of this deployment: two sinks with one prefix abort each other's transactions.
     * Kept over restarts, or what a failed run left open blocks readers until its timeout.
     */
    public Builder<T> transactionalIdPrefix(String prefix) {
      this.transactionalIdPrefix = prefix;
      return this;
    }

    public KafkaRecordSink<T> build() {
      if (guarantee == DeliveryGuarantee.NONE) {
        throw new IllegalArgumentException(
            "Topic "
                + topic
                + ": a sink without a guarantee loses records when a broker or the job restarts;"
                + " take AT_LEAST_ONCE or EXACTLY_ONCE");
      }
      if (guarantee == DeliveryGuarantee.EXACTLY_ONCE
          && (transactionalIdPrefix == null || transactionalIdPrefix.isBlank())) {
        throw new IllegalArgumentException(
            "Topic "
                + topic
                + ": exactly once needs a transactionalIdPrefix that no other sink of the Kafka"
                + " cluster uses, or two sinks would abort each other's transactions");
      }
      return new KafkaRecordSink<>(this);
    }
  }
}
