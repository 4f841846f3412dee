package io.sluice.playground.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.common.source.RawRecord;
import io.sluice.dashboard.operate.ActionLog;
import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Door;
import io.sluice.dashboard.operate.KafkaTopics;
import io.sluice.dashboard.operate.OperatorTopics;
import io.sluice.dashboard.operate.OperatorTopics.Role;
import io.sluice.dashboard.operate.Published;
import io.sluice.devicealert.event.OperatorAction;
import io.sluice.devicealert.event.OperatorActionDecoder;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.testing.Parts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the dashboard publishes is what the job reads, and what it finds again itself. */
@ExtendWith(Parts.class)
@Timeout(300)
class OperatorTopicsITCase {
  /** The broker's clock dates the records, so it has to be now. */
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatIsDoneOnThePageReachesTheJob(KafkaBroker broker) throws Exception {
    Map<Role, String> names =
        Map.of(Role.ACTIONS, "desk-operator-actions", Role.RULES, "desk-alert-rules");
    names.values().forEach(topic -> broker.createTopic(topic, 2));
    Properties client = Topics.config(broker).clientProperties();
    try (OperatorTopics writer = new KafkaTopics(client, names, CLOCK);
        OperatorTopics reader = new KafkaTopics(client, names, CLOCK)) {
      Desk desk = new Desk(writer, Door.forWhoeverLooks(), null);
      desk.act(
          JSON.readTree(
              "{\"action\":\"SHELVE\",\"target\":{\"deviceId\":\"d1\"},\"until\":\""
                  + NOW.plusSeconds(3600)
                  + "\"}"),
          "anna",
          CLOCK);
      desk.publishRule(JSON.readTree("{\"document\":\"id: heat\\nseverity: MAJOR\\n\"}"), "ben");

      OperatorAction action = decoded(Topics.readCommitted(broker, "desk-operator-actions", 1));
      assertThat(action.rejected).isNull();
      assertThat(action.actor).isEqualTo("anna");
      assertThat(action.action).isEqualTo(OperatorAction.Action.SHELVE);
      assertThat(action.deviceId).isEqualTo("d1");
      assertThat(action.ts).isEqualTo(NOW.toEpochMilli());
      assertThat(action.until).isEqualTo(NOW.plusSeconds(3600).toEpochMilli());
      Await.until(
          "another dashboard knows both",
          Duration.ofMinutes(1),
          () -> reader.known(Role.RULES).size() == 1 && reader.known(Role.ACTIONS).size() == 1);
      assertThat(ActionLog.of(reader.known(Role.ACTIONS)).shelved(NOW))
          .extracting(shelved -> shelved.id() + " by " + shelved.actor())
          .containsExactly("d1 by anna");
      Published rule = reader.known(Role.RULES).get(0);
      assertThat(rule.value()).isEqualTo("id: heat\nseverity: MAJOR\n");
      assertThat(rule.actor()).isEqualTo("ben");
      assertThat(rule).isEqualTo(writer.known(Role.RULES).get(0));
    }
  }

  private static OperatorAction decoded(List<ConsumerRecord<byte[], byte[]>> records) {
    List<OperatorAction> actions = new ArrayList<>();
    byte[] value = records.get(0).value();
    new OperatorActionDecoder()
        .decode(
            new RawRecord(value, "t", 0, 0, NOW.toEpochMilli(), Long.MAX_VALUE, null),
            new Collector<>() {
              @Override
              public void collect(OperatorAction action) {
                actions.add(action);
              }

              @Override
              public void close() {}
            });
    return actions.get(0);
  }
}
