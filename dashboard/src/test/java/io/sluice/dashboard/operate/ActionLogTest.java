package io.sluice.dashboard.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionLogTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void ofTwoActsOnOneTargetTheLaterCountsWhateverTheOrderOfArrival() {
    String shelved = act("anna", -30, "SHELVE", "{\"deviceId\":\"d1\"}", 60);
    String taken = act("ben", -10, "UNSHELVE", "{\"deviceId\":\"d1\"}", null);

    assertThat(log(shelved).shelved(NOON)).extracting(Action::actor).containsExactly("anna");
    assertThat(log(shelved, taken).shelved(NOON)).isEmpty();
    assertThat(log(taken, shelved).shelved(NOON)).isEmpty();
    assertThat(log(shelved, taken).shelved(NOON.minusSeconds(900))).hasSize(1);
  }

  @Test
  void atOneTimeTheUnshelvingCounts() {
    String shelved = act("anna", -5, "SHELVE", "{\"ruleId\":\"r\"}", 60);
    String taken = act("ben", -5, "UNSHELVE", "{\"ruleId\":\"r\"}", null);

    assertThat(log(taken, shelved).shelved(NOON)).isEmpty();
  }

  @Test
  void aShelvingEndsByItselfAndTheNextToEndComesFirst() {
    ActionLog log =
        log(
            act("anna", -90, "SHELVE", "{\"deviceId\":\"d1\"}", 0),
            act("anna", -80, "SHELVE", "{\"deviceId\":\"d2\"}", 40),
            act("anna", -70, "SHELVE", "{\"deviceId\":\"d3\"}", 20));

    assertThat(log.shelved(NOON)).extracting(Action::id).containsExactly("d3", "d2");
  }

  @Test
  void namesLikeOneAnotherAreNotTheSameTarget() {
    ActionLog log =
        log(
            act("anna", -9, "SHELVE", "{\"deviceId\":\"x\"}", 40),
            act("anna", -8, "UNSHELVE", "{\"ruleId\":\"x\"}", null));

    assertThat(log.shelved(NOON)).extracting(Action::target).containsExactly(Action.Target.DEVICE);
  }

  @Test
  void tellsTheNewestFirstAndLeavesOutWhatIsNoAction() {
    ActionLog log =
        log(
            act("anna", -9, "ACK", "{\"alertId\":\"a\"}", null),
            "{}",
            act("ben", -3, "ACK", "{\"alertId\":\"b\"}", null),
            act("eve", -5, "ACK", "{\"alertId\":\"c\"}", null));

    assertThat(log.newest(2)).extracting(Action::actor).containsExactly("ben", "eve");
  }

  private static ActionLog log(String... records) {
    List<Published> published =
        Arrays.stream(records).map(text -> new Published("t-0-1", NOON, "k", text, "x")).toList();
    return ActionLog.of(published);
  }

  private static String act(
      String actor, int minutes, String action, String target, Integer untilMinutes) {
    String until =
        untilMinutes == null ? "" : ",\"until\":\"" + NOON.plusSeconds(untilMinutes * 60L) + "\"";
    return "{\"actor\":\""
        + actor
        + "\",\"ts\":\""
        + NOON.plusSeconds(minutes * 60L)
        + "\",\"action\":\""
        + action
        + "\",\"target\":"
        + target
        + until
        + "}";
  }
}
