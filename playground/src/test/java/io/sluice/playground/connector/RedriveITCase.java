package io.sluice.playground.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.common.reject.DeadLetterEncoder;
import io.sluice.common.reject.RedriveFilter;
import io.sluice.common.reject.RedriveHeaders;
import io.sluice.common.reject.RedriveReport;
import io.sluice.common.reject.RedriveTopic;
import io.sluice.common.reject.Rejected;
import io.sluice.common.source.RecordOrigin;
import io.sluice.playground.Sluice;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.testing.Parts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** Dead letters of a real broker go back to where they came from, once each. */
@ExtendWith(Parts.class)
class RedriveITCase {
  @Test
  void everyLetterGoesBackOnceUnderItsOldIdentityWhateverTheFilters(KafkaBroker broker) {
    broker.createTopic("redriven", 2);
    broker.createTopic("redriven-dead", 1);
    Rejected[] letters = new Rejected[600];
    for (int offset = 0; offset < 600; offset++) {
      String reason = offset % 3 == 0 ? "bad-timestamp" : "unrecognised-format";
      letters[offset] = letter("redriven", offset % 2, offset, reason, 0);
    }
    die(broker, "redriven-dead", letters);

    assertThat(run(broker, "redriven", Set.of("bad-timestamp"), Long.MAX_VALUE, true).sent())
        .isEqualTo(200);
    assertThat(run(broker, "redriven", Set.of("bad-timestamp"), Long.MAX_VALUE, false).sent())
        .isEqualTo(200);
    assertThat(run(broker, "redriven", Set.of("bad-timestamp"), Long.MAX_VALUE, false).sent())
        .isZero();
    assertThat(run(broker, "redriven", Set.of(), 150, false).sent()).isEqualTo(150);
    assertThat(run(broker, "redriven", Set.of(), Long.MAX_VALUE, false).sent()).isEqualTo(250);
    assertThat(run(broker, "redriven", Set.of(), Long.MAX_VALUE, false).sent()).isZero();

    List<ConsumerRecord<byte[], byte[]>> back = Topics.readCommitted(broker, "redriven", 600);
    assertThat(back).hasSize(600);
    assertThat(back.stream().map(record -> new String(record.value(), UTF_8)).distinct())
        .hasSize(600);
    assertThat(back)
        .allSatisfy(
            record -> {
              RecordOrigin origin = RedriveHeaders.origin(record.headers());
              assertThat(origin.topic()).isEqualTo("redriven");
              assertThat(origin.redrives()).isEqualTo(1);
              assertThat(record.partition()).isEqualTo(origin.partition());
              assertThat(new String(record.value(), UTF_8)).isEqualTo("line " + origin.offset());
            });
  }

  @Test
  void whatFailsAgainAndAgainStaysInTheEnd(KafkaBroker broker) {
    broker.createTopic("stubborn", 1);
    broker.createTopic("stubborn-dead", 1);
    die(broker, "stubborn-dead", letter("stubborn", 0, 7, "bad-timestamp", 1));
    die(broker, "stubborn-dead", letter("stubborn", 0, 8, "bad-timestamp", 3));

    RedriveReport report = run(broker, "stubborn", Set.of(), Long.MAX_VALUE, false);

    assertThat(report.sent()).isEqualTo(1);
    assertThat(report.leftByReason()).containsOnlyKeys("put back 3 times or more already");
    ConsumerRecord<byte[], byte[]> back = Topics.readCommitted(broker, "stubborn", 1).get(0);
    assertThat(RedriveHeaders.origin(back.headers()))
        .isEqualTo(new RecordOrigin("stubborn", 0, 7, 2));
  }

  @Test
  void theCommandSaysWhatItDid(KafkaBroker broker) {
    broker.createTopic("told", 1);
    broker.createTopic("told-dead", 1);
    die(broker, "told-dead", letter("nowhere", 0, 1, "bad-timestamp", 0));
    StringWriter out = new StringWriter();
    CommandLine command = Sluice.commandLine();
    command.setOut(new PrintWriter(out));

    int code =
        command.execute(
            "redrive",
            "--bootstrap",
            broker.bootstrapServers(),
            "--topic",
            "told-dead",
            "--to",
            "told",
            "--since",
            "1h");

    assertThat(code).isZero();
    assertThat(out.toString()).contains("1 letters put back", "1 parse bad-timestamp");
    assertThat(Topics.readCommitted(broker, "told", 1)).hasSize(1);
  }

  @Test
  void aTopicThatIsNotThereIsOneLine(KafkaBroker broker) {
    StringWriter err = new StringWriter();
    CommandLine command = Sluice.commandLine();
    command.setErr(new PrintWriter(err, true));

    int code =
        command.execute(
            "redrive", "--bootstrap", broker.bootstrapServers(), "--topic", "no-such", "--dry-run");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("no-such");
  }

  private static RedriveReport run(
      KafkaBroker broker, String topic, Set<String> reasons, long limit, boolean dry) {
    RedriveFilter filter = new RedriveFilter(Set.of(), reasons, Long.MIN_VALUE, 3);
    return new RedriveTopic(
            Topics.config(broker), topic + "-dead", "redrive-" + topic, filter, Optional.empty())
        .run(limit, dry, progress -> {});
  }

  private static Rejected letter(
      String topic, int partition, long offset, String reason, int redrives) {
    byte[] payload = ("line " + offset).getBytes(UTF_8);
    return new Rejected("parse", reason, "", topic, partition, offset, 1L, null, payload, redrives);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // close() waits for all and the readers count
  private static void die(KafkaBroker broker, String topic, Rejected... letters) {
    DeadLetterEncoder encoder = new DeadLetterEncoder("log-analytics", RedriveITCase.class);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Rejected letter : letters) {
        RecordHeaders headers = new RecordHeaders();
        encoder.headers(letter, headers);
        producer.send(
            new ProducerRecord<>(topic, null, null, null, encoder.value(letter), headers));
      }
    }
  }
}
