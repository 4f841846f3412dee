package io.sluice.common.sink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.sink.RecordEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EncodeRecordsTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final int TAKES = EncodeRecords.OVERHEAD_BYTES + 10;

  @Test
  void sendsKeyValueAndTimestamp() {
    ProducerRecord<byte[], byte[]> sent = sent(new Words(NOW.toEpochMilli() - 5), "0123456789");

    assertThat(sent.topic()).isEqualTo("words");
    assertThat(sent.key()).asString(UTF_8).isEqualTo("0");
    assertThat(sent.value()).asString(UTF_8).isEqualTo("0123456789");
    assertThat(sent.timestamp()).isEqualTo(NOW.toEpochMilli() - 5);
    assertThat(sent.headers()).isEmpty();
  }

  @Test
  void shortensWhatTheTopicDoesNotTake() {
    ProducerRecord<byte[], byte[]> sent = sent(new Words(null), "0123456789-");

    assertThat(sent.value()).asString(UTF_8).isEqualTo("0123456789");
    assertThat(sent.headers().lastHeader("sluice.truncated-from").value())
        .asString(UTF_8)
        .isEqualTo("11");
  }

  @Test
  void leavesOutWhatCannotBeShortened() {
    assertThat(sent(text -> text.getBytes(UTF_8), "0123456789-")).isNull();
  }

  @Test
  void timestampsThatABrokerRefusesGiveWayToTheTimeOfSending() {
    assertThat(sent(new Words(-1L), "a").timestamp()).isNull();
    assertThat(sent(new Words(NOW.toEpochMilli() + 60_001), "a").timestamp()).isNull();
    assertThat(sent(new Words(NOW.toEpochMilli() + 60_000), "a").timestamp()).isNotNull();
    assertThat(sent(new Words(0L), "a").timestamp()).isZero();
  }

  private static ProducerRecord<byte[], byte[]> sent(RecordEncoder<String> encoder, String word) {
    var encode = new EncodeRecords<>("words", encoder, TAKES, Clock.fixed(NOW, ZoneOffset.UTC));
    encode.open(new Metrics(), null);
    return encode.serialize(word, null, 77L);
  }

  private record Words(Long at) implements RecordEncoder<String> {
    @Override
    public byte[] value(String word) {
      return word.getBytes(UTF_8);
    }

    @Override
    public byte[] key(String word) {
      return word.substring(0, 1).getBytes(UTF_8);
    }

    @Override
    public Long timestamp(String word) {
      return at;
    }

    @Override
    public byte[] shortened(String word, int maxBytes) {
      return word.substring(0, maxBytes).getBytes(UTF_8);
    }
  }

  private static final class Metrics implements SerializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
  }
}
