package io.sluice.dashboard.alerts;

import io.javalin.http.Context;
import io.sluice.dashboard.Figure;
import io.sluice.dashboard.Filters;
import io.sluice.dashboard.Requests;
import io.sluice.dashboard.Room;
import io.sluice.dashboard.live.Freshness;
import io.sluice.dashboard.operate.Desk;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which device faults deserve somebody now, who was sent, and why not where nobody was. */
public final class AlertsRoom implements Room {

  private final Desk desk;
  private final Clock clock;
  private final Map<String, Figure> figures = new LinkedHashMap<>();

  public AlertsRoom(Desk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
    figures.put("open", new OpenCounts());
    figures.put("list", new OpenList(100));
    figures.put("summary", new Summary());
    figures.put("timeline", new OpenTimeline());
    figures.put("acts", new Acts(desk, 20));
    figures.put("heldback", new HeldBack(12));
    figures.put("messages", new Messages(40));
    figures.put("rules", new Rules(desk, 1000));
    figures.put("hits", new RuleHits(1000));
    figures.put("usual", new Usual());
  }

  @Override
  public String id() {
    return "alerts";
  }

  @Override
  public Map<String, Figure> figures() {
    return figures;
  }

  @Override
  public void check(Filters filters) {
    filters.all().forEach(filter -> AlertDimension.of(filter.dimension()));
  }

  @Override
  public String table() {
    return "alert_message";
  }

  @Override
  public Freshness freshness(Connection connection) throws SQLException {
    return AlertsAge.freshness(connection);
  }

  @Override
  public void endpoints(Requests requests) {
    requests.json(
        "values", (ctx, connection, scene) -> ValueSearch.read(connection, scene, given(ctx, "q")));
    requests.json(
        "rows",
        (ctx, connection, scene) -> RowsBehind.read(connection, scene, given(ctx, "table")));
    requests.json(
        "alert", (ctx, connection, scene) -> AlertStory.ofAlert(connection, given(ctx, "id")));
    requests.json(
        "device",
        (ctx, connection, scene) ->
            AlertStory.ofDevice(
                connection,
                given(ctx, "id"),
                scene.range().live() ? AlertRows.ANY_TIME : scene.range().to()));
    requests.json(
        "rule", (ctx, connection, scene) -> new RuleStory(desk).of(connection, given(ctx, "id")));
    requests.post("act", (request, actor) -> desk.act(request, actor, clock));
    requests.post("publish", (request, actor) -> desk.publishRule(request, actor));
  }

  private static String given(Context ctx, String parameter) {
    String value = ctx.queryParam(parameter);
    return value == null ? "" : value;
  }
}
