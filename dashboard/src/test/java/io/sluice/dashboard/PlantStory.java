package io.sluice.dashboard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The alerts of a few plants as the job would have written them: some taken back within their hold,
 * some covered by a worse one, most sent, acknowledged and called back. The same seed tells the
 * same story.
 */
final class PlantStory {

  private static final Duration HISTORY = Duration.ofDays(9);
  private static final String[] SITES = {"Harbour", "North mill", "Ridge", "Quarry", "Old town"};

  private record Kind(
      String rule, String type, String severity, int rank, int holdSeconds, double weight) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("overheat-then-stall", "ENGINE_OVERHEAT", "CRITICAL", 4, 30, 1),
          new Kind("fault-then-alarm-c", "BRAKE_PRESSURE", "CRITICAL", 4, 0, 0.4),
          new Kind("coolant-low-lasting", "LOW_COOLANT", "MAJOR", 3, 60, 2),
          new Kind("combo-8-14", "FEED_JAM", "MAJOR", 3, 30, 2.4),
          new Kind("repeated-fault-8", "FEED_STUTTER", "MINOR", 2, 30, 3.5),
          new Kind("silent-device", "NO_HEARTBEAT", "WARNING", 1, 120, 3),
          new Kind("door-open-lasting", "DOOR_OPEN", "INFO", 0, 0, 1.4));

  private record Event(Instant at, int number, Step step) {}

  @FunctionalInterface
  private interface Step {
    void tell() throws SQLException;
  }

  private record Alert(String id, Kind kind, String device, String site, Instant openedAt) {}

  private final Connection connection;
  private final Random random = new Random(11);
  private final PriorityQueue<Event> ahead =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private int alerts;
  private int ordinal;
  private int told;
  private Instant nextOpening;

  PlantStory(Connection connection) {
    this.connection = connection;
  }

  /** Fills the tables up to the given moment. */
  void tellUpTo(Instant now) throws SQLException {
    connection.setAutoCommit(false);
    devices();
    rules(now);
    nextOpening = now.minus(HISTORY);
    advance(now);
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** What happens up to the given moment. */
  void advance(Instant to) throws SQLException {
    while (nextOpening.isBefore(to)) {
      open(nextOpening);
      boolean lively = to.minus(Duration.ofHours(1)).isBefore(nextOpening);
      double mean = lively ? 95 : 900;
      nextOpening =
          nextOpening.plusMillis((long) (-Math.log(1 - random.nextDouble()) * mean * 1000));
    }
    while (!ahead.isEmpty() && ahead.peek().at().isBefore(to)) {
      ahead.poll().step().tell();
    }
  }

  private void at(Instant time, Step step) {
    ahead.add(new Event(time, ++told, step));
  }

  private void open(Instant opening) {
    Kind kind = pick();
    int number = random.nextInt(38);
    String device = String.format("press-%02d", number);
    Alert alert =
        new Alert(
            String.format("%08x%08x", ++alerts * 0x9e3779b1, random.nextInt()),
            kind,
            device,
            SITES[number % SITES.length],
            opening);
    Instant closing = opening.plusSeconds((long) (12 + -Math.log(1 - random.nextDouble()) * 1400));
    Instant due = opening.plusSeconds(kind.holdSeconds());
    at(opening, () -> message(alert, "RAISE", opening, "COMPLETED"));
    at(opening, () -> explain(alert, "HELD", opening, "HOLD", "[]"));
    at(closing, () -> message(alert, "REVOKE", closing, "REVOKED_ON_EVENT"));
    if (closing.isBefore(due)) {
      at(closing, () -> explain(alert, "NOT_SENT", closing, "REVOKED_IN_HOLD", "[]"));
    } else if (random.nextDouble() < 0.2) {
      suppress(alert, due, closing);
    } else {
      send(alert, due, closing);
    }
  }

  private void suppress(Alert alert, Instant due, Instant closing) {
    String cause =
        switch (alerts % 3) {
          case 0 -> "SHELVED_RULE:" + alert.kind().rule();
          case 1 -> "SHELVED_DEVICE:" + alert.device();
          default -> "OVERRIDDEN_BY:" + alert.id();
        };
    String causes = "[\"" + cause + "\"]";
    at(due, () -> explain(alert, "SUPPRESSED", due, "HELD_BACK", causes));
    at(closing, () -> explain(alert, "NOT_SENT", closing, "REVOKED_WHILE_HELD_BACK", causes));
  }

  private void send(Alert alert, Instant due, Instant closing) {
    at(due, () -> explain(alert, "DISPATCHED", due, "HOLD_PASSED", "[]"));
    at(due, () -> dispatch(alert, "DISPATCH", due, "HOLD_PASSED"));
    Instant acknowledged = due.plusSeconds(40 + random.nextInt(900));
    if (acknowledged.isBefore(closing)) {
      at(acknowledged, () -> explain(alert, "ACKNOWLEDGED", acknowledged, "ACK", "[]"));
    }
    double work = random.nextDouble();
    if (work < 0.5) {
      at(closing, () -> explain(alert, "CANCELLED", closing, "REVOKED_ON_EVENT", "[]"));
      at(closing, () -> dispatch(alert, "CANCEL", closing, "REVOKED_ON_EVENT"));
    } else if (work < 0.7) {
      at(closing, () -> explain(alert, "NOTED", closing, "REVOKED_ON_EVENT", "[]"));
      at(closing, () -> dispatch(alert, "NOTE", closing, "REVOKED_ON_EVENT"));
    } else {
      at(closing, () -> explain(alert, "NOTHING_TO_CANCEL", closing, "COMPLETED", "[]"));
    }
  }

  private Kind pick() {
    double at = random.nextDouble() * KINDS.stream().mapToDouble(Kind::weight).sum();
    for (Kind kind : KINDS) {
      at -= kind.weight();
      if (at <= 0) {
        return kind;
      }
    }
    return KINDS.get(0);
  }

  private void message(Alert alert, String action, Instant ts, String reason) throws SQLException {
    Kind kind = alert.kind();
    int revision = action.equals("RAISE") ? 1 : 2;
    insert(
        """
        insert into alert_message values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, '[]', ?, ?, ?, ?::jsonb, ?,
          0, 1, clock_timestamp())
        """,
        alert.id(),
        action,
        revision,
        kind.rule(),
        2L,
        alert.device(),
        kind.type(),
        kind.severity(),
        kind.rank(),
        kind.holdSeconds() * 1000L,
        ts,
        ts.minusSeconds(kind.rank() * 3L),
        reason,
        "[\"e" + alerts + "-1\", \"e" + alerts + "-2\"]",
        ts);
  }

  private void explain(Alert alert, String step, Instant ts, String reason, String causes)
      throws SQLException {
    insert(
        """
        insert into alert_explain values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, 0, ?, clock_timestamp())
        """,
        alert.id(),
        step,
        ts,
        reason,
        causes,
        alert.device(),
        alert.kind().rule(),
        alert.kind().type(),
        (long) ++ordinal);
  }

  private void dispatch(Alert alert, String action, Instant ts, String reason) throws SQLException {
    insert(
        """
        insert into dispatch values (?, ?, ?, ?, ?, ?, 0, ?, 2, ?, ?, ?, ?, '["e1"]', ?, 'gold', '4h',
          'CURRENT', 0, 0, 1, clock_timestamp())
        """,
        alert.id() + ":" + action,
        action,
        alert.id(),
        alert.device(),
        alert.kind().type(),
        alert.kind().severity(),
        alert.kind().rule(),
        ts,
        reason,
        alert.openedAt(),
        alert.openedAt(),
        alert.site());
  }

  private void devices() throws SQLException {
    insert("insert into device_level values ('gold', null, '4 h', null, null, null)");
    for (int number = 0; number < 38; number++) {
      insert(
          "insert into device values (?, 'gold', ?, '2.1', ?, null, null, null, null)",
          String.format("press-%02d", number),
          "X" + (1 + number % 3),
          SITES[number % SITES.length]);
    }
  }

  private void rules(Instant now) throws SQLException {
    for (Kind kind : KINDS.subList(0, 6)) {
      insert(
          "insert into alert_rule (rule_id, document, status, version, status_at)"
              + " values (?, ?, 'ACTIVE', 2, ?)",
          kind.rule(),
          "id: "
              + kind.rule()
              + "\nalertType: "
              + kind.type()
              + "\nseverity: "
              + kind.severity()
              + "\nmatch:\n  allOf: [{fault: \"A\"}, {fault: \"B\"}]\n  within: 60s\nrevokeOn:"
              + " [{recovery: \"A\"}]\nhold: "
              + kind.holdSeconds()
              + "s\n",
          now.minus(Duration.ofDays(2)));
    }
    insert(
        "insert into alert_rule (rule_id, status, reason, version, status_at)"
            + " values ('combo-17', 'REFUSED', 'line 4: within: 2d is longer than rules.max-window"
            + " (1d)', 0, ?)",
        now.minus(Duration.ofMinutes(9)));
  }

  private void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        boolean time = values[i] instanceof Instant;
        statement.setObject(
            i + 1, time ? ((Instant) values[i]).atOffset(ZoneOffset.UTC) : values[i]);
      }
      statement.executeUpdate();
    }
  }
}
