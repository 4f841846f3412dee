package io.sluice.common.reject;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.sink.kafka.BrokerLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Puts the dead letters of a topic back in, up to the end that the topic has at the start: the
 * original bytes, into the partition they came from where it is there, with the headers of {@link
 * RedriveHeaders}. What was put back and the consumer group's progress are one transaction, so a
 * run that dies and a second run send nothing twice, whatever their filters; only readers that do
 * not read committed records may see what a dying run took back, under the same identity.
 */
public final class RedriveTopic {
  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConfig kafka;
  private final String topic;
  private final String group;
  private final RedriveFilter filter;
  private final Optional<String> target;

  /**
   * @param group whose progress is read and kept; one run at a time
   * @param target where the letters go; to the topics they came from where empty
   */
  public RedriveTopic(
      KafkaConfig kafka,
      String topic,
      String group,
      RedriveFilter filter,
      Optional<String> target) {
    this.kafka = kafka;
    this.topic = topic;
    this.group = group;
    this.filter = filter;
    this.target = target;
  }

  /**
   * @param limit letters to send at most
   * @param dry only count what would be sent
   * @param progress told how many were sent, after each batch
   */
  public RedriveReport run(long limit, boolean dry, Consumer<RedriveReport> progress) {
    try (BrokerLimits broker = BrokerLimits.ask(kafka)) {
      broker.requireTopic(topic);
    }
    try (KafkaConsumer<byte[], byte[]> letters = consumer();
        LetterSender sender = dry ? LetterSender.NOBODY : new TransactionalSender(kafka, group)) {
      return new Run(letters, sender, limit, progress).toTheEnd();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties settings = kafka.clientProperties();
    settings.setProperty("group.id", group);
    settings.setProperty("enable.auto.commit", "false");
    settings.setProperty("auto.offset.reset", "earliest");
    settings.setProperty("isolation.level", "read_committed");
    settings.putIfAbsent("default.api.timeout.ms", "30000");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
    return new DeadLetter(
        RedriveHeaders.text(record.headers(), DeadLetterEncoder.CONNECT + "stage"),
        RedriveHeaders.text(record.headers(), DeadLetterEncoder.REASON),
        record.timestamp(),
        RedriveHeaders.origin(record.headers()),
        record.headers().lastHeader("sluice.truncated-from") != null,
        record.value() == null ? new byte[0] : record.value());
  }

  /** One run over what the topic holds. */
  private final class Run {
    private final KafkaConsumer<byte[], byte[]> letters;
    private final LetterSender sender;
    private final long limit;
    private final Consumer<RedriveReport> progress;
    private final RedriveReport report = new RedriveReport();
    private final Map<TopicPartition, SentLetters> done = new HashMap<>();
    private Map<TopicPartition, Long> ends;
    private int inBatch;

    Run(
        KafkaConsumer<byte[], byte[]> letters,
        LetterSender sender,
        long limit,
        Consumer<RedriveReport> progress) {
      this.letters = letters;
      this.sender = sender;
      this.limit = limit;
      this.progress = progress;
    }

    RedriveReport toTheEnd() {
      begin();
      while (!over()) {
        for (ConsumerRecord<byte[], byte[]> record : letters.poll(POLL)) {
          if (report.sent() < limit) {
            take(record);
          }
        }
        if (inBatch >= BATCH) {
          commit();
        }
      }
      commit();
      return report;
    }

    private void begin() {
      List<PartitionInfo> known = letters.partitionsFor(topic);
      if (known == null || known.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no topic " + topic + " at " + kafka.bootstrapServers());
      }
      List<TopicPartition> partitions =
          known.stream().map(each -> new TopicPartition(topic, each.partition())).toList();
      letters.assign(partitions);
      ends = letters.endOffsets(partitions);
      Map<TopicPartition, Long> beginnings = letters.beginningOffsets(partitions);
      Map<TopicPartition, OffsetAndMetadata> committed =
          letters.committed(Map.copyOf(ends).keySet());
      for (TopicPartition partition : partitions) {
        SentLetters sent = SentLetters.of(committed.get(partition), beginnings.get(partition));
        done.put(partition, sent);
        letters.seek(partition, sent.from());
      }
    }

    private boolean over() {
      return report.sent() >= limit
          || ends.entrySet().stream()
              .allMatch(end -> letters.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      SentLetters sent = done.get(partition);
      if (record.offset() >= ends.get(partition)) {
        return;
      }
      if (sent.wasSent(record.offset())) {
        sent.passed(record.offset());
        return;
      }
      DeadLetter letter = letter(record);
      Optional<String> kept = filter.keeps(letter).or(() -> homeless(letter));
      if (kept.isPresent()) {
        report.left(kept.get());
        sent.left(record.offset());
        return;
      }
      sender.send(letter, target);
      report.sent(letter);
      sent.sent(record.offset());
      inBatch++;
    }

    private Optional<String> homeless(DeadLetter letter) {
      return letter.origin() == null && target.isEmpty()
          ? Optional.of("without a header that says where it came from: give --to")
          : Optional.empty();
    }

    private void commit() {
      Map<TopicPartition, OffsetAndMetadata> progressOfAll = new HashMap<>();
      done.forEach((partition, sent) -> progressOfAll.put(partition, sent.toCommit()));
      sender.commit(progressOfAll);
      inBatch = 0;
      progress.accept(report);
    }
  }
}
