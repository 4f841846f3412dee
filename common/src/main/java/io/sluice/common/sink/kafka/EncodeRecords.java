package io.sluice.common.sink.kafka;

import io.sluice.common.sink.RecordEncoder;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Lets a {@link RecordEncoder} speak to the connector, and names the topic: with pooled
 * transactional ids the connector looks there for transactions that a failed run left open.
 */
final class EncodeRecords<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final RecordEncoder<T> encoder;

  EncodeRecords(String topic, RecordEncoder<T> encoder) {
    this.topic = topic;
    this.encoder = encoder;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(
            topic, null, encoder.timestamp(element), encoder.key(element), encoder.value(element));
    encoder.headers(element, sent.headers());
    return sent;
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }
}
