package io.sluice.dashboard;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * What every answer carries and every request must: the page may load nothing from elsewhere, and
 * while the server listens on the loopback only, a name that merely resolves to it is refused (a
 * foreign page could otherwise read the figures through the viewer's browser).
 */
final class Guard {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final boolean loopbackOnly;
  private final String ownName;

  Guard(DashboardConfig config) {
    loopbackOnly = new InetSocketAddress(config.host(), 0).getAddress().isLoopbackAddress();
    ownName = config.host();
  }

  void check(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin");
    String name = ctx.req().getServerName();
    if (loopbackOnly && !LOOPBACK_NAMES.contains(name) && !ownName.equals(name)) {
      throw new ForbiddenResponse(
          "This dashboard answers on the loopback only; open it as http://localhost.");
    }
  }
}
