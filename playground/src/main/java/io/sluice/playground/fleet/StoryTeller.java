package io.sluice.playground.fleet;

import io.sluice.devicealert.event.ContentHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells stories, each on a device of its own, in turn, and keeps what the job owes for them. What
 * follows a dispatch is told when somebody says that it was seen; or, where nobody can, when
 * perfectly ordered input would have shown it.
 */
final class StoryTeller {
  /** What the devices of stories are called; no other is. */
  static final String DEVICE_PREFIX = "story-";

  private static final long BETWEEN_COPIES = 250;
  private static final long SHELVED_FOR = 12_000;

  /** What a dispatch takes to be known, beside the hold and the tolerance. */
  private static final long KNOWN_AFTER = 1_000;

  private final List<Story> stories;
  private final long lateness;
  private final boolean live;
  private final Scribe scribe;
  private final Agenda agenda;
  private final Desk desk;
  private final FleetSink sink;
  private final Map<String, Story> awaitingDispatch = new HashMap<>();
  private final List<ExpectedMessage> expected = Collections.synchronizedList(new ArrayList<>());
  private long told;

  StoryTeller(
      List<Story> stories,
      long lateness,
      boolean live,
      Scribe scribe,
      Agenda agenda,
      Desk desk,
      FleetSink sink) {
    this.stories = stories;
    this.lateness = lateness;
    this.live = live;
    this.scribe = scribe;
    this.agenda = agenda;
    this.desk = desk;
    this.sink = sink;
  }

  /** Those owed for all that was begun. Any thread. */
  List<ExpectedMessage> expected() {
    synchronized (expected) {
      return List.copyOf(expected);
    }
  }

  void begin(long start) {
    Story story = stories.get((int) (told % stories.size()));
    String deviceId =
        String.format(Locale.ROOT, "%s%04d-%s", DEVICE_PREFIX, told + 1, story.name());
    EventForm form = told % 3 == 2 ? EventForm.GATEWAY : EventForm.OWN;
    told++;
    List<String> ids = say(deviceId, form, story.steps(), start);
    if (story.shelved()) {
      desk.shelve(deviceId, start, SHELVED_FOR);
    }
    if (!story.afterwards().isEmpty() || !story.orders().isEmpty()) {
      awaitingDispatch.put(deviceId, story);
    }
    for (Story.Owed owed : story.owed()) {
      expect(story, owed, deviceId, start, ids);
    }
  }

  private List<String> say(String deviceId, EventForm form, List<Story.Step> steps, long from) {
    List<String> ids = new ArrayList<>();
    for (Story.Step step : steps) {
      FleetEvent event = scribe.event(deviceId, step.type(), step.code(), from + step.happens());
      ids.add(event.eventId());
      DeviceRecord record = scribe.record(event, form);
      for (int copy = 0; copy < step.copies(); copy++) {
        agenda.at(from + step.arrives() + copy * BETWEEN_COPIES, () -> sink.event(record));
      }
    }
    return ids;
  }

  private void expect(Story story, Story.Owed owed, String deviceId, long start, List<String> ids) {
    boolean byTime = owed.opening() < 0;
    String opening = byTime ? "@" + (start + owed.deadline()) : ids.get(owed.opening());
    String alertId = ContentHash.of(deviceId, owed.ruleId(), opening);
    for (String message : owed.messages()) {
      String[] actionAndReason = message.split(":");
      expected.add(
          new ExpectedMessage(
              story.name(),
              deviceId,
              alertId,
              owed.ruleId(),
              opening,
              actionAndReason[0],
              actionAndReason[1]));
    }
    if (!live && owed.messages().contains("DISPATCH:HOLD_PASSED")) {
      long opened =
          start + (byTime ? owed.deadline() : story.steps().get(owed.opening()).happens());
      long known = opened + Stories.HOLD_MILLIS + lateness + KNOWN_AFTER;
      agenda.at(known, () -> dispatched(deviceId, alertId, known));
    }
  }

  /** Somebody was sent to a device of a story. */
  void dispatched(String deviceId, String alertId, long now) {
    Story story = awaitingDispatch.remove(deviceId);
    if (story == null) {
      return;
    }
    say(deviceId, EventForm.OWN, story.afterwards(), now);
    for (Story.Order order : story.orders()) {
      desk.order(deviceId, alertId, order.state(), now + order.at());
    }
  }
}
