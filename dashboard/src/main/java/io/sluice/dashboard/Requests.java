package io.sluice.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.sluice.dashboard.live.SceneJson;
import io.sluice.dashboard.store.Database;
import io.sluice.dashboard.time.RangeRequest;
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
  private final Room room;

  Requests(RoutesConfig routes, Database database, Scenes scenes, Room room) {
    this.routes = routes;
    this.database = database;
    this.scenes = scenes;
    this.room = room;
  }

  /** Answers {@code GET /api/<room>/<name>} with JSON and the stretch it is of. */
  public void json(String name, Answer answer) {
    routes.get("/api/" + room.id() + "/" + name, ctx -> respond(ctx, answer));
  }

  void figures() {
    room.figures()
        .forEach(
            (name, figure) ->
                json(name, (ctx, connection, scene) -> figure.read(connection, scene)));
  }

  static View view(Context ctx, Room room) {
    Filter filter = Filter.parse(ctx.queryParam("filter"));
    room.check(filter);
    return new View(
        room.id(),
        RangeRequest.parse(ctx.queryParam("range"), ctx.queryParam("from"), ctx.queryParam("to")),
        filter);
  }

  private void respond(Context ctx, Answer answer) throws SQLException {
    View view = view(ctx, room);
    try (Connection connection = database.connection()) {
      Scene scene = scenes.at(connection, view.range(), view.filter());
      ObjectNode body = answer.to(ctx, connection, scene);
      body.set("view", SceneJson.of(scene));
      ctx.contentType("application/json").result(Json.text(body));
    }
  }
}
