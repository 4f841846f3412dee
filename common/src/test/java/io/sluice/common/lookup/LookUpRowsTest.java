package io.sluice.common.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LookUpRowsTest {
  private static final Duration TIMEOUT = Duration.ofMillis(100);
  private static final LookupConfig CONFIG =
      new LookupConfig(Duration.ofMinutes(1), 100, TIMEOUT, 1);

  /** A record that its source uses again and again. */
  public static final class Visit {
    public String key;
    public String customer;
  }

  /** Names the customer and how it is known. */
  private static final class NameCustomer implements Enrichment<Visit, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(Visit visit) {
      return visit.key;
    }

    @Override
    public void apply(Visit visit, Answer<String> answer) {
      visit.customer = visit.key + " " + answer.kind() + " " + answer.row();
    }
  }

  private static FakeTable table;

  private final Visit reused = new Visit();
  private OneInputStreamOperatorTestHarness<Visit, Visit> harness;

  @BeforeEach
  void openOperator() throws Exception {
    table = new FakeTable();
    table.rows.put("a", "Acme");
    table.rows.put("b", "Bolt");
    open(LookupTable.of("test", () -> table.open(), CONFIG));
  }

  private void open(LookupTable<String> customers) throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new LookUpRows<>("lookup", customers, new NameCustomer()),
            TypeInformation.of(Visit.class).createSerializer(new SerializerConfigImpl()));
    harness.getExecutionConfig().enableObjectReuse();
    harness.open();
  }

  @AfterEach
  void closeOperator() throws Exception {
    table.speak();
    harness.close();
  }

  @Test
  void passesAKnownKeyStraightThrough() throws Exception {
    visit("a", 1);
    runMail();
    visit("a", 2);

    assertThat(seen()).containsExactly("a FOUND Acme", "a FOUND Acme");
    assertThat(table.asked).hasSize(1);
    assertThat(((StreamRecord<?>) harness.getOutput().toArray()[1]).getTimestamp()).isEqualTo(2);
  }

  @Test
  void whoWaitsIsACopyAndIsOvertaken() throws Exception {
    visit("a", 1);
    runMail();
    table.keepSilent();
    visit("b", 2);
    visit("a", 3);
    visit(null, 4);

    assertThat(seen()).containsExactly("a FOUND Acme", "a FOUND Acme", "null KEYLESS null");
    table.speak();
    runMail();
    assertThat(seen()).last().isEqualTo("b FOUND Bolt");
  }

  @Test
  void noWatermarkOvertakesWhoWaits() throws Exception {
    visit("a", 1);
    runMail();
    table.keepSilent();
    visit("b", 2);
    harness.processWatermark(5);
    visit("a", 6);
    assertThat(harness.getOutput()).doesNotContain(new Watermark(5)).hasSize(2);

    table.speak();
    runMail();

    assertThat(harness.getOutput()).last().isEqualTo(new Watermark(5));
    assertThat(seen()).containsExactly("a FOUND Acme", "a FOUND Acme", "b FOUND Bolt");
    harness.processWatermark(7);
    assertThat(harness.getOutput()).last().isEqualTo(new Watermark(7));
  }

  @Test
  void goesOnWithoutAnAnswerAfterTheTimeout() throws Exception {
    table.keepSilent();
    visit("a", 1);
    harness.processWatermark(5);

    harness.setProcessingTime(TIMEOUT.toMillis() - 1);
    assertThat(harness.getOutput()).isEmpty();
    harness.setProcessingTime(TIMEOUT.toMillis());

    assertThat(seen()).containsExactly("a UNKNOWN null");
    assertThat(harness.getOutput()).last().isEqualTo(new Watermark(5));
    visit("b", 6);
    assertThat(seen()).last().isEqualTo("b UNKNOWN null");
    table.speak();
    runMail(); // too late, and harmless
    assertThat(seen()).hasSize(2);
  }

  @Test
  void nobodyWaitsOverABarrierOrTheEnd() throws Exception {
    visit("a", 1);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(seen()).containsExactly("a FOUND Acme");

    visit("b", 2);
    harness.endInput();
    assertThat(seen()).containsExactly("a FOUND Acme", "b FOUND Bolt");
  }

  @Test
  void aFixedTableAnswersAtOnce() throws Exception {
    harness.close();
    open(LookupTable.fixed("fixed", Map.of("x", "Xylo")));

    visit("x", 1);
    visit("y", 2);

    assertThat(seen()).containsExactly("x FOUND Xylo", "y ABSENT null");
  }

  private void visit(String key, long timestamp) throws Exception {
    reused.key = key;
    reused.customer = null;
    harness.processElement(new StreamRecord<>(reused, timestamp));
  }

  private List<String> seen() {
    return harness.extractOutputValues().stream().map(visit -> visit.customer).toList();
  }

  private void runMail() throws Exception {
    harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    Optional<Mail> more = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    while (more.isPresent()) {
      more.get().run();
      more = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    }
  }
}
