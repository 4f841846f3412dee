package io.sluice.dashboard;

import io.sluice.dashboard.operate.Desk;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * What a dashboard needs to start.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param zone the zone the job aligns its windows to; the screens show times in it
 * @param poll how often the database is asked for news, once for all viewers
 * @param staleAfter the age of the newest row from which the screens call themselves stale
 * @param desk where people act; closed without a broker
 * @param clock what the screens take for now
 */
public record DashboardConfig(
    String host,
    int port,
    String jdbcUrl,
    String jdbcUser,
    String jdbcPassword,
    ZoneId zone,
    Duration poll,
    Duration staleAfter,
    Desk desk,
    Clock clock) {

  public DashboardConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    refuseUnless(
        jdbcUrl.startsWith("jdbc:"),
        "jdbc-url must begin with jdbc:, such as " + "jdbc:postgresql://localhost:5432/sluice");
    refuseUnless(port >= 0 && port <= 65535, "port must lie between 0 and 65535");
    refuseUnless(poll.toMillis() >= 100, "poll must be at least 100 ms");
    refuseUnless(staleAfter.compareTo(poll) > 0, "stale-after must be longer than poll");
  }

  /** On 127.0.0.1:8080, in UTC, asking each 500 ms. */
  public static DashboardConfig forDatabase(String jdbcUrl, String jdbcUser, String jdbcPassword) {
    return new DashboardConfig(
        "127.0.0.1",
        8080,
        jdbcUrl,
        jdbcUser,
        jdbcPassword,
        ZoneOffset.UTC,
        Duration.ofMillis(500),
        Duration.ofSeconds(10),
        Desk.closed(),
        Clock.systemUTC());
  }

  public DashboardConfig listeningOn(String newHost, int newPort) {
    return new DashboardConfig(
        newHost, newPort, jdbcUrl, jdbcUser, jdbcPassword, zone, poll, staleAfter, desk, clock);
  }

  public DashboardConfig inZone(ZoneId newZone) {
    return new DashboardConfig(
        host, port, jdbcUrl, jdbcUser, jdbcPassword, newZone, poll, staleAfter, desk, clock);
  }

  public DashboardConfig polling(Duration newPoll, Duration newStaleAfter) {
    return new DashboardConfig(
        host, port, jdbcUrl, jdbcUser, jdbcPassword, zone, newPoll, newStaleAfter, desk, clock);
  }

  /** With a place where people act. */
  public DashboardConfig with(Desk newDesk) {
    return new DashboardConfig(
        host, port, jdbcUrl, jdbcUser, jdbcPassword, zone, poll, staleAfter, newDesk, clock);
  }

  public DashboardConfig withClock(Clock newClock) {
    return new DashboardConfig(
        host, port, jdbcUrl, jdbcUser, jdbcPassword, zone, poll, staleAfter, desk, newClock);
  }

  @Override
  public String toString() {
    return "DashboardConfig[" + host + ":" + port + ", " + zone + "]";
  }

  private static void refuseUnless(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
