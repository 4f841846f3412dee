package io.sluice.playground.demo;

import io.sluice.dashboard.DashboardConfig;
import io.sluice.dashboard.DashboardServer;
import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Door;
import io.sluice.dashboard.operate.KafkaTopics;
import io.sluice.dashboard.operate.OperatorTopics;
import io.sluice.playground.part.PartException;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;

/** The dashboard over the demo's database and its broker, in this JVM. */
final class Screens {
  private Screens() {}

  /**
   * @param devices whether device alerts runs, so that people have something to act on
   * @param port 0 for any free one
   * @throws PartException when the port is taken
   */
  static DashboardServer on(World world, Places places, boolean devices, int port) {
    DashboardConfig config =
        DashboardConfig.forDatabase(
                world.postgres().jdbcUrl(places.database()),
                world.postgres().user(),
                world.postgres().password())
            .with(devices ? desk(world, places.devices()) : Desk.closed())
            .listeningOn("127.0.0.1", port);
    try {
      return DashboardServer.start(config);
    } catch (RuntimeException e) {
      throw new PartException(
          "the dashboard cannot listen on port " + port + ", choose another with --port", e);
    }
  }

  private static Desk desk(World world, DevicePlaces places) {
    Properties client = new Properties();
    client.put("bootstrap.servers", world.broker().bootstrapServers());
    Map<OperatorTopics.Role, String> topics =
        Map.of(
            OperatorTopics.Role.ACTIONS, places.operatorActions(),
            OperatorTopics.Role.RULES, places.alertRules());
    return new Desk(
        new KafkaTopics(client, topics, Clock.systemUTC()), Door.forWhoeverLooks(), null);
  }
}
