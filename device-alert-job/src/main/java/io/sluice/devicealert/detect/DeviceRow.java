package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is known about one device: a short log and the alerts that are open or may still change.
 * Its size follows from what the device says, not from how many rules there are.
 */
public final class DeviceRow {
  static final long NEVER = Long.MAX_VALUE;
  static final long NOT_YET = Long.MIN_VALUE;

  final DeviceLog log = new DeviceLog();
  final List<Episode> episodes = new ArrayList<>();

  /** The first event in order, null before any. */
  Position firstSight;

  /** The largest event time that counts. */
  long clock = NOT_YET;

  /** Deadlines up to and at this time have been judged; at least the clock. */
  long passed = NOT_YET;

  /** No deadline that is still to be judged lies before. */
  long nextDeadline = NEVER;

  /** When the event-time timer fires that is set, {@link #NEVER} for none. */
  long timer = NEVER;

  /** What happened up to this time may be missing in the log, because there was too much. */
  long blindUntil = NOT_YET;

  boolean configured;
  String level;
  String model;
  String version;

  /** The book that the log is looked up in; not part of the state. */
  RuleBook book;

  /** When it is worth pruning again; not part of the state. */
  int pruneAt;

  boolean anyOpen() {
    for (Episode episode : episodes) {
      if (episode.open()) {
        return true;
      }
    }
    return false;
  }
}
