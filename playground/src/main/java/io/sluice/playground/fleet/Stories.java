package io.sluice.playground.fleet;

import java.util.List;

/**
 * A story for each promise that the demo holds the job to, by the rules of {@code
 * device-rules.yaml} and the sequences of {@code device-sequences.yaml}. The hold of all whose
 * dispatch is answered is {@link #HOLD_MILLIS}. What an alert owes is worked out by hand from the
 * rules, step by step.
 */
final class Stories {
  static final long HOLD_MILLIS = 5_000;

  private static final String OVERHEAT = "overheat-then-stall";
  private static final String COOLANT = "low-coolant";
  private static final String ALARM_RULE = "fault-then-alarm";
  private static final String ALARM_SEQUENCE = "fault-then-alarm-while-stopped";
  private static final String RAISE = "RAISE:COMPLETED";
  private static final String REVOKE = "REVOKE:REVOKED_ON_EVENT";
  private static final String NEVER_WAS = "REVOKE:LATE_EVIDENCE";
  private static final String DISPATCH = "DISPATCH:HOLD_PASSED";
  private static final String RELEASED = "DISPATCH:RELEASED";
  private static final String CANCEL = "CANCEL:REVOKED_ON_EVENT";

  private Stories() {}

  /**
   * @param lateness L, milliseconds
   */
  static List<Story> all(long lateness) {
    return List.of(
        overheats("pair").owes(OVERHEAT, 1, RAISE, DISPATCH).end(),
        Story.named("pair-reversed")
            .fault("B", 0)
            .fault("A", 2_000)
            .owes(OVERHEAT, 1, RAISE, DISPATCH)
            .end(),
        overheats("recovers-in-hold").recovery("A", 4_000).owes(OVERHEAT, 1, RAISE, REVOKE).end(),
        overheats("called-back")
            .onceDispatched()
            .recovery("A", 1_000)
            .order("ASSIGNED", 0)
            .owes(OVERHEAT, 1, RAISE, DISPATCH, REVOKE, CANCEL)
            .end(),
        overheats("in-progress")
            .onceDispatched()
            .recovery("A", 1_500)
            .order("CREATED", 0)
            .order("ASSIGNED", 300)
            .order("IN_PROGRESS", 600)
            .owes(OVERHEAT, 1, RAISE, DISPATCH, REVOKE, "NOTE:REVOKED_ON_EVENT")
            .end(),
        overheats("done")
            .onceDispatched()
            .recovery("A", 1_500)
            .order("IN_PROGRESS", 0)
            .order("COMPLETED", 600)
            .owes(OVERHEAT, 1, RAISE, DISPATCH, REVOKE)
            .end(),
        overheats("late-evidence")
            .recovery("A", 1_000)
            .arriving(4_000)
            .owes(OVERHEAT, 1, RAISE, NEVER_WAS)
            .end(),
        Story.named("opening-moves")
            .fault("A", 0)
            .fault("B", 3_000)
            .fault("B", 1_000)
            .arriving(4_000)
            .owes(OVERHEAT, 1, RAISE, NEVER_WAS)
            .owes(OVERHEAT, 2, RAISE, DISPATCH)
            .end(),
        Story.named("out-of-order")
            .fault("A", 500)
            .arriving(3_500)
            .fault("B", 2_000)
            .owes(OVERHEAT, 1, RAISE, DISPATCH)
            .end(),
        Story.named("beyond-lateness")
            .fault("A", 0)
            .fault("B", 500)
            .arriving(lateness + 4_500)
            .end(),
        overheats("late-recovery")
            .onceDispatched()
            // Still behind the hold: the dispatch has been due, however late this is read.
            .recovery("A", 1_500 - lateness)
            .arriving(6_000)
            .owes(OVERHEAT, 1, RAISE, DISPATCH, "REVOKE:LATE_RECOVERY", "CANCEL:LATE_RECOVERY")
            .end(),
        Story.named("duplicates")
            .fault("A", 0)
            .times(3)
            .fault("B", 2_000)
            .times(4)
            .owes(OVERHEAT, 1, RAISE, DISPATCH)
            .end(),
        Story.named("counted")
            .fault("8", 0)
            .fault("8", 1_000)
            .fault("8", 2_000)
            .fault("8", 3_000)
            .owes("repeated-fault", 2, RAISE, DISPATCH)
            .end(),
        Story.named("counted-once").fault("8", 0).times(4).fault("8", 1_000).end(),
        Story.named("fault-then-alarm")
            .fault("C", 0)
            .step("ALARM", "9", 2_000)
            .owes(ALARM_RULE, 1, RAISE, DISPATCH)
            .owes(ALARM_SEQUENCE, 1, RAISE, DISPATCH)
            .end(),
        Story.named("alarm-before-fault-is-read")
            .fault("C", 0)
            .arriving(2_500)
            .step("ALARM", "9", 2_000)
            .owes(ALARM_RULE, 1, RAISE, DISPATCH)
            .owes(ALARM_SEQUENCE, 1, RAISE, DISPATCH)
            .end(),
        Story.named("alarm-called-back")
            .fault("C", 0)
            .step("ALARM", "9", 2_000)
            .onceDispatched()
            .recovery("C", 1_000)
            .owes(ALARM_RULE, 1, RAISE, DISPATCH, REVOKE, CANCEL)
            .owes(ALARM_SEQUENCE, 1, RAISE, DISPATCH, REVOKE, CANCEL)
            .end(),
        Story.named("runs-between")
            .fault("C", 0)
            .step("RUN", null, 1_000)
            .step("ALARM", "9", 2_000)
            .end(),
        Story.named("cascade")
            .fault("A", 0)
            .fault("B", 1_000)
            .fault("C", 2_000)
            .owes(OVERHEAT, 1, RAISE, DISPATCH)
            .owes("faults-cascade", 2, RAISE, DISPATCH)
            .end(),
        Story.named("relapses")
            .fault("8", 0)
            .recovery("8", 500)
            .fault("8", 1_000)
            .recovery("8", 1_500)
            .fault("8", 2_000)
            .recovery("8", 2_500)
            .fault("8", 3_000)
            .owes("repeated-fault", 4, RAISE, REVOKE)
            .owes("repeated-fault", 6, RAISE, DISPATCH)
            .owes("fault-relapses", 6, RAISE, DISPATCH)
            .end(),
        Story.named("alarm-at-once")
            .fault("14", 0)
            .step("ALARM", "9", 500)
            .step("ALARM", "9", 1_000)
            .owes("alarm-at-once", 2, RAISE, DISPATCH)
            .end(),
        Story.named("survives-restart")
            .fault("14", 0)
            .step("STOP", null, 500)
            .step("RUN", null, 1_000)
            .fault("14", 1_500)
            .owes("fault-survives-restart", 3, RAISE, DISPATCH)
            .end(),
        Story.named("nobody-stops")
            .fault("E", 0)
            .owesAt("fault-nobody-stops", 8_000, RAISE, DISPATCH)
            .end(),
        Story.named("stopped-in-time").fault("E", 0).step("STOP", null, 4_000).end(),
        Story.named("lasting").fault("D", 0).owesAt("lasting-fault", 4_000, RAISE, DISPATCH).end(),
        Story.named("passing").fault("D", 0).recovery("D", 3_000).end(),
        Story.named("overridden")
            .fault("L", 0)
            .fault("A", 1_000)
            .fault("B", 2_000)
            .onceDispatched()
            .recovery("A", 1_000)
            .owes(OVERHEAT, 2, RAISE, DISPATCH, REVOKE, CANCEL)
            .owes(COOLANT, 0, RAISE, RELEASED)
            .end(),
        overheats("shelved").shelved().owes(OVERHEAT, 1, RAISE, RELEASED).end());
  }

  private static Story.Writer overheats(String name) {
    return Story.named(name).fault("A", 0).fault("B", 2_000);
  }
}
