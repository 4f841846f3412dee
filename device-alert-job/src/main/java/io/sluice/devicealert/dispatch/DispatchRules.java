package io.sluice.devicealert.dispatch;

import java.io.Serializable;

/**
 * What may be set about the dispatch of one device; all in milliseconds of event time.
 *
 * @param remember how long an alert that is over is known, so that a message about it that comes
 *     twice changes nothing
 * @param remindEvery 0 for no reminders
 * @param chatterWindow 0 for no latch
 * @param chatterOpenings that many openings of a rule in less than the window are chatter
 */
public record DispatchRules(
    long remember, long remindEvery, long chatterWindow, int chatterOpenings)
    implements Serializable {
  public static final DispatchRules DEFAULTS = new DispatchRules(3_600_000, 0, 0, 3);

  boolean reminds() {
    return remindEvery > 0;
  }

  boolean latches() {
    return chatterWindow > 0;
  }
}
