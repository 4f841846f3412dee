package io.sluice.playground.demo;

import io.sluice.dashboard.DashboardConfig;
import io.sluice.dashboard.DashboardServer;
import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Door;
import io.sluice.dashboard.operate.KafkaTopics;
import io.sluice.dashboard.operate.OperatorTopics;
import io.sluice.playground.part.PartException;
import java.time.Clock;
import java.util.Properties;

/** The dashboard over the demo's database and broker, in this JVM: who sees it may act. */
final class Screens {
  private Screens() {}

  /**
   * @param port 0 for any free one
   * @throws PartException when the port is taken
   */
  static DashboardServer on(World world, String database, int port) {
    DashboardConfig config =
        DashboardConfig.forDatabase(
                world.postgres().jdbcUrl(database),
                world.postgres().user(),
                world.postgres().password())
            .with(new Desk(topics(world), Door.forWhoeverLooks(), null))
            .listeningOn("127.0.0.1", port);
    try {
      return DashboardServer.start(config);
    } catch (RuntimeException e) {
      throw new PartException(
          "the dashboard cannot listen on port " + port + ", choose another with --port", e);
    }
  }

  private static OperatorTopics topics(World world) {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", world.broker().bootstrapServers());
    return new KafkaTopics(client, KafkaTopics.USUAL, Clock.systemUTC());
  }
}
