package io.sluice.devicealert.dispatch;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one rule's chatter on a device: when it opened of late, and the alert that
 * stands for all of it while it chatters.
 *
 * <p>With the n-th opening in less than the window the rule chatters, and that alert is latched: it
 * counts as open until the rule has not opened for a whole window, or for as long as its last alert
 * is open, whichever ends later. What opens until then is part of it.
 */
final class ChatterLatch {
  final String ruleId;

  /** Times of openings, in order, those within a window of the last. */
  final List<Long> openings = new ArrayList<>(4);

  /** The alert that stands for all, null while the rule does not chatter. */
  String latched;

  /** The alert that opened last. */
  String last;

  ChatterLatch(String ruleId) {
    this.ruleId = ruleId;
  }

  /**
   * Takes note of an opening, in the order of time.
   *
   * @return whether it is part of the alert that is latched
   */
  boolean opened(HeldAlert alert, DispatchRules rules) {
    boolean part = latched != null;
    long before = alert.openedAt - rules.chatterWindow();
    openings.removeIf(time -> time <= before);
    openings.add(alert.openedAt);
    last = alert.alertId;
    if (!part && openings.size() >= rules.chatterOpenings()) {
      latched = alert.alertId;
    }
    return part;
  }

  /** When the rule has been quiet for long enough. */
  long quietAt(DispatchRules rules) {
    long last = openings.get(openings.size() - 1);
    return last + rules.chatterWindow();
  }
}
