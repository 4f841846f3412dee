package io.sluice.common.source.kafka;

import io.sluice.common.reject.RedriveHeaders;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Lets a {@link RecordDecoder} work inside the connector's source. */
final class DecodeRecords<T> implements KafkaRecordDeserializationSchema<T> {
  private static final long serialVersionUID = 1L;
  private static final byte[] TOMBSTONE = {};

  private final RecordDecoder<T> decoder;

  DecodeRecords(RecordDecoder<T> decoder) {
    this.decoder = decoder;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder.open(context.getMetricGroup());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
    decoder.decode(
        new RawRecord(
            record.value() == null ? TOMBSTONE : record.value(),
            record.topic(),
            record.partition(),
            record.offset(),
            arrival(record),
            Long.MAX_VALUE,
            RedriveHeaders.origin(record.headers())),
        out);
  }

  /** See {@link RecordDecoder#memory}. */
  byte[] memory(String topic, int partition) {
    return decoder.memory(topic, partition);
  }

  /** See {@link RecordDecoder#recall}. */
  void recall(String topic, int partition, byte[] memory) {
    decoder.recall(topic, partition, memory);
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return decoder.producedType();
  }

  private static long arrival(ConsumerRecord<byte[], byte[]> record) {
    return record.timestampType() == TimestampType.NO_TIMESTAMP_TYPE
        ? RawRecord.NO_ARRIVAL
        : record.timestamp();
  }
}
