package io.sluice.playground.demo;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads dead letters of one input topic; jobs share the topic that holds them. */
final class DeadLetters {
  private DeadLetters() {}

  /** A letter that does not say where it came from is nameless to all who read. */
  static Consumer<ConsumerRecord<byte[], byte[]>> of(String topic, Found found) {
    return letter -> {
      String from = header(letter, "__connect.errors.topic");
      if (!from.isEmpty() && !from.equals(topic)) {
        return;
      }
      try {
        int partition = Integer.parseInt(header(letter, "__connect.errors.partition"));
        long offset = Long.parseLong(header(letter, "__connect.errors.offset"));
        found.add(partition, offset);
      } catch (NumberFormatException e) {
        found.addNameless();
      }
    };
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
