package io.sluice.dashboard.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * How old the newest row of a room is, by the database's own clock, so that clocks need not agree.
 *
 * @param now the database's clock
 * @param written when a row was last written, null if there is none
 * @param newestSecond the newest second of event time that rows are of, null where it tells nothing
 * @param tables whether the tables are there at all
 */
public record Freshness(Instant now, Instant written, Instant newestSecond, boolean tables) {

  static Freshness withoutTables(Instant now) {
    return new Freshness(now, null, null, false);
  }

  boolean sameRows(Freshness other) {
    return other != null && written != null && written.equals(other.written());
  }

  ObjectNode json() {
    ObjectNode node =
        Json.object().put("database", "up").put("now", now.toEpochMilli()).put("tables", tables);
    if (written != null) {
      node.put("written", written.toEpochMilli());
      node.put("ageMs", Math.max(0, Duration.between(written, now).toMillis()));
    }
    if (newestSecond != null) {
      node.put("newestSecond", newestSecond.toEpochMilli());
    }
    return node;
  }
}
