package io.sluice.loganalytics.event;

import java.nio.charset.StandardCharsets;

/**
 * The ids of requests ({@link AccessRequest#eventId()}) as bytes. Requests come in runs of one
 * partition, so what stands before the offset is kept from one to the next. For one thread.
 */
final class EventIdBytes {
  private final JsonBuffer buffer = new JsonBuffer();
  private String topic;
  private int partition;
  private byte[] prefix;
  private byte[] escapedPrefix;

  /** In UTF-8. */
  byte[] of(AccessRequest request) {
    moveTo(request);
    buffer.clear();
    buffer.raw(prefix);
    buffer.digits(request.offset);
    return buffer.toBytes();
  }

  /** As the inside of a JSON text. */
  void write(AccessRequest request, JsonBuffer json) {
    moveTo(request);
    json.raw(escapedPrefix);
    json.digits(request.offset);
  }

  private void moveTo(AccessRequest request) {
    if (request.partition == partition && request.topic.equals(topic)) {
      return;
    }
    topic = request.topic;
    partition = request.partition;
    prefix = (topic + '-' + partition + '-').getBytes(StandardCharsets.UTF_8);
    buffer.clear();
    buffer.escaped(prefix, 0, prefix.length);
    escapedPrefix = buffer.toBytes();
  }
}
