package io.sluice.playground.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.config.SettingsException;
import io.sluice.common.reject.DeadLetterSink;
import io.sluice.common.reject.Rejected;
import io.sluice.common.runtime.OperatorId;
import io.sluice.common.sink.kafka.KafkaRecordSink;
import io.sluice.common.source.RawRecord;
import io.sluice.common.source.RecordDecoder;
import io.sluice.common.source.kafka.KafkaRecordSource;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.testing.Parts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics as ports, against a real broker. */
@ExtendWith(Parts.class)
class KafkaRecordsITCase {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final OperatorId READ = OperatorId.of("read-lines");
  private static final OperatorId WRITE = OperatorId.of("write-lines");

  @Test
  void exactlyOnceThroughAFailure(KafkaBroker broker) throws Exception {
    broker.createTopic("once-in", 2);
    broker.createTopic("once-out", 2);
    List<String> lines = IntStream.range(0, 4_000).mapToObj(n -> "line-" + n).toList();
    StreamExecutionEnvironment environment = LocalJobs.restarting(2);
    exactlyOnce(Topics.config(broker), "once-out")
        .attach(
            lines(environment, Topics.config(broker), "once-in")
                .map(new FailAfterACheckpoint())
                .uid("fail-once"),
            WRITE);
    JobClient job = environment.executeAsync();
    try {
      Topics.write(broker, "once-in", lines.subList(0, 2_000));
      Topics.readCommitted(broker, "once-out", 2_000);
      Topics.write(broker, "once-in", List.of(FailAfterACheckpoint.FUSE));
      Topics.write(broker, "once-in", lines.subList(2_000, 4_000));

      List<String> expected = new ArrayList<>(lines);
      expected.add(FailAfterACheckpoint.FUSE);
      assertThat(texts(Topics.readCommitted(broker, "once-out", 4_001)))
          .containsExactlyInAnyOrderElementsOf(expected);
    } finally {
      job.cancel().get();
    }
  }

  @Test
  void whatADecoderRemembersOfItsPartitionsSurvivesAFailure(KafkaBroker broker) throws Exception {
    broker.createTopic("headers-in", 1);
    broker.createTopic("headers-out", 1);
    StreamExecutionEnvironment environment = LocalJobs.restarting(1);
    exactlyOnce(Topics.config(broker), "headers-out")
        .attach(
            KafkaRecordSource.of(Topics.config(broker), "headers-in", "headers-in")
                .attach(environment, READ, new BehindHeaders(), WatermarkStrategy.noWatermarks())
                .map(new FailAfterACheckpoint())
                .uid("fail-once"),
            WRITE);
    JobClient job = environment.executeAsync();
    try {
      Topics.write(broker, "headers-in", List.of("#one", "a", "#two", "b"));
      Topics.readCommitted(broker, "headers-out", 2);
      Topics.write(broker, "headers-in", List.of("fuse", "c"));

      assertThat(texts(Topics.readCommitted(broker, "headers-out", 4)))
          .containsExactly("one a", "two b", "fuse", "two c");
    } finally {
      job.cancel().get();
    }
  }

  @Test
  void exactlyOnceThroughARestartOfTheBroker(KafkaBroker broker) throws Exception {
    broker.createTopic("restart-in", 2);
    broker.createTopic("restart-out", 2);
    List<String> lines = IntStream.range(0, 3_000).mapToObj(n -> "line-" + n).toList();
    StreamExecutionEnvironment environment = LocalJobs.restarting(2);
    exactlyOnce(Topics.config(broker), "restart-out")
        .attach(lines(environment, Topics.config(broker), "restart-in"), WRITE);
    JobClient job = environment.executeAsync();
    try {
      Topics.write(broker, "restart-in", lines.subList(0, 1_000));
      Topics.readCommitted(broker, "restart-out", 1_000);
      Topics.write(broker, "restart-in", lines.subList(1_000, 2_000));
      broker.kill();
      broker.start();
      Topics.write(broker, "restart-in", lines.subList(2_000, 3_000));

      assertThat(texts(Topics.readCommitted(broker, "restart-out", 3_000)))
          .containsExactlyInAnyOrderElementsOf(lines);
    } finally {
      job.cancel().get();
    }
  }

  @Test
  void commitsItsOffsetsSoThatTheNextJobGoesOn(KafkaBroker broker) throws Exception {
    broker.createTopic("offsets-in", 1);
    broker.createTopic("offsets-out", 1);
    Topics.write(broker, "offsets-in", List.of("a", "b", "c"));
    JobClient first = copy(broker, "offsets-in", "offsets-out");
    Topics.readCommitted(broker, "offsets-out", 3);
    try (Admin admin = broker.admin()) {
      Await.until(
          "the group has committed",
          LIMIT,
          () ->
              admin
                  .listConsumerGroupOffsets("offsets-in")
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .values()
                  .stream()
                  .anyMatch(offset -> offset.offset() == 3));
    }
    first.cancel().get();

    JobClient second = copy(broker, "offsets-in", "offsets-out");
    Topics.write(broker, "offsets-in", List.of("d"));
    try {
      assertThat(texts(Topics.readCommitted(broker, "offsets-out", 4)))
          .containsExactly("a", "b", "c", "d");
    } finally {
      second.cancel().get();
    }
  }

  @Test
  void deadLettersKeepTheOriginalBytes(KafkaBroker broker) throws Exception {
    broker.createTopic("garbage", 1, Map.of("max.message.bytes", "4000000"));
    broker.createTopic("dead", 1, Map.of("max.message.bytes", "1000000"));
    List<byte[]> garbage =
        List.of(new byte[] {0, -1, 10, 13}, new byte[0], noise(900_000), noise(3_000_000));
    Topics.writeBytes(broker, "garbage", garbage);
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    DeadLetterSink.to(Topics.config(broker), "dead", "log-analytics", RejectAll.class)
        .attach(
            KafkaRecordSource.of(Topics.config(broker), "garbage", "garbage")
                .bounded()
                .attach(environment, READ, new RejectAll(), WatermarkStrategy.noWatermarks()),
            WRITE);
    environment.execute();

    List<ConsumerRecord<byte[], byte[]>> letters = Topics.readCommitted(broker, "dead", 4);
    assertThat(letters.get(0).value()).isEqualTo(garbage.get(0));
    assertThat(letters.get(1).value()).isEmpty();
    assertThat(letters.get(2).value()).isEqualTo(garbage.get(2));
    assertThat(letters.get(3).value()).hasSizeBetween(900_000, 1_000_000);
    assertThat(headers(letters.get(0)))
        .containsEntry("__connect.errors.topic", "garbage")
        .containsEntry("__connect.errors.partition", "0")
        .containsEntry("__connect.errors.offset", "0")
        .containsEntry("sluice.event-id", "garbage-0-0")
        .doesNotContainKey("sluice.truncated-from");
    assertThat(headers(letters.get(3))).containsEntry("sluice.truncated-from", "3000000");
  }

  @Test
  void refusesWhatTheBrokerWouldNotGrant(KafkaBroker broker) {
    broker.createTopic("granted", 1);
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    KafkaConfig anHour = Topics.config(broker, Map.of("transaction.timeout.ms", "3600000"));

    assertThatThrownBy(
            () ->
                exactlyOnce(anHour, "granted")
                    .attach(environment.fromData("a").uid("read-lines"), WRITE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("transaction.max.timeout.ms = 900000");
  }

  @Test
  void refusesTransactionsShorterThanACheckpoint(KafkaBroker broker) {
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    KafkaConfig halfAMinute = Topics.config(broker, Map.of("transaction.timeout.ms", "30000"));

    assertThatThrownBy(
            () ->
                exactlyOnce(halfAMinute, "granted")
                    .attach(environment.fromData("a").uid("read-lines"), WRITE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("60200 ms");
  }

  @Test
  void namesATopicThatIsNotThere(KafkaBroker broker) {
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);

    assertThatThrownBy(() -> lines(environment, Topics.config(broker), "no-such-topic"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no-such-topic")
        .hasMessageContaining("does not have");
  }

  private static JobClient copy(KafkaBroker broker, String from, String to) throws Exception {
    StreamExecutionEnvironment environment = LocalJobs.withoutRestart(1);
    KafkaRecordSink.<String>to(
            Topics.config(broker), to, DeliveryGuarantee.AT_LEAST_ONCE, KafkaRecordsITCase::utf8)
        .build()
        .attach(lines(environment, Topics.config(broker), from), WRITE);
    return environment.executeAsync();
  }

  private static DataStream<String> lines(
      StreamExecutionEnvironment environment, KafkaConfig kafka, String topic) {
    return KafkaRecordSource.of(kafka, topic, topic)
        .readCommitted()
        .attach(environment, READ, new Lines(), WatermarkStrategy.noWatermarks());
  }

  private static KafkaRecordSink<String> exactlyOnce(KafkaConfig kafka, String topic) {
    return KafkaRecordSink.<String>to(
            kafka, topic, DeliveryGuarantee.EXACTLY_ONCE, KafkaRecordsITCase::utf8)
        .transactionalIdPrefix("test-" + topic)
        .build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  private static final class Lines implements RecordDecoder<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void decode(RawRecord raw, Collector<String> out) {
      out.collect(new String(raw.value(), UTF_8));
    }

    @Override
    public TypeInformation<String> producedType() {
      return TypeInformation.of(String.class);
    }
  }

  /** Puts the last header of its partition before each line. */
  private static final class BehindHeaders implements RecordDecoder<String> {
    private static final long serialVersionUID = 1L;
    private transient Map<Integer, String> headers;

    @Override
    public void open(MetricGroup metrics) {
      headers = new HashMap<>();
    }

    @Override
    public void decode(RawRecord raw, Collector<String> out) {
      String line = new String(raw.value(), UTF_8);
      if (line.startsWith("#")) {
        headers.put(raw.partition(), line.substring(1));
      } else {
        out.collect(line.equals(FailAfterACheckpoint.FUSE) ? line : behind(raw.partition(), line));
      }
    }

    private String behind(int partition, String line) {
      return headers.get(partition) + " " + line;
    }

    @Override
    public byte[] memory(String topic, int partition) {
      return headers.containsKey(partition) ? utf8(headers.get(partition)) : null;
    }

    @Override
    public void recall(String topic, int partition, byte[] memory) {
      headers.put(partition, new String(memory, UTF_8));
    }

    @Override
    public TypeInformation<String> producedType() {
      return TypeInformation.of(String.class);
    }
  }

  private static final class RejectAll implements RecordDecoder<Rejected> {
    private static final long serialVersionUID = 1L;

    @Override
    public void decode(RawRecord raw, Collector<Rejected> out) {
      out.collect(
          new Rejected(
              "parse",
              "garbage",
              "nobody understands this",
              raw.topic(),
              raw.partition(),
              raw.offset(),
              raw.arrival(),
              null,
              raw.value()));
    }

    @Override
    public TypeInformation<Rejected> producedType() {
      return TypeInformation.of(Rejected.class);
    }
  }

  /** Fails in the first attempt some records after the fuse, with transactions open. */
  private static final class FailAfterACheckpoint extends RichMapFunction<String, String>
      implements CheckpointListener {
    static final String FUSE = "fuse";
    private static final long serialVersionUID = 1L;

    private transient boolean first;
    private transient boolean lit;

    @Override
    public void open(OpenContext context) {
      first = getRuntimeContext().getTaskInfo().getAttemptNumber() == 0;
    }

    @Override
    public String map(String line) {
      lit |= first && line.equals(FUSE);
      return line;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      if (lit) {
        throw new IllegalStateException("The fuse has burnt down");
      }
    }
  }
}
