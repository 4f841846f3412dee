package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.rule.AppliesTo;
import io.sluice.devicealert.rule.EventPattern;
import io.sluice.devicealert.rule.Match;
import io.sluice.devicealert.rule.MatchKind;
import io.sluice.devicealert.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Events and rules at random, crowded so that everything meets everything. */
public final class RandomDevice {
  static final long L = 30_000;
  static final String ID = "d-1";
  private static final List<String> CODES = List.of("A", "B", "C");

  private final Random random;

  public RandomDevice(long seed) {
    random = new Random(seed);
  }

  public List<DeviceEvent> events() {
    List<DeviceEvent> events = new ArrayList<>();
    long ts = 1_000_000;
    int count = 5 + random.nextInt(60);
    for (int each = 0; each < count; each++) {
      ts += random.nextInt(4) * (random.nextInt(8) == 0 ? 40_000L : 2_500L);
      DeviceEvent event = new DeviceEvent();
      event.deviceId = ID;
      event.eventId = "e" + each;
      event.ts = ts;
      event.seq = random.nextInt(3);
      event.type = EventType.values()[random.nextInt(EventType.values().length)];
      event.type = random.nextInt(3) == 0 ? EventType.FAULT : event.type;
      boolean coded = event.type.compareTo(EventType.ALARM) <= 0;
      event.code = coded ? CODES.get(random.nextInt(CODES.size())) : null;
      events.add(event);
    }
    return events;
  }

  /** In an order in which none is late, some of them twice. */
  public List<DeviceEvent> delivered(List<DeviceEvent> events) {
    record Delivery(long at, DeviceEvent event) {}
    List<Delivery> deliveries = new ArrayList<>();
    for (DeviceEvent event : events) {
      do {
        deliveries.add(new Delivery(event.ts + random.nextLong(L + 1), event));
      } while (random.nextInt(5) == 0);
    }
    deliveries.sort(Comparator.comparingLong(Delivery::at));
    return deliveries.stream().map(Delivery::event).toList();
  }

  /**
   * Has some events say a time far ahead of their arrival, so that they are judged at that: where
   * they would have been.
   */
  void setAhead(List<DeviceEvent> events) {
    for (DeviceEvent event : events) {
      if (random.nextInt(6) == 0) {
        event.future = true;
        event.arrival = event.ts;
      }
    }
  }

  /** A recovery that somebody has found to be late, up to some minutes away from a time. */
  public DeviceEvent lateRecovery(long around) {
    DeviceEvent event = new DeviceEvent();
    event.deviceId = ID;
    event.eventId = "late" + random.nextInt(1_000_000);
    // Odd, as no other time is.
    event.ts = Math.max(0, around - random.nextInt(120_000) + 20_000) | 1;
    event.seq = random.nextInt(3);
    event.type = EventType.RECOVERY;
    event.code = CODES.get(random.nextInt(CODES.size()));
    event.late = true;
    return event;
  }

  public Rule rule(String id) {
    return rule(id, match(), patterns(random.nextInt(3)));
  }

  private static Rule rule(String id, Match match, List<EventPattern> revokeOn) {
    return new Rule(
        id,
        1,
        Rule.FOR_EVER,
        Long.MIN_VALUE,
        false,
        "T-" + id,
        Severity.MAJOR,
        0,
        0,
        List.of(),
        AppliesTo.ALL,
        match,
        revokeOn);
  }

  /** The same rule after an edit that asks for no more than the one before. */
  Rule edited(Rule rule, long version, long from) {
    Match match = rule.match();
    Match shorter =
        new Match(
            match.kind(),
            match.items(),
            match.atLeast(),
            Math.max(1, match.window() / (1 + random.nextInt(2))),
            match.unless());
    return rule(rule.id(), shorter, patterns(random.nextInt(3)))
        .stamped(version, from, Long.MIN_VALUE);
  }

  private Match match() {
    MatchKind kind = MatchKind.values()[random.nextInt(MatchKind.values().length)];
    long window = 1_000L * (1 + random.nextInt(60));
    List<EventPattern> unless = patterns(random.nextInt(3));
    return switch (kind) {
      case ALL_OF -> new Match(kind, distinct(2 + random.nextInt(2)), 0, window, unless);
      case SEQUENCE -> new Match(kind, patterns(2 + random.nextInt(3)), 0, window, unless);
      case COUNT -> new Match(kind, patterns(1), 1 + random.nextInt(4), window, unless);
      case ABSENCE, DURATION -> new Match(kind, patterns(1), 0, window, unless);
    };
  }

  private List<EventPattern> distinct(int count) {
    List<EventPattern> patterns = new ArrayList<>();
    while (patterns.size() < count) {
      EventPattern pattern = pattern();
      if (!patterns.contains(pattern)) {
        patterns.add(pattern);
      }
    }
    return patterns;
  }

  private List<EventPattern> patterns(int count) {
    List<EventPattern> patterns = new ArrayList<>();
    for (int each = 0; each < count; each++) {
      patterns.add(pattern());
    }
    return patterns;
  }

  private EventPattern pattern() {
    EventType type = EventType.values()[random.nextInt(EventType.values().length)];
    type = random.nextBoolean() ? EventType.FAULT : type;
    boolean coded = type.compareTo(EventType.ALARM) <= 0 && random.nextInt(6) != 0;
    return new EventPattern(type, coded ? CODES.get(random.nextInt(CODES.size())) : null);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
