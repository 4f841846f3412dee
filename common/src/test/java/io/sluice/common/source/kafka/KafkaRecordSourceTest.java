package io.sluice.common.source.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.PassThrough;
import io.sluice.common.reject.RedriveHeaders;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.RecordOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaRecordSourceTest {

  @Test
  void readsInLargeFetchesUnlessToldOtherwise() {
    var kafka = new KafkaConfig("broker:9092", PassThrough.of(Map.of("max.poll.records", "7")));

    assertThat(KafkaRecordSource.of(kafka, "access-logs", "log-analytics").consumer())
        .containsEntry("fetch.max.bytes", "16777216")
        .containsEntry("max.partition.fetch.bytes", "8388608")
        .containsEntry("receive.buffer.bytes", "1048576")
        .containsEntry("max.poll.records", "7")
        .doesNotContainKey("isolation.level");
  }

  @Test
  void readsWhatWasCommittedWhereAsked() {
    var kafka = new KafkaConfig("broker:9092", PassThrough.none());

    assertThat(KafkaRecordSource.of(kafka, "access-clean", "reader").readCommitted().consumer())
        .containsEntry("isolation.level", "read_committed");
  }

  @Test
  void handsOverBytesAndPosition() {
    RawRecord raw = decoded(record(new byte[] {7, 8}, 1234L, TimestampType.LOG_APPEND_TIME));

    assertThat(raw.value()).containsExactly(7, 8);
    assertThat(raw.topic()).isEqualTo("access-logs");
    assertThat(raw.partition()).isEqualTo(3);
    assertThat(raw.offset()).isEqualTo(42);
    assertThat(raw.arrival()).isEqualTo(1234);
  }

  @Test
  void aRecordThatWasPutBackInTellsWhereItLayFirst() {
    var record = record(new byte[1], 1234L, TimestampType.CREATE_TIME);
    assertThat(decoded(record).origin()).isNull();

    RecordOrigin first = new RecordOrigin("access-logs", 1, 17, 2);
    RedriveHeaders.write(first, record.headers());

    assertThat(decoded(record).origin()).isEqualTo(first);
    assertThat(decoded(record).partition()).isEqualTo(3);
  }

  @Test
  void headersThatMakeNoSenseTellNothing() {
    for (String offset : List.of("", "-1", "many", "99999999999999999999")) {
      var record = record(new byte[1], 1234L, TimestampType.CREATE_TIME);
      record.headers().add(RedriveHeaders.TOPIC, "access-logs".getBytes(UTF_8));
      record.headers().add(RedriveHeaders.PARTITION, "0".getBytes(UTF_8));
      record.headers().add(RedriveHeaders.OFFSET, offset.getBytes(UTF_8));
      record.headers().add(RedriveHeaders.COUNT, null);

      assertThat(decoded(record).origin()).isNull();
    }
  }

  @Test
  void aTombstoneIsARecordOfLengthNull() {
    assertThat(decoded(record(null, 1234L, TimestampType.CREATE_TIME)).value()).isEmpty();
  }

  @Test
  void aRecordWithoutATimestampHasNoArrival() {
    RawRecord raw = decoded(record(new byte[1], -1L, TimestampType.NO_TIMESTAMP_TYPE));

    assertThat(raw.arrival()).isEqualTo(RawRecord.NO_ARRIVAL);
  }

  private static RawRecord decoded(ConsumerRecord<byte[], byte[]> record) {
    List<RawRecord> decoded = new ArrayList<>();
    new DecodeRecords<>(new AsItIs()).deserialize(record, new ListCollector<>(decoded));
    assertThat(decoded).hasSize(1);
    return decoded.get(0);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte[] value, long timestamp, TimestampType type) {
    return new ConsumerRecord<>(
        "access-logs",
        3,
        42L,
        timestamp,
        type,
        0,
        0,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static final class AsItIs implements RecordDecoder<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void decode(RawRecord raw, Collector<RawRecord> out) {
      out.collect(raw);
    }

    @Override
    public TypeInformation<RawRecord> producedType() {
      return TypeInformation.of(RawRecord.class);
    }
  }
}
