package io.sluice.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.sluice.dashboard.live.SceneJson;
import io.sluice.dashboard.operate.BrokerException;
import io.sluice.dashboard.operate.Desk;
import io.sluice.dashboard.operate.Door;
import io.sluice.dashboard.store.Database;
import io.sluice.dashboard.time.RangeRequest;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/** The JSON endpoints of a room: each gets the scene its parameters ask for. */
public final class Requests {

  /** Answers one request. */
  @FunctionalInterface
  public interface Answer {
    ObjectNode to(Context ctx, Connection connection, Scene scene) throws SQLException;
  }

  private final RoutesConfig routes;
  private final Database database;
  private final Scenes scenes;
  private final Desk desk;
  private final Room room;

  Requests(RoutesConfig routes, Database database, Scenes scenes, Desk desk, Room room) {
    this.desk = desk;
    this.routes = routes;
    this.database = database;
    this.scenes = scenes;
    this.room = room;
  }

  /** Answers {@code GET /api/<room>/<name>} with JSON and the stretch it is of. */
  public void json(String name, Answer answer) {
    routes.get("/api/" + room.id() + "/" + name, ctx -> respond(ctx, answer));
  }

  /** Something a viewer asks to be done. */
  @FunctionalInterface
  public interface Doing {
    /**
     * @param request what was sent
     * @param actor who asks
     */
    ObjectNode asked(JsonNode request, String actor) throws BrokerException;
  }

  /** Does {@code POST /api/<room>/<name>} for who may act, and refuses everybody else. */
  public void post(String name, Doing doing) {
    routes.post("/api/" + room.id() + "/" + name, ctx -> act(ctx, doing));
  }

  private void act(Context ctx, Doing doing) throws BrokerException {
    String forwarded = ctx.header("X-Forwarded-Host");
    String refusal =
        desk.door()
            .refusal(
                ctx.header(Door.TOKEN),
                ctx.header("Sec-Fetch-Site"),
                ctx.header("Origin"),
                forwarded == null ? ctx.header("Host") : forwarded);
    if (refusal != null) {
      throw new ForbiddenResponse(refusal);
    }
    if (!desk.open()) {
      throw new ConflictResponse(desk.why());
    }
    JsonNode request = body(ctx);
    String proved = desk.actorHeader() == null ? null : ctx.header(desk.actorHeader());
    String actor = desk.actor(request.path("actor").asText(), proved);
    ctx.contentType("application/json").result(Json.text(doing.asked(request, actor)));
  }

  private static JsonNode body(Context ctx) {
    try {
      JsonNode body = Json.parse(ctx.body());
      if (body.isObject()) {
        return body;
      }
    } catch (UncheckedIOException notJson) {
      // Refused below.
    }
    throw new IllegalArgumentException("What is asked for comes as a JSON object.");
  }

  void figures() {
    room.figures()
        .forEach(
            (name, figure) ->
                json(name, (ctx, connection, scene) -> figure.read(connection, scene)));
  }

  static View view(Context ctx, Room room) {
    Filters filters = Filters.parse(ctx.queryParams("filter"));
    room.check(filters);
    return new View(
        room.id(),
        RangeRequest.parse(ctx.queryParam("range"), ctx.queryParam("from"), ctx.queryParam("to")),
        filters);
  }

  private void respond(Context ctx, Answer answer) throws SQLException {
    View view = view(ctx, room);
    try (Connection connection = database.connection()) {
      Scene scene = scenes.at(connection, room, view);
      ObjectNode body = answer.to(ctx, connection, scene);
      body.set("view", SceneJson.of(scene));
      ctx.contentType("application/json").result(Json.text(body));
    }
  }
}
