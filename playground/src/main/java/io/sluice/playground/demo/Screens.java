package io.sluice.playground.demo;

import io.sluice.dashboard.DashboardConfig;
import io.sluice.dashboard.DashboardServer;
import io.sluice.playground.part.PartException;

/** The dashboard over the demo's database, in this JVM. */
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
            .listeningOn("127.0.0.1", port);
    try {
      return DashboardServer.start(config);
    } catch (RuntimeException e) {
      throw new PartException(
          "the dashboard cannot listen on port " + port + ", choose another with --port", e);
    }
  }
}
