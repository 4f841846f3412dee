package io.sluice.common.reject;

import io.sluice.common.config.KafkaConfig;
import io.sluice.common.source.RecordOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Letters and the progress of the group in one transaction per batch. */
final class TransactionalSender implements LetterSender {
  private static final int MAX_REQUEST_BYTES = 16 << 20;

  private final String group;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<?>> underWay = new ArrayList<>();
  private final Map<String, Integer> partitions = new HashMap<>();
  private boolean open;

  /** Stops another run of the group that is under way. */
  TransactionalSender(KafkaConfig kafka, String group) {
    this.group = group;
    Properties settings = kafka.clientProperties();
    settings.setProperty("transactional.id", group);
    settings.setProperty("acks", "all");
    settings.setProperty("max.request.size", String.valueOf(MAX_REQUEST_BYTES));
    settings.putIfAbsent("max.block.ms", "30000");
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  @Override
  public void send(DeadLetter letter, Optional<String> target) {
    begin();
    RecordOrigin from = letter.origin();
    String to = target.orElseGet(from::topic);
    RecordHeaders headers = new RecordHeaders();
    Integer partition = null;
    if (from != null) {
      RedriveHeaders.write(
          new RecordOrigin(from.topic(), from.partition(), from.offset(), from.redrives() + 1),
          headers);
      partition = from.partition() < partitionsOf(to) ? from.partition() : null;
    }
    underWay.add(
        producer.send(new ProducerRecord<>(to, partition, null, null, letter.payload(), headers)));
  }

  private int partitionsOf(String to) {
    return partitions.computeIfAbsent(to, each -> producer.partitionsFor(each).size());
  }

  @Override
  public void commit(Map<TopicPartition, OffsetAndMetadata> progress) {
    begin();
    progress.forEach(TransactionalSender::requireRoom);
    try {
      for (Future<?> sent : underWay) {
        sent.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot write: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted, the last batch is taken back", e);
    }
    underWay.clear();
    producer.sendOffsetsToTransaction(progress, new ConsumerGroupMetadata(group));
    producer.commitTransaction();
    open = false;
  }

  private void begin() {
    if (!open) {
      producer.beginTransaction();
      open = true;
    }
  }

  private static void requireRoom(TopicPartition partition, OffsetAndMetadata progress) {
    if (progress.metadata().length() > SentLetters.MOST_CHARACTERS) {
      throw new IllegalStateException(
          "too many letters are left out in between to remember which were sent, the last batch"
              + " is taken back: send those of "
              + partition
              + " from offset "
              + progress.offset()
              + " on without filters, or take another --group");
    }
  }

  @Override
  public void close() {
    try (producer) {
      if (open) {
        producer.abortTransaction();
      }
    }
  }
}
