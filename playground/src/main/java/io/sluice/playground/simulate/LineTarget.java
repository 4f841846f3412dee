package io.sluice.playground.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where simulated lines go. One thread; a line accepted is there once close has returned. */
interface LineTarget extends AutoCloseable {
  /**
   * @param key of the record in a topic, null for none; a file has none
   * @param timestamp of the record in a topic, epoch milliseconds
   */
  void accept(byte[] key, byte[] value, long timestamp) throws IOException;

  /** Without a key, at its event time. */
  default void accept(LogLine line) throws IOException {
    accept(null, line.value(), line.timestamp());
  }

  @Override
  void close() throws IOException;

  /** A text file, one line a line; gzipped if its name ends in {@code .gz}. */
  static LineTarget file(Path path) throws IOException {
    OutputStream plain = Files.newOutputStream(path);
    OutputStream packed =
        path.toString().endsWith(".gz") ? new GZIPOutputStream(plain, 64 * 1024) : plain;
    return new ToStream(new BufferedOutputStream(packed, 256 * 1024));
  }

  /** A topic; at least once, a line that the broker refuses is an error at the next line. */
  static LineTarget topic(String bootstrap, String topic) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000");
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new ToTopic(new KafkaProducer<>(settings, bytes, bytes), topic);
  }

  /** Writes to a stream. */
  record ToStream(OutputStream stream) implements LineTarget {
    @Override
    public void accept(byte[] key, byte[] value, long timestamp) throws IOException {
      stream.write(value);
      stream.write('\n');
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** Sends to Kafka. */
  record ToTopic(
      Producer<byte[], byte[]> producer, String topic, AtomicReference<Exception> failure)
      implements LineTarget {
    ToTopic(Producer<byte[], byte[]> producer, String topic) {
      this(producer, topic, new AtomicReference<>());
    }

    @Override
    public void accept(byte[] key, byte[] value, long timestamp) throws IOException {
      try {
        producer.send(
            new ProducerRecord<>(topic, null, timestamp, key, value),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
      } catch (KafkaException e) {
        throw new IOException(e.getMessage(), e);
      }
      complain();
    }

    @Override
    public void close() throws IOException {
      producer.flush();
      producer.close();
      complain();
    }

    private void complain() throws IOException {
      Exception found = failure.get();
      if (found != null) {
        throw new IOException("Kafka: " + found.getMessage(), found);
      }
    }
  }
}
