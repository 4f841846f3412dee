package io.sluice.devicealert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.event.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions along event time, and which of them are forgotten. */
class RuleLineTest {

  @Test
  void whatWasReplacedGoesButForTheFirstOfItsLife() {
    RuleLine line = line(rule(1, 100), rule(2, 200), rule(3, 300), rule(4, 400));

    assertThat(versions(line.since(301))).containsExactly(1L, 3L, 4L);
    assertThat(versions(line.since(300))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(line.since(301).at(250).lifeStart()).isEqualTo(100);
    assertThat(line.since(301).at(350).rule().version()).isEqualTo(3);
  }

  @Test
  void aLifeThatEndedLongAgoLeavesItsEndAtMost() {
    RuleLine line = line(rule(1, 100), removal(2, 200), rule(3, 300), rule(4, 400));

    assertThat(versions(line.since(250))).containsExactly(2L, 3L, 4L);
    assertThat(versions(line.since(1_000))).containsExactly(3L, 4L);
    assertThat(line.since(1_000).at(500).lifeStart()).isEqualTo(300);
  }

  private static List<Long> versions(RuleLine line) {
    return line.versions().stream().map(Rule::version).toList();
  }

  private static RuleLine line(Rule first, Rule... others) {
    RuleLine line = RuleLine.of(first);
    for (Rule other : others) {
      line = line.with(other);
    }
    return line;
  }

  private static Rule removal(long version, long from) {
    return Rule.removal("r").stamped(version, from, from);
  }

  private static Rule rule(long version, long from) {
    EventPattern fault = new EventPattern(EventType.FAULT, "A");
    return new Rule(
        "r",
        version,
        from,
        from,
        false,
        "T",
        Severity.MAJOR,
        0,
        0,
        List.of(),
        AppliesTo.ALL,
        new Match(MatchKind.COUNT, List.of(fault), 1, 1_000, List.of()),
        List.of());
  }
}
