package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.RuleBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All that is known about one device: a short log and the alerts that are open or may still change.
 * Its size follows from what the device says, not from how many rules there are.
 */
public final class DeviceRow {
  static final long NEVER = Long.MAX_VALUE;
  static final long NOT_YET = Long.MIN_VALUE;
  private static final int MOST_TOLD = 64;
  private static final int[] NOBODY = {};

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

  /** Hashes of the rules of which {@link #tellFirst} has heard. */
  int[] told = NOBODY;

  boolean openAt(String ruleId, Position position) {
    for (Episode episode : episodes) {
      if (episode.ruleId.equals(ruleId) && episode.openAt(position)) {
        return true;
      }
    }
    return false;
  }

  boolean hasEpisodeOf(String ruleId) {
    for (Episode episode : episodes) {
      if (episode.ruleId.equals(ruleId)) {
        return true;
      }
    }
    return false;
  }

  /** Whether something that happened after that time may be missing. */
  boolean blindSince(long ts) {
    return ts < blindUntil;
  }

  /** The largest time that anything was judged at, 0 before any. */
  long heardAt() {
    long judged = log.size() == 0 ? 0 : log.ts(log.size() - 1);
    return Math.max(judged, Math.max(clock, 0));
  }

  /**
   * Whether something is to be said of a rule for the first time on this device. Of the first
   * {@value #MOST_TOLD} rules, so that the row stays small.
   */
  boolean tellFirst(String ruleId) {
    int hash = ruleId.hashCode();
    if (told.length >= MOST_TOLD || Arrays.stream(told).anyMatch(each -> each == hash)) {
      return false;
    }
    told = Arrays.copyOf(told, told.length + 1);
    told[told.length - 1] = hash;
    return true;
  }

  boolean anyOpen() {
    for (Episode episode : episodes) {
      if (episode.open()) {
        return true;
      }
    }
    return false;
  }
}
