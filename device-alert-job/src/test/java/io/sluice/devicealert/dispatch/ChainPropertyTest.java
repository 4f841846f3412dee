package io.sluice.devicealert.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.detect.Bench;
import io.sluice.devicealert.detect.RandomDevice;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Detection and dispatch behind one another: whole stories of a device, heard in order and in every
 * other way. Work orders and shelving are for {@link DispatchPropertyTest}.
 */
class ChainPropertyTest {
  private static final int STORIES = 400;
  private static final DispatchRowSerializer SERIALIZER = new DispatchRowSerializer();

  @Test
  void anyOrderWithinTheToleranceAnyRepetitionAndAnyRestartGiveTheSameDispatches() {
    int messages = 0;
    long first = System.nanoTime();
    for (long seed = first; seed < first + STORIES; seed++) {
      List<String> ordered = new Chain(seed, false).hear(false).sent;
      List<String> shuffled = new Chain(seed, true).hear(false).sent;
      assertThat(shuffled).as("seed %d", seed).isEqualTo(ordered);
      messages += ordered.size();
    }
    assertThat(messages).isGreaterThan(STORIES / 2);
  }

  /** What comes beyond the tolerance may change the stream, and nobody is left out there for it. */
  @Test
  void whoeverWasSentForAnAlertThatIsOverIsCalledOff() {
    int owed = 0;
    long first = System.nanoTime();
    for (long seed = first; seed < first + STORIES; seed++) {
      Chain chain = new Chain(seed, true);
      Journal journal = chain.hear(true);
      Map<String, Alert> last = new HashMap<>();
      chain.bench.said().forEach(alert -> last.put(alert.alertId(), alert));
      Map<String, Integer> out = new HashMap<>();
      for (Dispatch sent : journal.dispatches) {
        out.merge(sent.alertId, sent.action == DispatchAction.DISPATCH ? 1 : -1, Integer::sum);
      }
      for (Map.Entry<String, Integer> each : out.entrySet()) {
        boolean over = last.get(each.getKey()).action() == AlertAction.REVOKE;
        assertThat(each.getValue()).as("seed %d, %s", seed, each).isIn(0, over ? 0 : 1);
      }
      owed += journal.dispatches.size() - out.size();
    }
    assertThat(owed).isGreaterThan(STORIES / 10);
  }

  /** One device, its rules, and how they are heard of. */
  private static final class Chain {
    private final Random random;
    private final boolean disorder;
    private final RandomDevice device;
    private final List<DeviceEvent> events;
    private final Bench bench;
    private final Story story = new Story(new DispatchRules(100_000_000, 0, 0, 3));
    private int told;

    Chain(long seed, boolean disorder) {
      this.random = new Random(seed);
      this.disorder = disorder;
      this.device = new RandomDevice(seed);
      this.events = device.events();
      List<Rule> rules = new ArrayList<>();
      for (int each = 0; each < 3; each++) {
        rules.add(ofWeight(device.rule("r" + each)));
      }
      this.bench = new Bench(10_000, rules);
    }

    private Rule ofWeight(Rule rule) {
      return new Rule(
          rule.id(),
          1,
          rule.effectiveFrom(),
          rule.knownAt(),
          false,
          "T" + random.nextInt(2),
          Severity.values()[random.nextInt(3)],
          random.nextInt(2),
          random.nextInt(4) * 15_000L,
          random.nextBoolean() ? List.of("T" + random.nextInt(2)) : List.of(),
          rule.appliesTo(),
          rule.match(),
          rule.revokeOn());
    }

    /**
     * @param late whether recoveries come beyond the tolerance as well
     */
    Journal hear(boolean late) {
      for (DeviceEvent event : arrivals()) {
        bench.event(event);
        tell();
        if (late && random.nextInt(10) == 0) {
          bench.event(device.lateRecovery(event.ts));
          tell();
        }
        if (!disorder || random.nextInt(3) == 0) {
          bench.watermark();
          tell();
          story.watermark(bench.reached());
        }
        if (disorder && random.nextInt(10) == 0) {
          bench.restart();
          story.row = SERIALIZER.copy(story.row);
        }
      }
      bench.end();
      tell();
      story.watermark(Long.MAX_VALUE - 1);
      return story.journal;
    }

    private List<DeviceEvent> arrivals() {
      if (disorder) {
        return device.delivered(events);
      }
      List<DeviceEvent> ordered = new ArrayList<>(events);
      ordered.sort(
          Comparator.<DeviceEvent>comparingLong(event -> event.ts)
              .thenComparingLong(event -> event.seq)
              .thenComparing(event -> event.eventId));
      return ordered;
    }

    private void tell() {
      for (; told < bench.said().size(); told++) {
        Alert said = bench.said().get(told);
        HeldAlert alert = HeldAlert.of(said, null, DeviceKnown.CURRENT);
        if (said.action() == AlertAction.RAISE) {
          story.dispatch.raise(story.row, alert, story.journal);
        } else {
          boolean never = Alert.LATE_EVIDENCE.equals(said.reason());
          story.dispatch.revoke(story.row, alert, said.ts(), said.reason(), never, story.journal);
        }
      }
    }
  }
}
