package io.sluice.dashboard.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.sse.SseClient;
import io.sluice.dashboard.Json;
import io.sluice.dashboard.Room;
import io.sluice.dashboard.Scenes;
import io.sluice.dashboard.View;
import io.sluice.dashboard.store.Database;
import io.sluice.dashboard.store.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database for news at a fixed pace, once for all viewers, and tells them. While nobody
 * looks, nothing is asked. When the database does not answer, viewers are told so with each beat
 * until it does.
 */
public final class LiveHub implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final int MOST_VIEWS = 64;
  private static final int MOST_VIEWERS = 500;

  private final Database database;
  private final Scenes scenes;
  private final Clock clock;
  private final Duration poll;
  private final Map<View, Channel> channels = new ConcurrentHashMap<>();
  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "dashboard-poller"));
  private final ExecutorService senders =
      Executors.newFixedThreadPool(4, task -> daemon(task, "dashboard-sender"));
  private final Set<Room> withTables = new HashSet<>();
  private Instant downSince;

  public LiveHub(Database database, Scenes scenes, Clock clock, Duration poll) {
    this.database = database;
    this.scenes = scenes;
    this.clock = clock;
    this.poll = poll;
  }

  public void start() {
    poller.scheduleWithFixedDelay(this::beat, 0, poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** False where too many look already. */
  public boolean hasRoomFor(View view) {
    int viewers = channels.values().stream().mapToInt(channel -> channel.viewers().size()).sum();
    return viewers < MOST_VIEWERS && (channels.containsKey(view) || channels.size() < MOST_VIEWS);
  }

  /** Adds a viewer, who gets everything at once and then what changes. */
  public void join(View view, Room room, SseClient client) {
    Viewer viewer = new Viewer(client, senders);
    client.onClose(() -> leave(view, viewer));
    client.keepAlive();
    channels.compute(
        view,
        (key, known) -> {
          Channel channel = known == null ? new Channel(view, room) : known;
          channel.viewers().add(viewer);
          return channel;
        });
    poller.execute(this::beat);
  }

  @Override
  public void close() {
    poller.shutdownNow();
    channels.values().forEach(channel -> channel.viewers().forEach(Viewer::close));
    senders.shutdownNow();
  }

  private void leave(View view, Viewer viewer) {
    channels.computeIfPresent(
        view,
        (key, channel) -> {
          channel.viewers().remove(viewer);
          return channel.viewers().isEmpty() ? null : channel;
        });
  }

  private void beat() {
    if (channels.isEmpty()) {
      return;
    }
    try (Connection connection = database.connection()) {
      Map<Room, Freshness> rooms = new HashMap<>();
      for (Channel channel : channels.values()) {
        Freshness freshness = rooms.get(channel.room());
        if (freshness == null) {
          freshness = freshness(connection, channel.room());
          rooms.put(channel.room(), freshness);
        }
        channel.refresh(connection, scenes, freshness);
        channel.pulse(freshness.json());
      }
      recovered();
    } catch (SQLException e) {
      down(e);
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again, and the screens would stand still.
      LOG.error("A beat failed", e);
    }
  }

  /** A database without a room's tables is up; asking it for them would only fill its log. */
  private Freshness freshness(Connection connection, Room room) throws SQLException {
    boolean tables =
        withTables.contains(room)
            || Query.of("select to_regclass(?) is not null as made", room.table())
                .first(connection, row -> row.getBoolean("made"));
    if (!tables) {
      return Freshness.withoutTables(clock.instant());
    }
    withTables.add(room);
    return room.freshness(connection);
  }

  private void recovered() {
    if (downSince != null) {
      LOG.info("The database answers again; it did not since {}", downSince);
      downSince = null;
    }
  }

  private void down(SQLException cause) {
    withTables.clear();
    if (downSince == null) {
      downSince = clock.instant();
      LOG.warn("The database does not answer: {}", cause.getMessage());
    }
    ObjectNode pulse =
        Json.object()
            .put("database", "down")
            .put("now", clock.millis())
            .put("downSince", downSince.toEpochMilli());
    channels.values().forEach(channel -> channel.pulse(pulse));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
