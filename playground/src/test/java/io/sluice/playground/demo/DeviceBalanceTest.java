package io.sluice.playground.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.playground.fleet.DeviceRecord;
import io.sluice.playground.fleet.ExpectedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fifty stories of which each is owed a RAISE and a DISPATCH; then one thing goes wrong. */
class DeviceBalanceTest {
  private static final long LATENESS = 5_000;
  private static final long MAX_FUTURE = 300_000;

  private final List<ExpectedMessage> owed = new ArrayList<>();
  private final FoundMessages found = new FoundMessages();

  DeviceBalanceTest() {
    for (int i = 0; i < 50; i++) {
      for (String action : List.of("RAISE", "DISPATCH")) {
        ExpectedMessage each =
            new ExpectedMessage("pair", "story-" + i, "alert-" + i, "rule", "e", action, "why");
        owed.add(each);
        found.add(message(i, action), "alert-" + i + ":" + action);
      }
    }
    found.add(new FoundMessages.Message("d0001", "other", "DISPATCH", "why"), "other:DISPATCH");
  }

  private static FoundMessages.Message message(int story, String action) {
    return new FoundMessages.Message("story-" + story, "alert-" + story, action, "why");
  }

  private Stage stories() {
    return new StoryBalance("stories", owed, found).stage();
  }

  @Test
  void balancesWhenEachMessageIsFoundOnce() {
    assertThat(stories().isBalanced()).isTrue();
    assertThat(stories().sent()).isEqualTo(100);
    assertThat(stories().written()).isEqualTo(100);
  }

  @Test
  void aDispatchTakenAwayIsALoss() {
    found.remove(message(17, "DISPATCH"));

    assertThat(stories().lost()).isEqualTo(1);
    assertThat(stories().isBalanced()).isFalse();
    assertThat(stories().problems()).singleElement().asString().contains("story-17");
  }

  @Test
  void theSameIdAgainIsARepeatAndNoDouble() {
    found.add(message(17, "DISPATCH"), "alert-17:DISPATCH");

    assertThat(stories().received()).isEqualTo(101);
    assertThat(stories().isBalanced()).isTrue();
  }

  @Test
  void theSameMessageUnderAnotherIdIsADouble() {
    found.add(message(17, "DISPATCH"), "alert-17:DISPATCH:2");

    assertThat(stories().doubled()).isEqualTo(1);
    assertThat(stories().isBalanced()).isFalse();
  }

  @Test
  void whatNobodyExpectsOnADeviceOfAStoryIsADouble() {
    found.add(message(17, "CANCEL"), "alert-17:CANCEL");
    found.addNameless();

    assertThat(stories().doubled()).isEqualTo(2);
  }

  @Test
  void anotherReasonIsALossAndADouble() {
    found.remove(message(3, "RAISE"));
    found.add(
        new FoundMessages.Message("story-3", "alert-3", "RAISE", "LOG_OVERFLOW"), "alert-3:RAISE");

    assertThat(stories().lost()).isEqualTo(1);
    assertThat(stories().doubled()).isEqualTo(1);
  }

  @Test
  void aRowTakenAwayIsALossAndARowOfNothingADouble() {
    Set<String> rows = new HashSet<>(found.ids());
    assertThat(new RowBalance("rows", found.ids(), rows).stage().isBalanced()).isTrue();

    rows.remove("other:DISPATCH");
    assertThat(new RowBalance("rows", found.ids(), rows).stage().lost()).isEqualTo(1);
    rows.add("nobody:DISPATCH");
    assertThat(new RowBalance("rows", found.ids(), rows).stage().doubled()).isEqualTo(1);
  }

  @Test
  void whatIsLateOrAheadIsWorkedOutFromTheOrderInThePartition() {
    DeviceLedger ledger = new DeviceLedger(true);
    long now = 1_772_438_400_000L;
    long[] times = {
      now, now - LATENESS, now - LATENESS - 1, now + MAX_FUTURE + 1, now - 1, now + 10, -1
    };
    for (int offset = 0; offset < times.length; offset++) {
      boolean garbage = times[offset] < 0;
      DeviceRecord record = new DeviceRecord("d", new byte[0], offset, times[offset], garbage);
      ledger.sending(record, now);
      ledger.acknowledged(0, offset, record, now);
    }

    assertThat(ledger.outOfTime(LATENESS, MAX_FUTURE)).hasToString("[{2, 3}]");
    assertThat(ledger.garbage()).hasToString("[{6}]");
    Found late = new Found();
    late.add(0, 2);
    late.add(0, 3);
    assertThat(places(ledger, late).isBalanced()).isTrue();
    late.removeOne(0, 3);
    assertThat(places(ledger, late).lost()).isEqualTo(1);
    late.add(0, 5);
    assertThat(places(ledger, late).doubled()).isEqualTo(1);
  }

  private static Stage places(DeviceLedger ledger, Found found) {
    return new PlaceBalance("late", ledger.outOfTime(LATENESS, MAX_FUTURE), found).stage();
  }
}
