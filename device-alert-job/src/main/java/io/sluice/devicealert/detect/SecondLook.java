package io.sluice.devicealert.detect;

import io.sluice.devicealert.rule.RuleLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a rule again from a place on ({@link Stretch}) and tells what is different from what was
 * said before.
 */
final class SecondLook {
  private final Subject subject;
  private final Announcements announcements;
  private final Agenda agenda;

  SecondLook(Subject subject, Announcements announcements, Agenda agenda) {
    this.subject = subject;
    this.announcements = announcements;
    this.agenda = agenda;
  }

  /**
   * @param because the events to name where an alert is taken back
   */
  void from(Position from, RuleLine line, List<String> because) {
    List<Episode> before = new ArrayList<>();
    Episode spanning = null;
    for (Episode episode : subject.row.episodes) {
      if (episode.ruleId.equals(line.id())) {
        if (!episode.opened.isBefore(from)) {
          before.add(episode);
        } else if (episode.openAt(from)) {
          spanning = episode;
        }
      }
    }
    if (spanning != null && line.at(spanning.opened.ts()) == null) {
      // Opened further back than is judged again, at a time at which the rule was not there.
      announcements.takeBack(spanning, because);
      spanning = null;
    }
    Episode continued = spanning == null ? null : spanning.goingOn();
    List<Episode> after = Stretch.of(subject, line, from, continued, announcements);
    if (spanning != null) {
      update(spanning, continued);
    }
    takeBackWhatIsNot(before, after, because);
    for (Episode fresh : after) {
      settle(fresh, before, line);
    }
  }

  private void takeBackWhatIsNot(List<Episode> before, List<Episode> after, List<String> because) {
    for (Episode old : before) {
      if (!old.gone && after.stream().noneMatch(each -> each.alertId.equals(old.alertId))) {
        announcements.takeBack(old, because);
      }
    }
  }

  private void settle(Episode fresh, List<Episode> before, RuleLine line) {
    for (Episode old : before) {
      if (old.alertId.equals(fresh.alertId)) {
        again(old, fresh);
        return;
      }
    }
    subject.row.episodes.add(fresh);
    announcements.raise(fresh, line.at(fresh.opened.ts()));
    if (fresh.closed != null) {
      announcements.revoke(fresh);
    }
    agenda.expectEndOf(fresh);
  }

  /** The same alert: it may have been taken back, or its event came again with an earlier time. */
  private void again(Episode old, Episode fresh) {
    old.faultTime = fresh.faultTime;
    old.evidence = fresh.evidence;
    if (old.gone || !old.opened.equals(fresh.opened)) {
      old.gone = false;
      old.opened = fresh.opened;
      old.closed = null;
      announcements.raiseAgain(old, fresh.evidence);
    }
    update(old, fresh);
  }

  /** Takes over how an alert goes on, and says so where that is new. */
  private void update(Episode episode, Episode found) {
    if (!episode.closedLike(found)) {
      episode.close(found.closed, found.closedBecause, found.closedBy);
      if (found.closed == null) {
        announcements.raiseAgain(episode, List.of());
      } else {
        announcements.revoke(episode);
      }
    }
    agenda.expectEndOf(episode);
  }
}
