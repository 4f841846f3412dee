package io.sluice.playground.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Collects what arrives in {@code access-clean} and {@code dead-letters}, by the line it is of. */
final class SinkTopics implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SentLedger ledger;
  private final Clock clock;
  private final Found clean = new Found();
  private final Found dead = new Found();
  private final LatencySamples latency = new LatencySamples();
  private final TopicTail cleanTail;
  private final TopicTail deadTail;

  SinkTopics(String bootstrapServers, Places places, SentLedger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
    this.cleanTail = new TopicTail(bootstrapServers, places.accessClean(), this::readClean);
    this.deadTail =
        new TopicTail(
            bootstrapServers, places.deadLetters(), DeadLetters.of(places.accessLogs(), dead));
  }

  Found clean() {
    cleanTail.requireHealthy();
    return clean;
  }

  Found dead() {
    deadTail.requireHealthy();
    return dead;
  }

  LatencySamples latency() {
    return latency;
  }

  private void readClean(ConsumerRecord<byte[], byte[]> row) {
    try {
      JsonNode request = JSON.readTree(row.value());
      String[] id = request.path("event").path("id").asText().split("-(?=\\d+-\\d+$)|-(?=\\d+$)");
      String requestId = request.path("http").path("request").path("id").asText();
      addClean(Integer.parseInt(id[1]), Long.parseLong(id[2]), requestId);
    } catch (IOException | ArrayIndexOutOfBoundsException | NumberFormatException e) {
      clean.addNameless();
    }
  }

  private void addClean(int partition, long offset, String requestId) {
    clean.add(partition, offset, RequestIds.fingerprint(requestId));
    SentLedger.Entry entry = ledger.at(partition, offset);
    if (entry != null) {
      latency.add(entry.sentAt(), clock.millis());
    }
  }

  @Override
  public void close() {
    cleanTail.close();
    deadTail.close();
  }
}
