package io.sluice.dashboard;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import io.javalin.http.staticfiles.Location;
import io.sluice.dashboard.alerts.AlertsRoom;
import io.sluice.dashboard.live.LiveHub;
import io.sluice.dashboard.operate.BrokerException;
import io.sluice.dashboard.store.Database;
import io.sluice.dashboard.traffic.TrafficRoom;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live screens: a web server that reads what the jobs wrote and never writes to their tables;
 * what people do goes to the jobs by a topic. Starts whether or not the database is there, and
 * serves every byte itself.
 */
public final class DashboardServer implements AutoCloseable {

  private static final String FILES = "/sluice-dashboard";
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
  private static final String NO_SUCH_TABLE = "42P01";

  private final DashboardConfig config;
  private final Database database;
  private final Scenes scenes;
  private final LiveHub hub;
  private final List<Room> rooms;
  private final Javalin web;

  private DashboardServer(DashboardConfig config) {
    this.config = config;
    database = new Database(config);
    rooms = List.of(new TrafficRoom(), new AlertsRoom(config.desk(), config.clock()));
    scenes = new Scenes(config.clock(), config.zone());
    hub = new LiveHub(database, scenes, config.clock(), config.poll());
    web = Javalin.create(this::configure);
  }

  /** Listens when it returns. */
  public static DashboardServer start(DashboardConfig config) {
    DashboardServer server = new DashboardServer(config);
    try {
      server.web.start(config.host(), config.port());
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    server.hub.start();
    return server;
  }

  /** Where to point a browser. */
  public URI uri() {
    boolean anywhere = new InetSocketAddress(config.host(), 0).getAddress().isAnyLocalAddress();
    return URI.create("http://" + (anywhere ? "localhost" : config.host()) + ":" + port() + "/");
  }

  public int port() {
    return web.port();
  }

  public void stop() {
    hub.close();
    web.stop();
    database.close();
    if (config.desk().open()) {
      config.desk().topics().close();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void configure(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.generateEtags = true;
    javalin.staticFiles.add(
        files -> {
          files.hostedPath = "/assets";
          files.directory = FILES;
          files.location = Location.CLASSPATH;
          files.headers = Map.of("Cache-Control", "no-cache");
        });
    RoutesConfig routes = javalin.routes;
    routes.before(new Guard(config)::check);
    routes.get("/", ctx -> ctx.redirect("/" + rooms.get(0).id()));
    routes.get("/api/shell", this::shell);
    byte[] charts = bytes(ECHARTS);
    routes.get(
        "/echarts/5.3.1.js",
        ctx ->
            ctx.contentType("text/javascript")
                .header("Cache-Control", "max-age=31536000, immutable")
                .result(charts));
    rooms.forEach(room -> addRoom(routes, room));
    answerFailures(routes);
  }

  private void addRoom(RoutesConfig routes, Room room) {
    String page = new String(bytes(FILES + "/index.html"), StandardCharsets.UTF_8);
    routes.get("/" + room.id(), ctx -> ctx.header("Cache-Control", "no-cache").html(page));
    // An event stream has begun before its handler could refuse it, so bad views are refused
    // before.
    routes.before("/api/" + room.id() + "/live", ctx -> Requests.view(ctx, room));
    routes.sse("/api/" + room.id() + "/live", client -> join(room, client));
    Requests requests = new Requests(routes, database, scenes, config.desk(), room);
    requests.figures();
    room.endpoints(requests);
  }

  private void join(Room room, SseClient client) {
    View view = Requests.view(client.ctx(), room);
    if (hub.hasRoomFor(view)) {
      hub.join(view, room, client);
    } else {
      client.sendEvent("refused", "Too many people look at too many different views right now.");
      client.close();
    }
  }

  private void shell(Context ctx) {
    ctx.contentType("application/json")
        .header("Cache-Control", "no-store")
        .result(
            Json.text(
                Json.object()
                    .put("zone", config.zone().getId())
                    .put("staleAfterMs", config.staleAfter().toMillis())
                    .put("pollMs", config.poll().toMillis())
                    .set("desk", config.desk().json())));
  }

  private static void answerFailures(RoutesConfig routes) {
    routes.exception(
        IllegalArgumentException.class,
        (e, ctx) -> problem(ctx, HttpStatus.BAD_REQUEST, e.getMessage()));
    routes.exception(
        SQLException.class,
        (e, ctx) -> {
          LOG.warn("{}: {}", ctx.path(), e.getMessage());
          problem(ctx, HttpStatus.SERVICE_UNAVAILABLE, sentence(e));
        });
    routes.exception(
        BrokerException.class,
        (e, ctx) -> problem(ctx, HttpStatus.SERVICE_UNAVAILABLE, e.getMessage()));
    routes.exception(
        ForbiddenResponse.class, (e, ctx) -> problem(ctx, HttpStatus.FORBIDDEN, e.getMessage()));
    routes.exception(
        ConflictResponse.class, (e, ctx) -> problem(ctx, HttpStatus.CONFLICT, e.getMessage()));
    routes.error(
        404,
        ctx -> {
          if (ctx.resultInputStream() == null) {
            problem(ctx, HttpStatus.NOT_FOUND, "There is no such page. Begin at /.");
          }
        });
  }

  private static String sentence(SQLException cause) {
    return NO_SUCH_TABLE.equals(cause.getSQLState())
        ? "The tables of this page are not there: the job that writes them makes them at its start."
        : "The database does not answer. It is asked again by itself.";
  }

  private static void problem(Context ctx, HttpStatus status, String sentence) {
    ctx.status(status)
        .contentType("application/json")
        .result(Json.text(Json.object().put("error", sentence)));
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = DashboardServer.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
