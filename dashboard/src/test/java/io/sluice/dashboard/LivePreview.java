package io.sluice.dashboard;

import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Door;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Shows the screens alive without a broker and a job, for working on them. */
final class LivePreview {

  private LivePreview() {}

  public static void main(String[] args) throws Exception {
    try (EmbeddedTables tables = EmbeddedTables.start(Files.createTempDirectory("preview"));
        Connection connection = tables.connection()) {
      TrafficStory story = new TrafficStory(connection);
      PlantStory plants = new PlantStory(connection);
      Clock clock = Clock.systemUTC();
      Instant told = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      plants.tellUpTo(told);
      DashboardServer.start(
          DashboardConfig.forDatabase(tables.jdbcUrl(), "postgres", "postgres")
              .with(new Desk(new RememberedTopics(), Door.forWhoeverLooks(), null))
              .listeningOn("127.0.0.1", args.length > 0 ? Integer.parseInt(args[0]) : 8080));
      story.tellUpTo(told);
      for (Instant second = told; ; second = second.plusSeconds(1)) {
        story.tellSecond(second);
        plants.advance(second);
        Thread.sleep(Math.max(0, second.plusSeconds(1).toEpochMilli() - clock.millis()));
      }
    }
  }
}
