package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.Severity;
import io.sluice.devicealert.rule.Rule;
import java.util.List;
import java.util.Objects;

/**
 * One life of an alert on a device, from its opening to its closing, with what was said of it. Kept
 * while it is open, and as long after as late evidence may still change it.
 */
final class Episode {
  String alertId;
  String ruleId;
  long ruleVersion;
  String alertType;
  Severity severity;
  int priority;
  long hold;
  List<String> overrides;

  Position opened;
  long faultTime;

  /** Null while it is open. */
  Position closed;

  /** Why it closed; null while it is open. */
  String closedBecause;

  /** The event that closed it; null for none. */
  String closedBy;

  /** Late evidence has shown that it never was; kept for its revision. */
  boolean gone;

  /** Of the last message, 0 before any. */
  int revision;

  /** What the opening rests on; not part of the state, a message is sent at once or never. */
  List<String> evidence = List.of();

  static Episode of(String deviceId, Rule rule, Position opened, boolean deadline) {
    Episode episode = new Episode();
    episode.alertId =
        AlertIds.of(deviceId, rule.id(), deadline ? "@" + opened.ts() : opened.eventId());
    episode.ruleId = rule.id();
    episode.ruleVersion = rule.version();
    episode.alertType = rule.alertType();
    episode.severity = rule.severity();
    episode.priority = rule.priority();
    episode.hold = rule.hold();
    episode.overrides = rule.overrides();
    episode.opened = opened;
    return episode;
  }

  void close(Position at, String because, String by) {
    closed = at;
    closedBecause = because;
    closedBy = by;
  }

  /** Whether the alert is open when what stands at that place comes. */
  boolean openAt(Position position) {
    return opened.isBefore(position) && reaches(position);
  }

  boolean open() {
    return !gone && closed == null;
  }

  /** Whether it is open at that place or behind it. */
  boolean reaches(Position from) {
    return !gone && (closed == null || !closed.isBefore(from));
  }

  /** Whether it closed by what is applied for nothing else, and so is in no log. */
  boolean closedLate() {
    return Alert.LATE_RECOVERY.equals(closedBecause);
  }

  /** The same opening, with its closing still to be found; what is late cannot be found again. */
  Episode goingOn() {
    Episode open = new Episode();
    open.opened = opened;
    if (closedLate()) {
      open.close(closed, closedBecause, closedBy);
    }
    return open;
  }

  boolean closedLike(Episode other) {
    return Objects.equals(closed, other.closed);
  }

  /** The last time that it has to do with. */
  long end() {
    return closed == null || gone ? opened.ts() : closed.ts();
  }
}
