package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.ContentHash;
import io.sluice.devicealert.event.DeviceEvent;
import io.sluice.devicealert.event.EventType;
import io.sluice.devicealert.rule.EventPattern;
import io.sluice.devicealert.rule.MatchKind;
import io.sluice.devicealert.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the definitions say, word for word, of all events of one device in their order: no log, no
 * state, no cleverness; every completion is searched among all events there are.
 */
final class NaiveReference {
  private static final Comparator<DeviceEvent> ORDER =
      Comparator.<DeviceEvent>comparingLong(event -> event.ts)
          .thenComparingLong(event -> event.seq)
          .thenComparing(event -> event.eventId);

  private final List<DeviceEvent> events;
  private final List<Rule> versions;
  private final long until;
  private final List<LateClosing> lateClosings;

  private NaiveReference(
      List<DeviceEvent> all, List<Rule> versions, long until, List<LateClosing> lateClosings) {
    TreeSet<DeviceEvent> ordered = new TreeSet<>(ORDER);
    ordered.addAll(all);
    this.events = new ArrayList<>(ordered);
    this.versions = versions;
    this.until = until;
    this.lateClosings = lateClosings;
  }

  /**
   * A recovery that came beyond the tolerance and closed an alert.
   *
   * @param free when the rule may open again: at the recovery, and no further back than L
   */
  record LateClosing(String alertId, Position at, Position free) {}

  /**
   * The alerts of one rule.
   *
   * @param versions by effectiveFrom
   * @param until the last deadline that counts
   * @return by alertId, when it opened and when it closed
   */
  static Map<String, String> alerts(List<DeviceEvent> all, List<Rule> versions, long until) {
    return alerts(all, versions, until, List.of());
  }

  static Map<String, String> alerts(
      List<DeviceEvent> all, List<Rule> versions, long until, List<LateClosing> lateClosings) {
    return new NaiveReference(all, versions, until, lateClosings).walk();
  }

  /** What happens at a place: before all events of a millisecond, or at an event. */
  private record Step(long ts, int event, boolean removal) {}

  private Map<String, String> walk() {
    Map<String, String> alerts = new TreeMap<>();
    String open = null;
    for (Step step : steps()) {
      open = closeLate(alerts, open, place(step));
      Rule rule = at(step.ts());
      if (step.removal()) {
        open = close(alerts, open, step.ts());
      } else if (step.event() < 0) {
        open = open == null ? open(alerts, "@" + step.ts(), step.ts()) : open;
      } else if (rule != null) {
        DeviceEvent event = events.get(step.event());
        boolean revokes = rule.revokeOn().stream().anyMatch(each -> is(each, event));
        if (open != null) {
          open = revokes ? close(alerts, open, event.ts) : open;
        } else if (completes(rule, step.event())) {
          open = open(alerts, event.eventId, event.ts);
        }
      }
    }
    closeLate(alerts, open, Position.before(Long.MAX_VALUE));
    return alerts;
  }

  private Position place(Step step) {
    DeviceEvent event = step.event() < 0 ? null : events.get(step.event());
    return event == null
        ? Position.before(step.ts())
        : new Position(event.ts, event.seq, event.eventId);
  }

  private String closeLate(Map<String, String> alerts, String open, Position place) {
    for (LateClosing late : lateClosings) {
      if (late.alertId().equals(open) && !place.isBefore(late.free())) {
        return close(alerts, open, late.at().ts());
      }
    }
    return open;
  }

  private String open(Map<String, String> alerts, String opening, long ts) {
    String device = events.get(0).deviceId;
    String id = ContentHash.of(device, versions.get(0).id(), opening);
    alerts.put(id, ts + " open");
    return id;
  }

  private static String close(Map<String, String> alerts, String open, long ts) {
    if (open != null) {
      alerts.merge(open, "", (opened, none) -> opened.replace("open", "to " + ts));
    }
    return null;
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int event = 0; event < events.size(); event++) {
      steps.add(new Step(events.get(event).ts, event, false));
    }
    for (Rule version : versions) {
      if (version.removed() && version.effectiveFrom() <= until) {
        steps.add(new Step(version.effectiveFrom(), -1, true));
      } else if (!version.removed() && version.match().kind().byDeadline()) {
        deadlines(version, steps);
      }
    }
    steps.sort(
        Comparator.comparingLong(Step::ts)
            .thenComparing(step -> !step.removal())
            .thenComparing(Step::event));
    return steps;
  }

  private void deadlines(Rule rule, List<Step> steps) {
    for (int anchor = 0; anchor < events.size(); anchor++) {
      boolean counts = is(rule.match().of(), events.get(anchor));
      boolean firstSight = anchor == 0 && rule.match().kind() == MatchKind.ABSENCE;
      long deadline = events.get(anchor).ts + rule.match().window();
      if ((counts || firstSight)
          && events.get(anchor).ts >= lifeStart(rule)
          && at(deadline) == rule
          && deadline <= until
          && !prevented(rule, anchor, deadline)) {
        steps.add(new Step(deadline, -1, false));
      }
    }
  }

  private boolean prevented(Rule rule, int anchor, long deadline) {
    for (int later = anchor + 1; later < events.size(); later++) {
      DeviceEvent event = events.get(later);
      if (event.ts < deadline) {
        boolean unless = rule.match().unless().stream().anyMatch(each -> is(each, event));
        boolean again =
            rule.match().kind() == MatchKind.ABSENCE
                ? is(rule.match().of(), event)
                : event.type == EventType.RECOVERY
                    && rule.match().of().type() == EventType.FAULT
                    && String.valueOf(event.code).equals(String.valueOf(events.get(anchor).code));
        if (unless || again) {
          return true;
        }
      }
    }
    return false;
  }

  private Rule at(long ts) {
    Rule found = null;
    for (Rule version : versions) {
      found = version.effectiveFrom() <= ts ? version : found;
    }
    return found == null || found.removed() ? null : found;
  }

  private long lifeStart(Rule rule) {
    long start = rule.effectiveFrom();
    for (int at = versions.indexOf(rule) - 1; at >= 0 && !versions.get(at).removed(); at--) {
      start = versions.get(at).effectiveFrom();
    }
    return start;
  }

  private boolean completes(Rule rule, int last) {
    List<EventPattern> items = rule.match().items();
    return switch (rule.match().kind()) {
      case ALL_OF -> {
        boolean any = false;
        for (int own = 0; own < items.size(); own++) {
          boolean all = is(items.get(own), events.get(last));
          for (int item = 0; item < items.size(); item++) {
            all &= item == own || earlier(rule, items.get(item), last, last - 1) >= 0;
          }
          any |= all;
        }
        yield any;
      }
      case SEQUENCE -> {
        boolean ends = is(items.get(items.size() - 1), events.get(last));
        yield ends && chain(rule, items.size() - 2, last, last - 1);
      }
      case COUNT -> {
        int raises = 0;
        for (int each = 0; each < last; each++) {
          raises += counts(rule, rule.match().of(), each, last) ? 1 : 0;
        }
        yield is(rule.match().of(), events.get(last)) && raises + 1 >= rule.match().atLeast();
      }
      case ABSENCE, DURATION -> false;
    };
  }

  /** Whether some choice of earlier events makes the rest of the sequence. */
  private boolean chain(Rule rule, int item, int last, int from) {
    if (item < 0) {
      return true;
    }
    for (int each = from; each >= 0; each--) {
      if (counts(rule, rule.match().items().get(item), each, last)
          && chain(rule, item - 1, last, each - 1)) {
        return true;
      }
    }
    return false;
  }

  private int earlier(Rule rule, EventPattern item, int last, int from) {
    for (int each = from; each >= 0; each--) {
      if (counts(rule, item, each, last)) {
        return each;
      }
    }
    return -1;
  }

  /** Whether an event is a raise of the item that the last event may still count on. */
  private boolean counts(Rule rule, EventPattern item, int each, int last) {
    DeviceEvent event = events.get(each);
    boolean inTime =
        events.get(last).ts - event.ts < rule.match().window()
            && event.ts >= lifeStart(rule)
            && events.get(last).ts >= lifeStart(rule);
    if (!inTime || !is(item, event)) {
      return false;
    }
    for (int between = each + 1; between < last; between++) {
      for (EventPattern unless : rule.match().unless()) {
        if (is(unless, events.get(between)) && cancels(rule, unless, item)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean cancels(Rule rule, EventPattern unless, EventPattern item) {
    boolean ofAListedCode =
        unless.type() == EventType.RECOVERY
            && unless.code() != null
            && rule.match().items().stream().anyMatch(each -> unless.code().equals(each.code()));
    return !ofAListedCode || unless.code().equals(item.code());
  }

  private static boolean is(EventPattern pattern, DeviceEvent event) {
    return pattern.type() == event.type
        && (pattern.code() == null || pattern.code().equals(event.code));
  }
}
