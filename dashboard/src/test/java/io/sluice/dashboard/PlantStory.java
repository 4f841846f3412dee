package io.sluice.dashboard;

import io.sluice.dashboard.PlantRows.Alert;
import io.sluice.dashboard.PlantRows.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The alerts of a few plants as the job would have written them: some taken back within their hold,
 * some held back, most sent, acknowledged and called back. The same seed tells the same story.
 */
final class PlantStory {

  private static final Duration HISTORY = Duration.ofDays(9);
  private static final int DEVICES = 38;
  private static final String[] SITES = {"Harbour", "North mill", "Ridge", "Quarry", "Old town"};

  /** With how often each comes. */
  private static final Map<Kind, Double> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(new Kind("overheat-then-stall", "ENGINE_OVERHEAT", "CRITICAL", 30), 1.0);
    KINDS.put(new Kind("fault-then-alarm-c", "BRAKE_PRESSURE", "CRITICAL", 0), 0.4);
    KINDS.put(new Kind("coolant-low-lasting", "LOW_COOLANT", "MAJOR", 60), 2.0);
    KINDS.put(new Kind("combo-8-14", "FEED_JAM", "MAJOR", 30), 2.4);
    KINDS.put(new Kind("repeated-fault-8", "FEED_STUTTER", "MINOR", 30), 3.5);
    KINDS.put(new Kind("silent-device", "NO_HEARTBEAT", "WARNING", 120), 3.0);
    KINDS.put(new Kind("door-open-lasting", "DOOR_OPEN", "INFO", 0), 1.4);
  }

  /** Something that will be written. */
  private record Event(Instant at, int number, Step step) {}

  @FunctionalInterface
  private interface Step {
    void tell() throws SQLException;
  }

  private final Connection connection;
  private final PlantRows rows;
  private final Random random = new Random(11);
  private final PriorityQueue<Event> ahead =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private int alerts;
  private int events;
  private Instant nextOpening;
  private double pause = 95;

  PlantStory(Connection connection) {
    this.connection = connection;
    this.rows = new PlantRows(connection);
  }

  /** Fills the tables up to the given moment. */
  void tellUpTo(Instant now) throws SQLException {
    connection.setAutoCommit(false);
    for (int number = 0; number < DEVICES; number++) {
      rows.device(device(number), site(number), "X" + (1 + number % 3));
    }
    rules(now);
    nextOpening = now.minus(HISTORY);
    advance(now);
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** What happens up to the given moment; the hour before it is livelier than the days before. */
  void advance(Instant to) throws SQLException {
    while (nextOpening.isBefore(to)) {
      open(nextOpening);
      boolean lively = to.minus(Duration.ofHours(1)).isBefore(nextOpening);
      nextOpening = nextOpening.plusSeconds(waiting(lively ? pause : 900));
    }
    while (!ahead.isEmpty() && ahead.peek().at().isBefore(to)) {
      ahead.poll().step().tell();
    }
  }

  /** From then on an alert opens every second or two. */
  void hurry(Instant from) {
    pause = 1;
    nextOpening = from;
  }

  private void at(Instant time, Step step) {
    ahead.add(new Event(time, ++events, step));
  }

  private long waiting(double mean) {
    return (long) (-Math.log(1 - random.nextDouble()) * mean);
  }

  private void open(Instant opening) {
    int number = random.nextInt(DEVICES);
    String id = String.format("%08x%08x", ++alerts * 0x9e3779b1, random.nextInt());
    Alert alert = new Alert(id, pick(), device(number), site(number), opening);
    Instant due = opening.plusSeconds(alert.kind().holdSeconds());
    Instant closing = opening.plusSeconds(12 + waiting(1400));
    at(opening, () -> rows.raise(alert));
    at(opening, () -> rows.explain(alert, "HELD", opening, "HOLD", "[]"));
    at(closing, () -> rows.revoke(alert, closing, "REVOKED_ON_EVENT"));
    if (closing.isBefore(due)) {
      at(closing, () -> rows.explain(alert, "NOT_SENT", closing, "REVOKED_IN_HOLD", "[]"));
    } else if (random.nextDouble() < 0.2) {
      holdBack(alert, due, closing);
    } else {
      send(alert, due, closing);
    }
  }

  private void holdBack(Alert alert, Instant due, Instant closing) {
    String cause =
        switch (alerts % 3) {
          case 0 -> "SHELVED_RULE:" + alert.kind().rule();
          case 1 -> "SHELVED_DEVICE:" + alert.device();
          default -> "OVERRIDDEN_BY:" + alert.id();
        };
    String causes = "[\"" + cause + "\"]";
    at(due, () -> rows.explain(alert, "SUPPRESSED", due, "HELD_BACK", causes));
    at(closing, () -> rows.explain(alert, "NOT_SENT", closing, "REVOKED_WHILE_HELD_BACK", causes));
  }

  private void send(Alert alert, Instant due, Instant closing) {
    at(due, () -> rows.explain(alert, "DISPATCHED", due, "HOLD_PASSED", "[]"));
    at(due, () -> rows.dispatch(alert, "DISPATCH", due, "HOLD_PASSED"));
    Instant acknowledged = due.plusSeconds(40 + random.nextInt(900));
    if (acknowledged.isBefore(closing)) {
      at(acknowledged, () -> rows.explain(alert, "ACKNOWLEDGED", acknowledged, "ACK", "[]"));
    }
    double work = random.nextDouble();
    if (work < 0.5) {
      at(closing, () -> rows.explain(alert, "CANCELLED", closing, "REVOKED_ON_EVENT", "[]"));
      at(closing, () -> rows.dispatch(alert, "CANCEL", closing, "REVOKED_ON_EVENT"));
    } else if (work < 0.7) {
      at(closing, () -> rows.explain(alert, "NOTED", closing, "REVOKED_ON_EVENT", "[]"));
      at(closing, () -> rows.dispatch(alert, "NOTE", closing, "REVOKED_ON_EVENT"));
    } else {
      at(closing, () -> rows.explain(alert, "NOTHING_TO_CANCEL", closing, "COMPLETED", "[]"));
    }
  }

  private Kind pick() {
    double at = random.nextDouble() * KINDS.values().stream().mapToDouble(Double::valueOf).sum();
    for (Map.Entry<Kind, Double> kind : KINDS.entrySet()) {
      at -= kind.getValue();
      if (at <= 0) {
        return kind.getKey();
      }
    }
    return KINDS.keySet().iterator().next();
  }

  private void rules(Instant now) throws SQLException {
    for (Kind kind : KINDS.keySet()) {
      String document =
          """
          id: %s
          alertType: %s
          severity: %s
          match:
            allOf: [{fault: "A"}, {fault: "B"}]
            within: 60s
          revokeOn: [{recovery: "A"}]
          hold: %ds
          """
              .formatted(kind.rule(), kind.type(), kind.severity(), kind.holdSeconds());
      rows.rule(kind.rule(), document, "ACTIVE", null, 2, now.minus(Duration.ofDays(2)));
    }
    String refusal = "line 4: within: 2d is longer than rules.max-window (1d)";
    rows.rule("combo-17", null, "REFUSED", refusal, 0, now.minus(Duration.ofMinutes(9)));
  }

  private static String device(int number) {
    return String.format("press-%02d", number);
  }

  private static String site(int number) {
    return SITES[number % SITES.length];
  }
}
