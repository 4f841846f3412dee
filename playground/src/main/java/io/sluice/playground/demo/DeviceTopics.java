package io.sluice.playground.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.devicealert.rule.RuleDocuments;
import io.sluice.playground.fleet.DeviceRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads what device alerts writes to topics, as its readers would, and tells who was sent out.
 *
 * <p>The latency of an alert is the time from the sending of the last of its evidence to the time
 * at which the message has been read here. Only alerts of rules that an event opens have one: a
 * deadline is not sent, and sequences wait for the watermark.
 */
final class DeviceTopics implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DeviceLedger ledger;
  private final Dispatched dispatched;
  private final String deviceEvents;
  private final boolean keeps;
  private final Clock clock;
  private final FoundMessages alerts = new FoundMessages();
  private final FoundMessages dispatches = new FoundMessages();
  private final Found late = new Found();
  private final Found dead = new Found();
  private final AtomicLong alertsRead = new AtomicLong();
  private final AtomicLong dispatchesRead = new AtomicLong();
  private final LatencySamples latency = new LatencySamples();
  private final Set<String> rules =
      DeviceRules.rules().stream().map(RuleDocuments.Entry::id).collect(Collectors.toSet());
  private final List<TopicTail> tails = new ArrayList<>();

  /** Somebody was sent to a device. */
  @FunctionalInterface
  interface Dispatched {
    void to(String deviceId, String alertId, long seenAt);
  }

  /**
   * @param keeps whether all that is found is kept for the balance
   */
  DeviceTopics(
      String bootstrapServers,
      Places places,
      DeviceLedger ledger,
      Dispatched dispatched,
      boolean keeps,
      Clock clock) {
    this.ledger = ledger;
    this.dispatched = dispatched;
    this.deviceEvents = places.devices().deviceEvents();
    this.keeps = keeps;
    this.clock = clock;
    DevicePlaces devices = places.devices();
    tails.add(new TopicTail(bootstrapServers, devices.deviceAlerts(), this::readAlert));
    tails.add(new TopicTail(bootstrapServers, devices.deviceDispatches(), this::readSent));
    if (keeps) {
      Consumer<ConsumerRecord<byte[], byte[]>> letters = DeadLetters.of(deviceEvents, dead);
      tails.add(new TopicTail(bootstrapServers, places.lateEvents(), this::readLate));
      tails.add(new TopicTail(bootstrapServers, places.deadLetters(), letters));
    }
  }

  FoundMessages alerts() {
    requireHealthy();
    return alerts;
  }

  FoundMessages dispatches() {
    requireHealthy();
    return dispatches;
  }

  Found late() {
    requireHealthy();
    return late;
  }

  Found dead() {
    requireHealthy();
    return dead;
  }

  LatencySamples latency() {
    return latency;
  }

  long alertsRead() {
    return alertsRead.get();
  }

  long dispatchesRead() {
    return dispatchesRead.get();
  }

  private void requireHealthy() {
    tails.forEach(TopicTail::requireHealthy);
  }

  private void readAlert(ConsumerRecord<byte[], byte[]> row) {
    long now = clock.millis();
    alertsRead.incrementAndGet();
    JsonNode alert = message(row, alerts);
    if (keeps && alert.path("action").asText().equals("RAISE")) {
      time(alert, now);
    }
  }

  private void readSent(ConsumerRecord<byte[], byte[]> row) {
    long now = clock.millis();
    dispatchesRead.incrementAndGet();
    JsonNode dispatch = message(row, dispatches);
    if (dispatch.path("action").asText().equals("DISPATCH")) {
      dispatched.to(dispatch.path("deviceId").asText(), dispatch.path("alertId").asText(), now);
    }
  }

  private JsonNode message(ConsumerRecord<byte[], byte[]> row, FoundMessages found) {
    try {
      JsonNode json = JSON.readTree(row.value());
      if (keeps) {
        found.add(
            new FoundMessages.Message(
                json.path("deviceId").asText(),
                json.path("alertId").asText(),
                json.path("action").asText(),
                json.path("reason").asText()),
            id(row));
      }
      return json;
    } catch (IOException e) {
      found.addNameless();
      return JSON.missingNode();
    }
  }

  private static String id(ConsumerRecord<byte[], byte[]> row) {
    Header id = row.headers().lastHeader("ce_id");
    return id == null ? "" : new String(id.value(), StandardCharsets.UTF_8);
  }

  private void time(JsonNode alert, long now) {
    if (!rules.contains(alert.path("ruleId").asText())) {
      return;
    }
    long lastSent = Long.MIN_VALUE;
    for (JsonNode eventId : alert.path("evidence")) {
      lastSent = Math.max(lastSent, ledger.sentAt(number(eventId.asText())));
    }
    boolean byEvent =
        alert.path("reason").asText().equals("COMPLETED")
            && !alert.path("faultTime").asText().isEmpty()
            && !opensByTime(alert);
    if (byEvent && lastSent != LongColumn.ABSENT) {
      latency.add(lastSent, now);
    }
  }

  /** Its only evidence lies before its opening. */
  private static boolean opensByTime(JsonNode alert) {
    return alert.path("evidence").size() < 2
        && Instant.parse(alert.path("faultTime").asText())
            .isBefore(Instant.parse(alert.path("ts").asText()));
  }

  /** Ids of events end in their running number. */
  private static long number(String eventId) {
    try {
      return Long.parseLong(eventId.substring(eventId.lastIndexOf('-') + 1));
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }

  private void readLate(ConsumerRecord<byte[], byte[]> row) {
    try {
      JsonNode event = JSON.readTree(row.value());
      String reason = event.path("reason").asText();
      boolean ofAnEvent = reason.equals("late") || reason.equals("future");
      if (ofAnEvent && event.path("topic").asText().equals(deviceEvents)) {
        late.add(event.path("partition").asInt(), event.path("offset").asLong());
      }
    } catch (IOException e) {
      late.addNameless();
    }
  }

  @Override
  public void close() {
    tails.forEach(TopicTail::close);
  }
}
