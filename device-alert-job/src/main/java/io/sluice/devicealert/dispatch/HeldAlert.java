package io.sluice.devicealert.dispatch;

import io.sluice.devicealert.device.DeviceConfig;
import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One alert on its way to a human: what detection said of it last, and how far its dispatch is.
 * Changed in place by {@link DeviceDispatch} only.
 */
public final class HeldAlert {
  /** The time of what has not happened. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The order in which alerts of one time are decided: the most urgent first. */
  static final Comparator<HeldAlert> BY_URGENCY =
      Comparator.comparing((HeldAlert alert) -> alert.severity, Comparator.reverseOrder())
          .thenComparingInt(alert -> -alert.priority)
          .thenComparing(alert -> alert.ruleId)
          .thenComparing(alert -> alert.alertId);

  /** How far an alert is. */
  enum Progress {
    /** Held, or held back; nobody was sent for it. */
    WAITING,
    /** A DISPATCH went out, and with it a CANCEL, a NOTE or a finished work order is owed. */
    SENT,
    /** Nothing is to be done any more; remembered to know a message again that comes twice. */
    OVER
  }

  public String alertId;
  public String deviceId;
  public String ruleId;
  public long ruleVersion;
  public String alertType;
  public Severity severity;
  public int priority;
  public long hold;
  public List<String> overrides = List.of();
  public long openedAt;
  public long faultTime;
  public List<String> evidence = List.of();

  /** What of the device's configuration goes into the messages; null where there is none. */
  public String site;

  public String level;
  public String sla;

  /** How the configuration is known, see {@link DeviceKnown}. */
  public DeviceKnown deviceKnown = DeviceKnown.CURRENT;

  int revision;

  /** False while only its REVOKE has come. */
  boolean raised;

  /** When it closes as far as the dispatch is concerned. */
  long revokedAt = NEVER;

  /** When it closed by itself: earlier, if it is latched. */
  long closedAt = NEVER;

  /** Whether its opening was looked at for chatter. */
  boolean counted;

  /** Part of a chattering rule's alert, so nobody is sent for it. */
  boolean absorbed;

  String revokeReason;

  /** Over because late evidence has taken its opening away, before anybody was sent. */
  boolean neverWas;

  /** The event that closed it, null if none did. */
  String revokedBy;

  Progress progress = Progress.WAITING;

  /** Whether the end of the hold was decided on; still WAITING then means held back. */
  boolean decided;

  List<String> causes = List.of();
  long sentAt = NEVER;
  int timesSent;
  long overAt = NEVER;
  boolean acknowledged;
  int reminders;

  /** Explanations given so far, which makes each the version of its row. */
  int explained;

  /**
   * What a message says of its alert.
   *
   * @param device wins over the rule where it says anything; null for nothing
   */
  static HeldAlert of(Alert said, DeviceConfig device, DeviceKnown known) {
    DeviceConfig config = device == null ? DeviceConfig.NONE : device;
    HeldAlert alert = new HeldAlert();
    alert.alertId = said.alertId();
    alert.deviceId = said.deviceId();
    alert.ruleId = said.ruleId();
    alert.ruleVersion = said.ruleVersion();
    alert.alertType = said.alertType();
    alert.severity = config.severity() == null ? said.severity() : config.severity();
    alert.priority = said.priority();
    alert.hold = config.hold() == null ? said.hold() : config.hold();
    alert.overrides = config.overrides() == null ? said.overrides() : config.overrides();
    alert.openedAt = said.ts();
    alert.faultTime = said.faultTime();
    alert.evidence = said.evidence();
    alert.site = config.site();
    alert.level = config.level();
    alert.sla = config.sla();
    alert.deviceKnown = known;
    alert.revision = said.revision();
    return alert;
  }

  /** The event that the last message about it follows from, or null. */
  String cause() {
    if (revokedBy != null) {
      return revokedBy;
    }
    return evidence.isEmpty() ? null : evidence.get(evidence.size() - 1);
  }

  /** The end of the hold. */
  long due() {
    long due = openedAt + hold;
    return due < openedAt ? NEVER : due;
  }

  boolean waiting() {
    return raised && progress == Progress.WAITING;
  }

  boolean sent() {
    return progress == Progress.SENT;
  }

  boolean over() {
    return progress == Progress.OVER;
  }

  /** Whether the condition holds at a time, nobody's dispatch considered. */
  boolean openAt(long time) {
    return raised && !over() && openedAt <= time && revokedAt > time;
  }

  /** Revoked at the very end of its hold: the hold is served, so it is sent and taken back. */
  boolean endsWithItsHold(long time) {
    return !decided && revokedAt == time && due() == time;
  }

  boolean moreUrgentThan(HeldAlert other) {
    int more = severity.compareTo(other.severity);
    return more > 0 || (more == 0 && priority > other.priority);
  }

  /** Takes over what a later RAISE says of the same opening. */
  void restate(HeldAlert said) {
    ruleId = said.ruleId;
    ruleVersion = said.ruleVersion;
    alertType = said.alertType;
    severity = said.severity;
    priority = said.priority;
    hold = said.hold;
    overrides = said.overrides;
    openedAt = said.openedAt;
    faultTime = said.faultTime;
    evidence = said.evidence.isEmpty() ? evidence : said.evidence;
    // Whoever was sent is called back from where he was sent.
    site = sent() ? site : said.site;
    level = said.level;
    sla = said.sla;
    deviceKnown = said.deviceKnown;
    raised = true;
  }

  /** Back to the beginning, after evidence that brought a revoked alert back. */
  void reopen() {
    progress = Progress.WAITING;
    decided = false;
    neverWas = false;
    causes = new ArrayList<>();
    revokedAt = NEVER;
    closedAt = NEVER;
    revokeReason = null;
    revokedBy = null;
    overAt = NEVER;
    acknowledged = false;
  }
}
