package io.sluice.playground.demo;

import io.sluice.playground.fleet.ExpectedMessage;
import io.sluice.playground.part.Await;
import io.sluice.playground.part.KafkaBroker;
import io.sluice.playground.part.PartException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * The device half of the headless check: waits until every story has come to its end and balances
 * what the job owes with what stands in topics and tables.
 */
final class DeviceCheck {
  private static final Duration DECISION_LIMIT = Duration.ofMinutes(3);
  private static final Duration ARRIVAL_LIMIT = Duration.ofMinutes(1);

  private final DeviceDemo demo;
  private final KafkaBroker broker;
  private final DevicePlaces places;

  DeviceCheck(DeviceDemo demo, KafkaBroker broker, DevicePlaces places) {
    this.demo = demo;
    this.broker = broker;
    this.places = places;
  }

  /**
   * No story begins any more, and time goes on until all is decided; then it stops, and the last
   * rows arrive. Gives what did not come about.
   */
  List<String> finish() {
    List<String> problems = new ArrayList<>();
    demo.generator().traffic().endStories();
    await(
        "what the stories are owed is decided",
        DECISION_LIMIT,
        () -> alertBalance().isComplete() && dispatchBalance().isComplete(),
        problems);
    demo.generator().stop();
    await(
        "what was said of devices has arrived",
        ARRIVAL_LIMIT,
        () ->
            lateBalance().isComplete()
                && deadBalance().isComplete()
                && alertRows().isComplete()
                && dispatchRows().isComplete(),
        problems);
    return problems;
  }

  private void await(
      String what, Duration limit, Callable<Boolean> condition, List<String> problems) {
    try {
      Await.until(
          what,
          limit,
          () -> {
            demo.generator().requireHealthy();
            return condition.call();
          });
    } catch (PartException e) {
      problems.add(e.getMessage());
    }
  }

  DemoReport.Pipeline pipeline(long measuredFrom, Fault fault) throws SQLException {
    DeviceLedger ledger = demo.ledger();
    Stage input =
        Stage.ofInput(
            "events in device-events",
            ledger.handedOver(),
            ledger.acknowledged(),
            broker.records(places.deviceEvents()),
            ledger.failed() == 0
                ? List.of()
                : List.of(ledger.failed() + " refused, the first for " + ledger.firstFailure()));
    return new DemoReport.Pipeline(
        DeviceAlerts.NAME,
        List.of(
            input,
            alertBalance().stage().with(demo.topics().latency().summary(measuredFrom, fault)),
            dispatchBalance().stage(),
            alertRows().stage(),
            dispatchRows().stage(),
            lateBalance().stage(),
            deadBalance().stage()));
  }

  private StoryBalance alertBalance() {
    return new StoryBalance(
        "stories in device-alerts", owed(ExpectedMessage::ofAlert), demo.topics().alerts());
  }

  private StoryBalance dispatchBalance() {
    return new StoryBalance(
        "stories in device-dispatches",
        owed(message -> !message.ofAlert()),
        demo.topics().dispatches());
  }

  private List<ExpectedMessage> owed(Predicate<ExpectedMessage> which) {
    return demo.generator().traffic().expected().stream().filter(which).toList();
  }

  /** Of the whole fleet: what is in the topic must be in the table, and what stories are owed. */
  private RowBalance alertRows() throws SQLException {
    Set<String> expected = new HashSet<>(demo.topics().alerts().alertsAndActions());
    owed(ExpectedMessage::ofAlert)
        .forEach(message -> expected.add(message.alertId() + ":" + message.action()));
    return new RowBalance("all alerts in Postgres", expected, demo.tables().alerts());
  }

  private RowBalance dispatchRows() throws SQLException {
    Set<String> expected = new HashSet<>(demo.topics().dispatches().ids());
    owed(message -> !message.ofAlert())
        .forEach(message -> expected.add(message.alertId() + ":" + message.action()));
    return new RowBalance("all dispatches in Postgres", expected, demo.tables().dispatches());
  }

  private PlaceBalance lateBalance() {
    return new PlaceBalance(
        "device events in late-events",
        demo.ledger()
            .outOfTime(DeviceAlerts.LATENESS.toMillis(), DeviceAlerts.MAX_FUTURE.toMillis()),
        demo.topics().late());
  }

  private PlaceBalance deadBalance() {
    return new PlaceBalance(
        "device events in dead-letters", demo.ledger().garbage(), demo.topics().dead());
  }
}
