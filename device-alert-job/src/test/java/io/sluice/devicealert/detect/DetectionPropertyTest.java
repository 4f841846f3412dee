package io.sluice.devicealert.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/**
 * The final alerts are those of the ordered events, whatever the order of arrival within L, the
 * duplicates, the restarts, and rules that come, change, go and come again.
 */
class DetectionPropertyTest {
  private static final Duration BOX =
      Duration.ofSeconds(Long.getLong("sluice.property.seconds", 6));
  private static final int FEWEST = 300;
  private static final int LOG = 10_000;

  @Test
  void finalAlertsAreThoseOfTheOrderedEvents() {
    forManySeeds(DetectionPropertyTest::sameAsOrdered);
  }

  @Test
  void aLateRecoveryClosesInItsPlaceAndIsAppliedForNothingElse() {
    forManySeeds(DetectionPropertyTest::lateRecoveries);
  }

  @Test
  void rulesThatComeAndGoActByEventTime() {
    forManySeeds(seed -> rulesComeAndGo(seed, seed % 2 == 0));
  }

  @Test
  void aRemovalWaitsForAnAlertThatLateEvidenceBroughtBack() {
    rulesComeAndGo(21080832089531L, false);
  }

  private static void forManySeeds(LongConsumer check) {
    long first = System.nanoTime();
    int done = 0;
    for (long seed = first; done < FEWEST || System.nanoTime() - first < BOX.toNanos(); seed++) {
      try {
        check.accept(seed);
      } catch (AssertionError | RuntimeException wrong) {
        throw new AssertionError("Seed " + seed + "L: " + wrong.getMessage(), wrong);
      }
      done++;
    }
    System.out.println("From seed " + first + " on, " + done + " runs");
  }

  static void sameAsOrdered(long seed) {
    RandomDevice device = new RandomDevice(seed);
    List<DeviceEvent> events = device.events();
    List<Rule> rules = new ArrayList<>();
    for (int each = 0; each < 4; each++) {
      rules.add(device.rule("r" + each));
    }
    Bench bench = new Bench(LOG, rules);

    for (DeviceEvent event : device.delivered(events)) {
      bench.event(event);
      disturb(device, bench);
    }
    bench.end();

    Map<String, String> expected = new TreeMap<>();
    for (Rule rule : rules) {
      expected.putAll(NaiveReference.alerts(events, List.of(rule), end(events)));
    }
    assertThat(bench.finalAlerts()).as("%s", rules).isEqualTo(expected);
  }

  private static void disturb(RandomDevice device, Bench bench) {
    if (device.below(3) == 0) {
      bench.watermark();
    }
    if (device.below(10) == 0) {
      bench.restart();
    }
  }

  /**
   * @param ahead whether some events are judged at their arrival
   */
  static void rulesComeAndGo(long seed, boolean ahead) {
    RandomDevice device = new RandomDevice(seed);
    List<DeviceEvent> events = device.events();
    if (ahead) {
      device.setAhead(events);
    }
    Rule rule = device.rule("r");
    List<Rule> versions = new ArrayList<>();
    Bench bench = new Bench(LOG, List.of());
    long clock = Long.MIN_VALUE;

    for (DeviceEvent event : device.delivered(events)) {
      bench.event(event);
      clock = event.future ? clock : Math.max(clock, event.ts);
      disturb(device, bench);
      long last = versions.isEmpty() ? 0 : versions.get(versions.size() - 1).effectiveFrom();
      long from = clock + device.below(40_000) - RandomDevice.L;
      if (clock != Long.MIN_VALUE && device.below(6) == 0 && from > last) {
        Rule next = next(device, rule, versions, from);
        versions.add(next);
        bench.change(next);
      }
    }
    bench.end();

    Map<String, String> expected =
        versions.isEmpty() ? Map.of() : NaiveReference.alerts(events, versions, end(events));
    assertThat(bench.finalAlerts()).as("%s", versions).isEqualTo(expected);
  }

  static void lateRecoveries(long seed) {
    RandomDevice device = new RandomDevice(seed);
    List<DeviceEvent> heard = new ArrayList<>();
    Rule rule = device.rule("r");
    Bench bench = new Bench(LOG, List.of(rule));
    List<NaiveReference.LateClosing> closings = new ArrayList<>();

    for (DeviceEvent event : device.delivered(device.events())) {
      bench.event(event);
      heard.add(event);
      disturb(device, bench);
      if (device.below(8) == 0) {
        DeviceEvent late = device.lateRecovery(bench.row().clock);
        closings.addAll(closings(rule, late, heard, bench.row(), closings));
        bench.event(late);
      }
    }
    bench.end();

    assertThat(bench.finalAlerts())
        .as("%s, closed late: %s", rule, closings)
        .isEqualTo(NaiveReference.alerts(heard, List.of(rule), end(heard), closings));
  }

  /** What it closes: whatever is open as far as anybody can know when it comes. */
  private static List<NaiveReference.LateClosing> closings(
      Rule rule,
      DeviceEvent late,
      List<DeviceEvent> heard,
      DeviceRow row,
      List<NaiveReference.LateClosing> before) {
    if (!rule.revokedBy(late.type, late.code)) {
      return List.of();
    }
    Position at = new Position(late.ts, late.seq, late.eventId);
    Position horizon = Position.before(row.clock - RandomDevice.L);
    List<NaiveReference.LateClosing> closings = new ArrayList<>();
    NaiveReference.alerts(heard, List.of(rule), row.passed, before)
        .forEach(
            (id, times) -> {
              boolean open = times.endsWith(" open");
              if (open && Long.parseLong(times.split(" ")[0]) < late.ts) {
                closings.add(
                    new NaiveReference.LateClosing(id, at, at.isBefore(horizon) ? horizon : at));
              }
            });
    return closings;
  }

  private static Rule next(RandomDevice device, Rule rule, List<Rule> versions, long from) {
    long version = versions.size() + 1;
    boolean there = !versions.isEmpty() && !versions.get(versions.size() - 1).removed();
    if (there && device.below(2) == 0) {
      return Rule.removal(rule.id()).stamped(version, from, Long.MIN_VALUE);
    }
    return there
        ? device.edited(versions.get(versions.size() - 1), version, from)
        : rule.stamped(version, from, Long.MIN_VALUE);
  }

  private static long end(List<DeviceEvent> events) {
    return events.stream()
            .filter(event -> !event.future)
            .mapToLong(event -> event.ts)
            .max()
            .orElse(-RandomDevice.L)
        + RandomDevice.L;
  }
}
