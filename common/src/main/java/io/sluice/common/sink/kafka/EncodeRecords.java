package io.sluice.common.sink.kafka;

import io.sluice.common.sink.RecordEncoder;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Lets a {@link RecordEncoder} speak to the connector. */
final class EncodeRecords<T> implements KafkaRecordSerializationSchema<T> {
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
}
