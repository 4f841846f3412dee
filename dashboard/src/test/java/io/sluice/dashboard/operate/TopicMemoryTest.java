package io.sluice.dashboard.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.dashboard.operate.OperatorTopics.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TopicMemoryTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final TopicMemory memory = new TopicMemory(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void whatIsReadTwiceIsKnownOnce() {
    Published act = new Published("operator-actions-0-7", NOW, "d1", "{}", "anna");
    memory.add(Role.ACTIONS, act);
    memory.add(Role.ACTIONS, act);

    assertThat(memory.known(Role.ACTIONS)).containsExactly(act);
  }

  @Test
  void ofARuleTheNewestDocumentCounts() {
    Published old = new Published("alert-rules-0-1", NOW.minusSeconds(9), "heat", "one", null);
    Published edited = new Published("alert-rules-0-2", NOW, "heat", "two", "anna");
    memory.add(Role.RULES, old);
    memory.add(Role.RULES, edited);
    memory.add(Role.RULES, old);
    memory.add(Role.RULES, new Published("alert-rules-0-3", NOW, null, "whose?", null));

    assertThat(memory.known(Role.RULES)).containsExactly(edited);
  }

  @Test
  void forgetsActsThatCannotMatterAnyMore() {
    Instant before = NOW.minus(ActionLog.REACH).minusSeconds(1);
    memory.add(Role.ACTIONS, new Published("operator-actions-0-1", before, "d1", "{}", "anna"));

    assertThat(memory.known(Role.ACTIONS)).isEmpty();
  }
}
