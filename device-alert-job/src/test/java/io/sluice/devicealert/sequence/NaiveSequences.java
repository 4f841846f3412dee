package io.sluice.devicealert.sequence;

import io.sluice.devicealert.detect.AlertIds;
import io.sluice.devicealert.detect.Position;
import io.sluice.devicealert.event.DeviceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a sequence means, by searching: all events of a device in order, and from each beginning
 * every way through the steps. Knows nothing of how the job finds it.
 */
final class NaiveSequences {
  private final Sequence sequence;
  private final List<DeviceEvent> heard;
  private final TreeSet<Position> completions = new TreeSet<>();

  /** Of the way that is being gone. */
  private int first;

  private NaiveSequences(Sequence sequence, List<DeviceEvent> heard) {
    this.sequence = sequence;
    this.heard = heard;
  }

  /**
   * The alerts as texts, sorted: time of opening, id, and time of closing.
   *
   * @param until deadlines up to it are reached
   */
  static List<String> alerts(Sequence sequence, List<DeviceEvent> events, long until) {
    List<DeviceEvent> ordered =
        events.stream().sorted(Comparator.comparing(NaiveSequences::place)).toList();
    NaiveSequences search =
        new NaiveSequences(
            sequence,
            ordered.stream().filter(each -> sequence.hears(each.type, each.code)).toList());
    search.search(until);
    return folded(sequence, ordered, search.completions);
  }

  private static String told(Sequence sequence, String device, Position opened) {
    String opening = opened.eventId().isEmpty() ? "@" + opened.ts() : opened.eventId();
    return opened.ts() + " " + AlertIds.of(device, sequence.id(), opening) + " -";
  }

  private static List<String> folded(
      Sequence sequence, List<DeviceEvent> ordered, TreeSet<Position> completions) {
    TreeMap<Position, DeviceEvent> steps = new TreeMap<>();
    completions.forEach(place -> steps.put(place, null));
    ordered.stream()
        .filter(event -> sequence.revokedBy(event.type, event.code))
        .forEach(event -> steps.put(place(event), event));
    List<String> alerts = new ArrayList<>();
    Position opened = null;
    for (Position place : steps.keySet()) {
      boolean closes = steps.get(place) != null;
      if (opened != null && closes) {
        alerts.add(told(sequence, ordered.get(0).deviceId, opened) + " " + place.ts());
        opened = null;
      } else if (opened == null && completions.contains(place)) {
        opened = place;
      }
    }
    if (opened != null) {
      alerts.add(told(sequence, ordered.get(0).deviceId, opened));
    }
    alerts.sort(null);
    return alerts;
  }

  private void search(long until) {
    for (first = 0; first < heard.size(); first++) {
      if (is(0, first)) {
        repeated(0, first, 1, until);
      }
    }
  }

  /** The step stands at an event for the so-manieth time. */
  private void repeated(int step, int at, int times, long until) {
    if (heard.get(at).ts - heard.get(first).ts >= sequence.within()) {
      return;
    }
    SequenceStep own = sequence.steps().get(step);
    if (times >= own.from()) {
      behind(step + 1, at, until);
    }
    if (times < own.to()) {
      int next = own.consecutive() ? justBehind(step, at) : firstBehind(step, at);
      if (next >= 0) {
        repeated(step, next, times + 1, until);
      }
    }
  }

  /** All steps before this one are done, the last at an event. */
  private void behind(int step, int at, long until) {
    if (step == sequence.steps().size()) {
      completions.add(place(heard.get(at)));
      return;
    }
    SequenceStep own = sequence.steps().get(step);
    if (own.optional()) {
      behind(step + 1, at, until);
    }
    switch (own.contiguity()) {
      case BEGIN -> throw new IllegalStateException();
      case NEXT -> go(step, justBehind(step, at), until);
      case FOLLOWED_BY -> go(step, firstBehind(step, at), until);
      case NOT_NEXT -> {
        if (justBehind(step, at) < 0) {
          behind(step + 1, at, until);
        }
      }
      case NOT_FOLLOWED_BY -> {
        int forbidden = firstBehind(step, at);
        if (step == sequence.steps().size() - 1) {
          byTime(forbidden, until);
        } else {
          int next = firstBehind(step + 1, at);
          if (next >= 0 && (forbidden < 0 || next < forbidden)) {
            go(step + 1, next, until);
          }
        }
      }
    }
  }

  private void byTime(int forbidden, long until) {
    long deadline = heard.get(first).ts + sequence.within();
    if ((forbidden < 0 || heard.get(forbidden).ts >= deadline) && deadline <= until) {
      completions.add(Position.before(deadline));
    }
  }

  private void go(int step, int at, long until) {
    if (at >= 0) {
      repeated(step, at, 1, until);
    }
  }

  private int justBehind(int step, int at) {
    return at + 1 < heard.size() && is(step, at + 1) ? at + 1 : -1;
  }

  private int firstBehind(int step, int at) {
    for (int each = at + 1; each < heard.size(); each++) {
      if (is(step, each)) {
        return each;
      }
    }
    return -1;
  }

  private boolean is(int step, int at) {
    return sequence.steps().get(step).matches(heard.get(at).type, heard.get(at).code);
  }

  static Position place(DeviceEvent event) {
    return new Position(event.ts, event.seq, event.eventId);
  }
}
