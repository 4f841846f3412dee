package io.sluice.devicealert.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.devicealert.event.WorkOrderState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The dispatch against its law, over random stories heard in random ways. */
class DispatchPropertyTest {
  private static final int STORIES = 1500;
  private static final DispatchRowSerializer SERIALIZER = new DispatchRowSerializer();

  @Test
  void anyOrderWithinToleranceAnyRepetitionAndAnyRestartGiveWhatOrderedInputGives() {
    int messages = 0;
    for (long seed = 1; seed <= STORIES; seed++) {
      DispatchScenario scenario = new DispatchScenario(seed);
      List<String> law = new DispatchReference(scenario).lines();
      Random random = new Random(seed);
      for (int lateness : new int[] {0, 5, 30}) {
        Journal journal = hear(scenario, random, lateness, true);
        assertThat(journal.sent)
            .as("seed %d, lateness %d", seed, lateness)
            .containsExactlyElementsOf(law);
      }
      messages += law.size();
    }
    assertThat(messages).isGreaterThan(STORIES);
  }

  /** Beyond the tolerance the stream may differ, but nobody sent out is ever forgotten. */
  @Test
  void whoeverWasSentForARevokedAlertIsCalledOffOrDone() {
    int owed = 0;
    for (long seed = 1; seed <= STORIES; seed++) {
      DispatchScenario scenario = new DispatchScenario(seed);
      Journal journal = hear(scenario, new Random(seed), 30, false);
      for (Dispatch dispatch : journal.dispatches) {
        if (dispatch.action == DispatchAction.DISPATCH && isRevoked(scenario, dispatch.alertId)) {
          owed++;
          assertThat(paid(scenario, journal, dispatch))
              .as("seed %d: %s in %s", seed, dispatch.alertId, journal.sent)
              .isTrue();
        }
      }
    }
    assertThat(owed).isGreaterThan(STORIES / 10);
  }

  @Test
  void idsAreUniqueWhateverComesLate() {
    for (long seed = 1; seed <= STORIES; seed++) {
      Journal journal = hear(new DispatchScenario(seed), new Random(seed), 30, false);
      assertThat(journal.dispatches.stream().map(dispatch -> dispatch.dispatchId))
          .as("seed %d", seed)
          .doesNotHaveDuplicates();
    }
  }

  private static boolean isRevoked(DispatchScenario scenario, String alertId) {
    return scenario.truths.stream()
        .noneMatch(
            truth ->
                truth.opening().alertId.equals(alertId) && truth.revokedAt() == HeldAlert.NEVER);
  }

  private static boolean paid(DispatchScenario scenario, Journal journal, Dispatch owed) {
    boolean calledOff =
        journal.dispatches.stream()
            .anyMatch(
                dispatch ->
                    dispatch.alertId.equals(owed.alertId)
                        && dispatch.ts >= owed.ts
                        && (dispatch.action == DispatchAction.CANCEL
                            || dispatch.action == DispatchAction.NOTE));
    return calledOff
        || scenario.orders.stream()
            .anyMatch(
                order ->
                    order.alertId().equals(owed.alertId)
                        && order.state().compareTo(WorkOrderState.COMPLETED) >= 0);
  }

  /**
   * Plays the messages: each comes up to so much later than its time among the others, some twice,
   * and the row is packed and unpacked now and then.
   *
   * @param inTime whether the watermark waits for whatever is under way
   */
  private static Journal hear(
      DispatchScenario scenario, Random random, int lateness, boolean inTime) {
    List<Arrival> arrivals = new ArrayList<>();
    for (DispatchScenario.Message message : scenario.inOrder()) {
      arrivals.add(new Arrival(message.ts() + random.nextInt(lateness + 1), message));
      if (random.nextInt(3) == 0) {
        arrivals.add(new Arrival(message.ts() + random.nextInt(lateness + 1), message));
      }
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort((a, b) -> Long.compare(a.at, b.at));
    Story story = new Story(new DispatchRules(1000, 0, 0, 3));
    for (Arrival arrival : arrivals) {
      long watermark = arrival.at - (inTime ? lateness : random.nextInt(lateness)) - 1;
      if (random.nextBoolean()) {
        story.watermark(watermark);
      }
      if (random.nextInt(5) == 0) {
        story.row = SERIALIZER.copy(story.row);
      }
      arrival.message.tell().to(story.dispatch, story.row, story.shared, story.journal);
      if (!inTime) {
        story.watermark(watermark);
      }
    }
    story.watermark(Long.MAX_VALUE);
    return story.journal;
  }

  private record Arrival(long at, DispatchScenario.Message message) {}
}
