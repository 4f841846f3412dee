package io.sluice.common.reject;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.common.source.RecordOrigin;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What tells where a record lay first, on a dead letter and on a record put back in alike: Kafka
 * Connect's topic, partition and offset, and how often it was put back. A tool that copies a letter
 * with its headers keeps the identity too.
 */
public final class RedriveHeaders {
  public static final String TOPIC = DeadLetterEncoder.CONNECT + "topic";
  public static final String PARTITION = DeadLetterEncoder.CONNECT + "partition";
  public static final String OFFSET = DeadLetterEncoder.CONNECT + "offset";
  public static final String COUNT = "sluice.redrive-count";

  private RedriveHeaders() {}

  /** The origin that the headers name, or null where they name none or make no sense. */
  public static RecordOrigin origin(Headers headers) {
    String topic = text(headers, TOPIC);
    long partition = number(headers, PARTITION, -1);
    long offset = number(headers, OFFSET, -1);
    if (topic == null || topic.isEmpty() || partition < 0 || offset < 0) {
      return null;
    }
    int redrives = (int) Math.min(Integer.MAX_VALUE, Math.max(0, number(headers, COUNT, 0)));
    return partition > Integer.MAX_VALUE
        ? null
        : new RecordOrigin(topic, (int) partition, offset, redrives);
  }

  /** Names the origin on a record that is put back in. */
  public static void write(RecordOrigin origin, Headers headers) {
    put(headers, TOPIC, origin.topic());
    put(headers, PARTITION, String.valueOf(origin.partition()));
    put(headers, OFFSET, String.valueOf(origin.offset()));
    put(headers, COUNT, String.valueOf(origin.redrives()));
  }

  /** A header as text, or null where it is missing. */
  static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static long number(Headers headers, String name, long otherwise) {
    String text = text(headers, name);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static void put(Headers headers, String name, String text) {
    headers.remove(name);
    headers.add(name, text.getBytes(UTF_8));
  }
}
