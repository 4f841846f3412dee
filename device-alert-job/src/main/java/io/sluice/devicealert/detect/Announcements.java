package io.sluice.devicealert.detect;

import io.sluice.devicealert.event.Alert;
import io.sluice.devicealert.event.AlertAction;
import io.sluice.devicealert.rule.Rule;
import io.sluice.devicealert.rule.RuleSpan;
import java.util.List;

/** Tells what became of alerts: each message is one more revision of its alert. */
final class Announcements {
  private final Subject subject;
  private final Findings findings;

  Announcements(Subject subject, Findings findings) {
    this.subject = subject;
    this.findings = findings;
  }

  /** An alert that there was not before. */
  void raise(Episode episode, RuleSpan span) {
    boolean blind = subject.row.blindSince(episode.opened.ts() - span.match().window());
    raiseAgain(episode, blind ? Alert.LOG_OVERFLOW : Alert.COMPLETED, episode.evidence);
  }

  /** An alert that was closed, or never was, is open after all. */
  void raiseAgain(Episode episode, List<String> evidence) {
    raiseAgain(episode, Alert.COMPLETED, evidence);
  }

  private void raiseAgain(Episode episode, String reason, List<String> evidence) {
    say(episode, AlertAction.RAISE, episode.opened.ts(), reason, evidence);
  }

  /** As the episode says that it closed. */
  void revoke(Episode episode) {
    List<String> evidence = episode.closedBy == null ? List.of() : List.of(episode.closedBy);
    say(episode, AlertAction.REVOKE, episode.closed.ts(), episode.closedBecause, evidence);
  }

  /**
   * The alert never was.
   *
   * @param because the events that have shown it
   */
  void takeBack(Episode episode, List<String> because) {
    episode.gone = true;
    say(episode, AlertAction.REVOKE, episode.opened.ts(), Alert.LATE_EVIDENCE, because);
  }

  void repeated(Rule rule) {
    findings.repeated(rule.id());
  }

  /** A completed rule is not for this device, unless because that is not known of it. */
  void notFor(Rule rule, long ts) {
    List<String> unknown = Applies.unknown(rule, subject.row);
    if (!unknown.isEmpty()) {
      boolean first = subject.row.tellFirst(rule.id());
      findings.attributesUnknown(subject.deviceId, rule, ts, unknown, first);
    }
  }

  void overflowed() {
    findings.overflowed(subject.deviceId, subject.row.blindUntil);
  }

  private void say(
      Episode episode, AlertAction action, long ts, String reason, List<String> evidence) {
    episode.revision++;
    findings.alert(
        new Alert(
            episode.alertId,
            action,
            episode.revision,
            episode.ruleId,
            episode.ruleVersion,
            subject.deviceId,
            episode.alertType,
            episode.severity,
            episode.priority,
            episode.hold,
            episode.overrides,
            ts,
            episode.faultTime,
            reason,
            evidence,
            subject.recordedAt(ts)));
  }
}
