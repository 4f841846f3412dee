package io.sluice.devicealert.sequence;

import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Devices, sequences and rules at random, crowded so that everything meets everything. */
final class RandomFleet {
  static final long L = 30_000;
  private static final long START = 1_769_853_600_000L;
  private static final List<String> CODES = List.of("A", "B", "C");
  private static final List<String> STEPS =
      List.of(
          "{fault: A}", "{fault: B}", "{fault: C}", "{alarm: A}", "{type: ALARM}", "{type: FAULT}");
  private static final List<String> OTHERS =
      List.of("{type: RUN}", "{type: STOP}", "{type: RECOVERY}", "{type: MOVE}");

  private final Random random;

  RandomFleet(long seed) {
    random = new Random(seed);
  }

  /** By device, in no order. */
  Map<String, List<DeviceEvent>> events(int devices) {
    Map<String, List<DeviceEvent>> fleet = new TreeMap<>();
    for (int device = 0; device < devices; device++) {
      fleet.put("d-" + device, events("d-" + device));
    }
    return fleet;
  }

  private List<DeviceEvent> events(String device) {
    List<DeviceEvent> events = new ArrayList<>();
    long ts = START + random.nextInt(60_000);
    for (int left = 5 + random.nextInt(30); left > 0; left--) {
      ts += random.nextInt(4) * (random.nextInt(8) == 0 ? 20_000L : 2_500L);
      DeviceEvent event = new DeviceEvent();
      event.deviceId = device;
      event.eventId = "e" + left;
      event.ts = ts;
      event.seq = random.nextInt(2);
      event.type = EventType.values()[random.nextInt(6)];
      event.type = random.nextInt(3) == 0 ? EventType.FAULT : event.type;
      boolean coded = event.type.compareTo(EventType.ALARM) <= 0;
      event.code = coded ? CODES.get(random.nextInt(CODES.size())) : null;
      events.add(event);
    }
    return events;
  }

  /** As lines in an order of arrival in which none is late, some of them twice. */
  List<String> delivered(Map<String, List<DeviceEvent>> fleet) {
    record Delivery(long at, DeviceEvent event) {}
    List<Delivery> deliveries = new ArrayList<>();
    for (List<DeviceEvent> events : fleet.values()) {
      for (DeviceEvent event : events) {
        do {
          deliveries.add(new Delivery(event.ts + random.nextLong(L + 1), event));
        } while (random.nextInt(5) == 0);
      }
    }
    Collections.shuffle(deliveries, random);
    deliveries.sort(Comparator.comparingLong(Delivery::at));
    return deliveries.stream().map(each -> line(each.event())).toList();
  }

  private static String line(DeviceEvent event) {
    String code = event.code == null ? "" : ",\"code\":\"" + event.code + '"';
    return "{\"eventId\":\"%s\",\"deviceId\":\"%s\",\"type\":\"%s\",\"ts\":%d,\"seq\":%d%s}"
        .formatted(event.eventId, event.deviceId, event.type, event.ts, event.seq, code);
  }

  /** A rule and a sequence that mean the same; see SequenceDifferentialITCase. */
  Map.Entry<String, String> pair(int number) {
    List<String> steps = some(STEPS, 2 + random.nextInt(3));
    if (random.nextInt(4) == 0) {
      steps = Collections.nCopies(2 + random.nextInt(3), pick(STEPS));
    }
    String unless = String.join(", ", distinct(OTHERS, random.nextInt(3)));
    String revokeOn = random.nextBoolean() ? unless : "";
    String within = (1 + random.nextInt(60)) + "s";
    String rule =
        "{id: rule-%d, alertType: T, match: {sequence: [%s], within: %s, unless: [%s]}, revokeOn: [%s]}"
            .formatted(number, String.join(", ", steps), within, unless, revokeOn);
    List<String> written = new ArrayList<>();
    for (String step : steps) {
      boolean begins = written.isEmpty();
      if (!begins && !unless.isEmpty()) {
        written.add("{notFollowedBy: [" + unless + "]}");
      }
      written.add((begins ? "{begin: " : "{followedBy: ") + step + "}");
    }
    String sequence =
        "{id: rule-%d, alertType: T, within: %s, steps: [%s], revokeOn: [%s]}"
            .formatted(number, within, String.join(", ", written), revokeOn);
    return Map.entry(rule, sequence);
  }

  /** A sequence with all that may be said in one; some are refused. */
  String sequence(int number) {
    List<String> steps = new ArrayList<>();
    steps.add("{begin: " + events() + quantifier(false) + "}");
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      steps.add(
          switch (random.nextInt(8)) {
            case 0, 1, 2 -> "{followedBy: " + events() + quantifier(true) + "}";
            case 3, 4 -> "{next: " + events() + quantifier(true) + "}";
            case 5 -> "{notNext: " + pick(OTHERS) + "}";
            default -> "{notFollowedBy: " + pick(OTHERS) + "}";
          });
    }
    String among =
        switch (random.nextInt(3)) {
          case 0 -> "among: all, ";
          case 1 -> "among: [{type: RUN}, {type: FAULT}], ";
          default -> "";
        };
    return "{id: s-%d, alertType: T, %swithin: %ds, steps: [%s], revokeOn: [%s]}"
        .formatted(
            number,
            among,
            1 + random.nextInt(60),
            String.join(", ", steps),
            String.join(", ", distinct(OTHERS, random.nextInt(2))));
  }

  private String events() {
    return random.nextInt(5) == 0 ? "[" + pick(STEPS) + ", " + pick(OTHERS) + "]" : pick(STEPS);
  }

  private String quantifier(boolean mayMiss) {
    String text =
        switch (random.nextInt(8)) {
          case 0 -> ", oneOrMore: true";
          case 1 -> ", times: 2";
          case 2 -> ", times: {from: 1, to: 3}";
          case 3 -> ", times: {from: 2}, consecutive: true";
          default -> "";
        };
    return mayMiss && random.nextInt(5) == 0 ? text + ", optional: true" : text;
  }

  private List<String> some(List<String> of, int count) {
    List<String> some = new ArrayList<>();
    for (int left = count; left > 0; left--) {
      some.add(pick(of));
    }
    return some;
  }

  private List<String> distinct(List<String> of, int count) {
    List<String> all = new ArrayList<>(of);
    Collections.shuffle(all, random);
    return all.subList(0, count);
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
