package io.sluice.dashboard.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Scene;

/** A scene as the page's script knows it. */
public final class SceneJson {

  private SceneJson() {}

  public static ObjectNode of(Scene scene) {
    return Json.object()
        .put("from", scene.range().from().toEpochMilli())
        .put("to", scene.range().to().toEpochMilli())
        .put("live", scene.range().live())
        .put("granularity", scene.granularity().column());
  }
}
