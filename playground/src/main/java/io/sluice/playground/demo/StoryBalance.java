package io.sluice.playground.demo;

import io.sluice.playground.fleet.DeviceTraffic;
import io.sluice.playground.fleet.ExpectedMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares what the job owes for stories with the messages found: each once in effect, whatever is
 * delivered again under the same id, and nothing on a story's device that nobody expects.
 */
final class StoryBalance {
  private static final int SHOWN = 5;

  private final String name;
  private final Map<FoundMessages.Message, ExpectedMessage> expected = new HashMap<>();
  private final Map<FoundMessages.Message, Integer> found;
  private final long received;
  private final long nameless;
  private final List<String> problems = new ArrayList<>();
  private long lost;
  private long doubled;

  StoryBalance(String name, List<ExpectedMessage> owed, FoundMessages messages) {
    this.name = name;
    owed.forEach(each -> expected.put(message(each), each));
    found = messages.about(DeviceTraffic::ofStory);
    received = messages.received(DeviceTraffic::ofStory);
    nameless = messages.nameless();
    expected.forEach(this::judge);
    Set<FoundMessages.Message> unexpected = new HashSet<>(found.keySet());
    unexpected.removeAll(expected.keySet());
    for (FoundMessages.Message each : unexpected) {
      doubled += found.get(each);
      note("not expected: " + each);
    }
    doubled += nameless;
  }

  private static FoundMessages.Message message(ExpectedMessage owed) {
    return new FoundMessages.Message(owed.deviceId(), owed.alertId(), owed.action(), owed.reason());
  }

  private void judge(FoundMessages.Message message, ExpectedMessage owed) {
    int times = found.getOrDefault(message, 0);
    if (times == 0) {
      lost++;
      note("missing: " + owed);
    } else if (times > 1) {
      doubled += times - 1;
      note(times + " times: " + owed);
    }
  }

  private void note(String problem) {
    if (problems.size() < SHOWN) {
      problems.add(problem);
    }
  }

  /** Whether all that is owed is there. */
  boolean isComplete() {
    return lost == 0;
  }

  Stage stage() {
    long written = found.values().stream().mapToLong(Integer::longValue).sum();
    return new Stage(
        name, expected.size(), received, written, 0, lost, doubled, null, List.copyOf(problems));
  }
}
