package io.sluice.dashboard.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import java.util.HashMap;
import java.util.Map;

/** What a viewer who has the last state of a figure needs to get to the next. */
final class Patch {

  private Patch() {}

  /** Null where nothing changed. */
  static JsonNode between(JsonNode before, ObjectNode after) {
    if (after.equals(before)) {
      return null;
    }
    boolean sameShape =
        before != null
            && after.has("points")
            && after.path("granularity").equals(before.path("granularity"))
            && after.path("columns").equals(before.path("columns"));
    return sameShape ? changedPoints(before, after) : after;
  }

  private static JsonNode changedPoints(JsonNode before, ObjectNode after) {
    Map<JsonNode, JsonNode> known = new HashMap<>();
    before.path("points").forEach(point -> known.put(point.get(0), point));
    ArrayNode changed = Json.array();
    for (JsonNode point : after.path("points")) {
      if (!point.equals(known.remove(point.get(0)))) {
        changed.add(point);
      }
    }
    // A point may leave only at the old end, where the viewer lets go of it by the range.
    ObjectNode patch = after.deepCopy();
    patch.set("points", changed);
    return patch.put("patch", true);
  }
}
