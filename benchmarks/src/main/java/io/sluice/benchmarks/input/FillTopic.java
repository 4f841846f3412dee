package io.sluice.benchmarks.input;

import io.sluice.benchmarks.contest.ContestException;
import io.sluice.loganalytics.parse.ByteScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the lines of a file to a topic, block by block to one partition after the other. */
public final class FillTopic {
  private static final String LARGE_BATCH = String.valueOf(1 << 20);

  private FillTopic() {}

  public static void with(Path file, String topic, int partitions, String bootstrapServers)
      throws IOException {
    AtomicReference<Exception> failure = new AtomicReference<>();
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (LineBlockReader reader = new LineBlockReader(file, 0, Files.size(file));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings(bootstrapServers), bytes, bytes)) {
      int partition = 0;
      for (LineBlock block = reader.next(); block != null; block = reader.next()) {
        int to = partition;
        eachLine(
            block,
            line ->
                producer.send(
                    new ProducerRecord<>(topic, to, null, line),
                    (metadata, exception) -> failure.compareAndSet(null, exception)));
        partition = (partition + 1) % partitions;
      }
    }
    if (failure.get() != null) {
      throw new ContestException("the topic " + topic + " cannot be filled", failure.get());
    }
  }

  private static void eachLine(LineBlock block, java.util.function.Consumer<byte[]> sink) {
    int from = 0;
    while (from < block.length) {
      int end = ByteScan.find(block.bytes, from, block.length, '\n');
      sink.accept(Arrays.copyOfRange(block.bytes, from, end));
      from = end + 1;
    }
  }

  private static Map<String, Object> settings(String bootstrapServers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ProducerConfig.LINGER_MS_CONFIG,
        "20",
        ProducerConfig.BATCH_SIZE_CONFIG,
        LARGE_BATCH,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        "8388608",
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        // A busy machine may let the broker wait for its turn; nothing here is in a hurry.
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        "300000",
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        "900000",
        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
        "1");
  }
}
