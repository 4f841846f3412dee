package io.sluice.dashboard.alerts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.operate.Action;
import io.sluice.dashboard.operate.ActionLog;
import io.sluice.dashboard.operate.Desk;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/** What is shelved where the scene ends, and what people did last; known with a broker only. */
record Acts(Desk desk, int limit) implements Figure {

  @Override
  public ObjectNode read(Connection connection, Scene scene) {
    ActionLog log = desk.log();
    Instant end = scene.range().live() ? scene.now() : scene.range().to();
    ObjectNode figure = Json.object().put("known", desk.open());
    put(figure.putArray("shelved"), log.shelved(end));
    put(figure.putArray("newest"), log.newest(limit));
    return figure;
  }

  private static void put(ArrayNode list, List<Action> actions) {
    for (Action action : actions) {
      list.addObject()
          .put("actor", action.actor())
          .put("at", action.at().toEpochMilli())
          .put("action", action.kind().name())
          .put("target", action.target().word())
          .put("id", action.id())
          .put("until", action.until() == null ? null : action.until().toEpochMilli());
    }
  }
}
