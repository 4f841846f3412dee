package io.sluice.devicealert.dispatch;

import static io.sluice.devicealert.event.Severity.CRITICAL;
import static io.sluice.devicealert.event.Severity.MAJOR;
import static io.sluice.devicealert.event.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.event.WorkOrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each clause of what is promised of the dispatch, as a story. */
class DeviceDispatchTest {
  private static final long END = Long.MAX_VALUE;
  private final Story story = new Story();

  @Test
  void decidesWhenTheWatermarkHasPassedTheHold() {
    story.raised("a", MAJOR, "HEAT", 100, 50).watermark(149);
    assertThat(story.sent()).isEmpty();

    story.watermark(150);
    assertThat(story.sent()).containsExactly("150 DISPATCH a HOLD_PASSED");
  }

  @Test
  void sendsNothingForWhatIsRevokedWithinItsHold() {
    story.raised("a", MAJOR, "HEAT", 100, 50).revoked("a", 2, 149).watermark(END);

    assertThat(story.sent()).isEmpty();
    assertThat(story.journal.explained("a"))
        .containsExactly("100 HELD HOLD []", "149 NOT_SENT REVOKED_IN_HOLD []");
  }

  @Test
  void aRevokeAtTheVeryEndOfTheHoldComesTooLateToPreventTheDispatch() {
    story.raised("a", MAJOR, "HEAT", 100, 50).revoked("a", 2, 150).watermark(END);

    assertThat(story.sent())
        .containsExactly("150 DISPATCH a HOLD_PASSED", "150 CANCEL a REVOKED_ON_EVENT");
  }

  @Test
  void withoutAHoldItIsDispatchedWhenItOpens() {
    story.raised("a", MAJOR, "HEAT", 100, 0).revoked("a", 2, 100).watermark(100);

    assertThat(story.sent())
        .containsExactly("100 DISPATCH a HOLD_PASSED", "100 CANCEL a REVOKED_ON_EVENT");
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, CANCEL",
    "APPROVED, CANCEL",
    "ASSIGNED, CANCEL",
    "IN_PROGRESS, NOTE",
    "COMPLETED,",
    "CLOSED,",
    "CANCELLED,"
  })
  void aRevokeIsDecidedByTheLastWorkOrderUpToIt(WorkOrderState state, String action) {
    story
        .raised("a", MAJOR, "HEAT", 0, 10)
        .workOrder("a", 31, WorkOrderState.CREATED)
        .workOrder("a", 30, state)
        .workOrder("a", 20, WorkOrderState.ASSIGNED)
        .revoked("a", 2, 30)
        .watermark(END);

    assertThat(story.sent())
        .containsExactlyElementsOf(
            action == null
                ? java.util.List.of("10 DISPATCH a HOLD_PASSED")
                : java.util.List.of(
                    "10 DISPATCH a HOLD_PASSED", "30 " + action + " a REVOKED_ON_EVENT"));
  }

  @Test
  void anOverriddenAlertIsHeldBackUntilTheOtherCloses() {
    story
        .overriding("big", CRITICAL, "HEAT", 100, "COOLANT")
        .raised("small", MINOR, "COOLANT", 90, 20)
        .revoked("big", 2, 5000)
        .watermark(4999);
    assertThat(story.sent()).containsExactly("1100 DISPATCH big HOLD_PASSED");
    assertThat(story.journal.explained("small"))
        .containsExactly("90 HELD HOLD []", "110 SUPPRESSED HELD_BACK [OVERRIDDEN_BY:big]");

    story.watermark(END);
    assertThat(story.sent().subList(1, 3))
        .containsExactly("5000 CANCEL big REVOKED_ON_EVENT", "5000 DISPATCH small RELEASED");
  }

  @Test
  void onlyAMoreUrgentAlertOverrides() {
    story
        .overriding("equal", MINOR, "HEAT", 0, "COOLANT")
        .raised("small", MINOR, "COOLANT", 0, 20)
        .watermark(20);

    assertThat(story.sent()).containsExactly("20 DISPATCH small HOLD_PASSED");
  }

  @Test
  void whatIsRevokedWhileHeldBackIsNeverSent() {
    story.shelved(0, 1000).raised("a", MAJOR, "HEAT", 100, 50).revoked("a", 2, 1000).watermark(END);

    assertThat(story.sent()).isEmpty();
    assertThat(story.journal.explained("a"))
        .containsExactly(
            "100 HELD HOLD []",
            "150 SUPPRESSED HELD_BACK [SHELVED_DEVICE:d1]",
            "1000 NOT_SENT REVOKED_WHILE_HELD_BACK [SHELVED_DEVICE:d1]");
  }

  @Test
  void shelvingEndsAtItsTimeOrWhenTakenBack() {
    story
        .shelved(0, 1000)
        .raised("a", MAJOR, "HEAT", 100, 50)
        .raised("b", MAJOR, "OIL", 2000, 50)
        .shelved(1500, 9000)
        .unshelved(3000)
        .watermark(END);

    assertThat(story.sent())
        .containsExactly("1000 DISPATCH a RELEASED", "3000 DISPATCH b RELEASED");
  }

  @Test
  void aShelvedRuleHoldsBackItsAlertsOnly() {
    story
        .ruleShelved("rule-a", 0, 1000)
        .raised("a", MAJOR, "HEAT", 100, 50)
        .raised("b", MAJOR, "OIL", 100, 50)
        .watermark(END);

    assertThat(story.sent())
        .containsExactly("150 DISPATCH b HOLD_PASSED", "1000 DISPATCH a RELEASED");
  }

  @Test
  void aTypeForWhichSomebodyIsOnTheWayIsNotSentAgain() {
    story
        .raised("a", MAJOR, "HEAT", 0, 10)
        .raised("b", CRITICAL, "HEAT", 5, 10)
        .revoked("a", 2, 100)
        .watermark(END);

    assertThat(story.sent())
        .containsExactly(
            "10 DISPATCH a HOLD_PASSED",
            "100 CANCEL a REVOKED_ON_EVENT",
            "100 DISPATCH b RELEASED");
  }

  @Test
  void atOneTimeTheMostUrgentGoesFirst() {
    HeldAlert urgent = Story.alert("z", MAJOR, "HEAT", 0, 10);
    urgent.priority = 5;
    story
        .raised("a", MAJOR, "OIL", 0, 10)
        .raised("b", CRITICAL, "FUEL", 0, 10)
        .raised(urgent)
        .watermark(END);

    assertThat(story.sent())
        .containsExactly(
            "10 DISPATCH b HOLD_PASSED", "10 DISPATCH z HOLD_PASSED", "10 DISPATCH a HOLD_PASSED");
  }

  @Test
  void shelvingNeverHoldsBackACancel() {
    story
        .raised("a", MAJOR, "HEAT", 0, 10)
        .shelved(20, END)
        .ruleShelved("rule-a", 20, END)
        .revoked("a", 2, 30)
        .watermark(END);

    assertThat(story.sent())
        .containsExactly("10 DISPATCH a HOLD_PASSED", "30 CANCEL a REVOKED_ON_EVENT");
  }

  @Test
  void whatLateEvidenceTakesAwayInTimeWasNever() {
    story
        .raised("a", MAJOR, "HEAT", 100, 0)
        .neverWas("a", 2, 100)
        .raised("b", MAJOR, "HEAT", 90, 0)
        .watermark(END);

    assertThat(story.sent()).containsExactly("90 DISPATCH b HOLD_PASSED");
  }

  @Test
  void whatLateEvidenceTakesAwayAfterItWasSentIsCalledOff() {
    story
        .raised("a", MAJOR, "HEAT", 100, 50)
        .watermark(150)
        .workOrder("a", 170, WorkOrderState.IN_PROGRESS)
        .neverWas("a", 2, 100)
        .watermark(200);

    assertThat(story.sent())
        .containsExactly("150 DISPATCH a HOLD_PASSED", "150 NOTE a LATE_EVIDENCE");
  }

  @Test
  void aRevokeThatOvertakesItsRaiseCountsAllTheSame() {
    story.revoked("a", 2, 120).raised("a", MAJOR, "HEAT", 100, 50).watermark(END);

    assertThat(story.sent()).isEmpty();
  }

  @Test
  void evidenceMayBringARevokedAlertBack() {
    HeldAlert back = Story.alert("a", MAJOR, "HEAT", 100, 50);
    back.revision = 3;
    story
        .raised("a", MAJOR, "HEAT", 100, 50)
        .neverWas("a", 2, 100)
        .raised(back)
        .raised("a", MAJOR, "HEAT", 100, 50)
        .watermark(END);

    assertThat(story.sent()).containsExactly("150 DISPATCH a HOLD_PASSED");
  }

  @Test
  void repetitionsChangeNothingWhileTheAlertIsRemembered() {
    story
        .raised("a", MAJOR, "HEAT", 0, 10)
        .revoked("a", 2, 50)
        .watermark(1000)
        .raised("a", MAJOR, "HEAT", 0, 10)
        .revoked("a", 2, 50)
        .watermark(2000);

    assertThat(story.sent()).hasSize(2);
  }

  @Test
  void remindsUntilAcknowledgedAndNotBeyondTheEnd() {
    Story reminding = new Story(new DispatchRules(3_600_000, 100, 0, 3));
    reminding
        .raised("a", MAJOR, "HEAT", 0, 10)
        .raised("b", MAJOR, "OIL", 300, 10)
        .acknowledged(250)
        .watermark(500)
        .dispatch
        .remindUntil(500);
    reminding.watermark(END - 1);

    assertThat(reminding.sent())
        .containsExactly(
            "10 DISPATCH a HOLD_PASSED",
            "110 REMIND a UNACKNOWLEDGED",
            "210 REMIND a UNACKNOWLEDGED",
            "310 DISPATCH b HOLD_PASSED",
            "410 REMIND b UNACKNOWLEDGED");
  }

  @Test
  void aChatteringRuleIsOneAlertUntilItHasBeenQuiet() {
    Story latching = new Story(new DispatchRules(3_600_000, 0, 1000, 3));
    for (int i = 0; i < 6; i++) {
      HeldAlert alert = Story.alert("a" + i, MAJOR, "HEAT", 300L * i, 100);
      alert.ruleId = "chatters";
      latching.raised(alert).revoked("a" + i, 2, 300L * i + 50);
    }
    latching.watermark(END - 1);

    assertThat(latching.sent())
        .containsExactly("700 DISPATCH a2 HOLD_PASSED", "2500 CANCEL a2 REVOKED_ON_EVENT");
    assertThat(latching.journal.explained("a4"))
        .containsExactly("1200 HELD HOLD []", "1200 NOT_SENT CHATTER []");
    assertThat(latching.row.empty()).isTrue();
  }

  @Test
  void theLatchHoldsForAsLongAsTheLastOpeningIsOpen() {
    Story latching = new Story(new DispatchRules(3_600_000, 0, 1000, 2));
    for (int i = 0; i < 3; i++) {
      HeldAlert alert = Story.alert("a" + i, MAJOR, "HEAT", 300L * i, 100);
      alert.ruleId = "chatters";
      latching.raised(alert).revoked("a" + i, 2, i == 2 ? 9_000 : 300L * i + 50);
      latching.watermark(300L * i);
    }
    latching.watermark(END - 1);

    assertThat(latching.sent())
        .containsExactly("400 DISPATCH a1 HOLD_PASSED", "9000 CANCEL a1 REVOKED_ON_EVENT");
  }

  @Test
  void nothingIsLeftOfWhatIsOver() {
    story
        .raised("a", MAJOR, "HEAT", 0, 10)
        .workOrder("a", 20, WorkOrderState.ASSIGNED)
        .workOrder("x", 20, WorkOrderState.ASSIGNED)
        .shelved(5, 60)
        .acknowledged(70)
        .revoked("a", 2, 50)
        .revoked("y", 2, 50)
        .watermark(10_000_000);

    assertThat(story.row.empty()).isTrue();
    assertThat(story.dispatch.next(story.row)).isEqualTo(HeldAlert.NEVER);
  }
}
