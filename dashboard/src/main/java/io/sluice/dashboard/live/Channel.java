package io.sluice.dashboard.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Room;
import io.sluice.dashboard.Scene;
import io.sluice.dashboard.Scenes;
import io.sluice.dashboard.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** All viewers of one view: its figures are read once and sent to each. */
final class Channel {

  /** Figures move with the clock even when no row does: the range slides. */
  private static final Duration QUIET_PACE = Duration.ofSeconds(2);

  private final View view;
  private final Room room;
  private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
  private final Map<String, ObjectNode> current = new HashMap<>();
  private final Map<String, Instant> readAt = new HashMap<>();
  private Freshness seen;
  private Scene scene;

  Channel(View view, Room room) {
    this.view = view;
    this.room = room;
  }

  Room room() {
    return room;
  }

  List<Viewer> viewers() {
    return viewers;
  }

  void pulse(ObjectNode pulse) {
    String text = Json.text(pulse);
    viewers.forEach(viewer -> viewer.sendPulse(text));
  }

  /** Reads what is due and sends each viewer what it lacks. */
  void refresh(Connection connection, Scenes scenes, Freshness freshness) throws SQLException {
    if (!freshness.tables()) {
      return;
    }
    scene = scenes.at(connection, room, view);
    boolean rowsMoved = !freshness.sameRows(seen);
    ObjectNode changes = Json.object();
    for (Map.Entry<String, Figure> figure : room.figures().entrySet()) {
      if (due(figure.getKey(), figure.getValue(), rowsMoved)) {
        refresh(connection, figure.getKey(), figure.getValue(), changes);
      }
    }
    seen = freshness;
    send(changes);
  }

  private void refresh(Connection connection, String name, Figure figure, ObjectNode changes)
      throws SQLException {
    ObjectNode after = figure.read(connection, scene);
    JsonNode patch = Patch.between(current.put(name, after), after);
    readAt.put(name, scene.now());
    if (patch != null) {
      changes.set(name, patch);
    }
  }

  private boolean due(String name, Figure figure, boolean rowsMoved) {
    Instant last = readAt.get(name);
    if (last == null) {
      return true;
    }
    Duration pace = rowsMoved ? figure.pace(scene) : longer(figure.pace(scene), QUIET_PACE);
    return !scene.now().isBefore(last.plus(pace));
  }

  private void send(ObjectNode changes) {
    String changed = changes.isEmpty() ? null : message(changes);
    String all = null;
    for (Viewer viewer : viewers) {
      if (viewer.needsAll()) {
        all = all == null ? message(Json.object().setAll(current)) : all;
        viewer.sendFigures(all);
      } else if (changed != null) {
        viewer.sendFigures(changed);
      }
    }
  }

  private String message(JsonNode figures) {
    ObjectNode message = Json.object();
    message.set("view", SceneJson.of(scene));
    message.set("figures", figures);
    return Json.text(message);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
