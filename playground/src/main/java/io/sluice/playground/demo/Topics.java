package io.sluice.playground.demo;

import io.sluice.playground.part.KafkaBroker;

/** The topics of log analytics under their usual names. */
public final class Topics {
  public static final String ACCESS_LOGS = "access-logs";
  public static final String ACCESS_CLEAN = "access-clean";
  public static final String DEAD_LETTERS = "dead-letters";
  public static final String LATE_EVENTS = "late-events";

  private Topics() {}

  public static void createAll(KafkaBroker broker) {
    broker.createTopic(ACCESS_LOGS, 4);
    broker.createTopic(ACCESS_CLEAN, 4);
    broker.createTopic(DEAD_LETTERS, 1);
    broker.createTopic(LATE_EVENTS, 1);
  }
}
