package io.sluice.common.sink.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.common.sink.RecordEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a {@link RecordEncoder} speak to the connector, and keeps from the broker what it would
 * refuse, for a refused record fails the job again and again:
 *
 * <ul>
 *   <li>A value larger than the topic takes is shortened by its encoder; the header {@value
 *       #TRUNCATED_FROM} tells its full length. What cannot be shortened is left out, counted and
 *       logged with its key.
 *   <li>A timestamp before 1970 or in the future (brokers refuse more than an hour) gives way to
 *       the time of sending; the event's own time is in the value.
 * </ul>
 *
 * <p>It names the topic: with pooled transactional ids the connector looks there for transactions
 * that a failed run left open.
 */
final class EncodeRecords<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  static final String TRUNCATED_FROM = "sluice.truncated-from";

  /** Room for the fields of the batch and the record, the key and the headers. */
  static final int OVERHEAD_BYTES = 4096;

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(EncodeRecords.class);
  private static final long FUTURE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final int LOGGED_KEY_BYTES = 200;

  private final String topic;
  private final RecordEncoder<T> encoder;
  private final int maxValueBytes;
  private final Clock clock;
  private transient Counter shortened;
  private transient Counter leftOut;

  /**
   * @param maxMessageBytes {@code max.message.bytes} of the topic
   */
  EncodeRecords(String topic, RecordEncoder<T> encoder, int maxMessageBytes, Clock clock) {
    this.topic = topic;
    this.encoder = encoder;
    this.maxValueBytes = Math.max(0, maxMessageBytes - OVERHEAD_BYTES);
    this.clock = clock;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    shortened = context.getMetricGroup().counter("records-shortened");
    leftOut = context.getMetricGroup().counter("records-left-out");
  }

  /** Null means that nothing is sent. */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    byte[] whole = encoder.value(element);
    byte[] value = whole;
    if (tooLarge(whole)) {
      value = encoder.shortened(element, maxValueBytes);
      if (value == null || tooLarge(value)) {
        leaveOut(element, whole.length);
        return null;
      }
      shortened.inc();
    }
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(topic, null, timestamp(element), encoder.key(element), value);
    encoder.headers(element, sent.headers());
    if (value != whole) {
      sent.headers().add(TRUNCATED_FROM, String.valueOf(whole.length).getBytes(US_ASCII));
    }
    return sent;
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }

  private boolean tooLarge(byte[] value) {
    return value != null && value.length > maxValueBytes;
  }

  private Long timestamp(T element) {
    Long timestamp = encoder.timestamp(element);
    return timestamp == null || timestamp < 0 || timestamp > clock.millis() + FUTURE_MILLIS
        ? null
        : timestamp;
  }

  private void leaveOut(T element, int bytes) {
    leftOut.inc();
    byte[] key = encoder.key(element);
    LOG.error(
        "A record of {} bytes is more than topic {} takes and cannot be shortened; key {}",
        bytes,
        topic,
        key == null
            ? "none"
            : new String(key, 0, Math.min(key.length, LOGGED_KEY_BYTES), US_ASCII));
  }
}
