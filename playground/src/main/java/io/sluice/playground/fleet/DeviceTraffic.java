package io.sluice.playground.fleet;

import io.sluice.playground.simulate.Arrivals;
import io.sluice.playground.simulate.Weighted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a fleet of devices says, record by record: heartbeats and moves at an even rate, and beside
 * them what goes wrong; with stories of a known end on devices of their own, if asked for.
 *
 * <p>It keeps a plan of its own: the caller says how far time has come, and gets all that was
 * planned until then, in the planned order. So a caller that was held up changes nothing of what is
 * late or out of order, and the same seed and setup give the same records. One thread, but for what
 * says so.
 */
public final class DeviceTraffic {
  private static final Weighted<String> SAYINGS =
      new Weighted<>(
          List.of("HEARTBEAT", "MOVE", "RUN", "STOP", "ALARM"),
          saying ->
              Map.of("HEARTBEAT", 75, "MOVE", 18, "RUN", 3, "STOP", 3, "ALARM", 1).get(saying));

  /** Ahead by more than any tolerance, and told from the time of arrival. */
  private static final long FAR_AHEAD = Duration.ofHours(1).toMillis();

  private static final int SLEEPER = 5;
  private static final long SLEEP = 90_000;

  private final Setup setup;
  private final Fleet fleet;
  private final Agenda agenda = new Agenda();
  private final SplittableRandom random;
  private final Arrivals arrivals;
  private final Delivery delivery;
  private final Troubles troubles;
  private final Desk desk;
  private final StoryTeller stories;
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private long next;
  private long reached;
  private volatile boolean telling;

  /**
   * @param devices how many
   * @param rate mean events a second beside what goes wrong
   * @param start epoch milliseconds
   * @param lateness the tolerance of the job that will read it
   * @param live whether arrival is known to the job and somebody says what was dispatched
   * @param storyEvery how often a story begins; zero for never
   */
  public record Setup(
      long seed,
      DeviceProfile profile,
      int devices,
      double rate,
      long start,
      Duration lateness,
      boolean live,
      Duration storyEvery) {
    public Setup {
      if (devices < 1 || !(rate > 0)) {
        throw new IllegalArgumentException("a fleet has devices and a rate");
      }
    }
  }

  private record Sent(String deviceId, String alertId, long seenAt) {}

  public DeviceTraffic(Setup setup, FleetSink sink) {
    this.setup = setup;
    long lateness = setup.lateness().toMillis();
    boolean skewed = setup.profile().skewedClocks();
    this.fleet =
        new Fleet(
            setup.seed(),
            setup.devices(),
            skewed ? 2 * lateness : 0,
            skewed ? (setup.live() ? FAR_AHEAD : lateness / 10) : 0);
    SplittableRandom source = new SplittableRandom(setup.seed());
    this.random = source.split();
    this.arrivals = new Arrivals(setup.start(), setup.rate(), at -> 1, setup.seed());
    Scribe scribe = new Scribe(setup.seed(), setup.start());
    this.delivery = new Delivery(setup.profile(), lateness, scribe, agenda, sink, source.split());
    List<Story> told = Stories.all(lateness);
    this.troubles = new Troubles(fleet, told, delivery, agenda, source.split());
    this.desk = new Desk(agenda, sink, source.split());
    this.stories = new StoryTeller(told, lateness, setup.live(), scribe, agenda, desk, sink);
    this.next = arrivals.next();
    this.reached = setup.start();
    troubles.begin(setup.profile(), setup.start());
    if (setup.live()) {
      agenda.at(setup.start(), () -> desk.rollCall(setup.start()));
    }
    if (!setup.storyEvery().isZero()) {
      telling = true;
      long first = setup.start() + setup.storyEvery().toMillis();
      agenda.at(first, () -> tell(first));
    }
  }

  public Fleet fleet() {
    return fleet;
  }

  /** Time has come so far: hands out what was planned until then. */
  public void advance(long until) {
    for (Sent each = sent.poll(); each != null; each = sent.poll()) {
      respond(each);
    }
    for (; next <= until; next = arrivals.next()) {
      agenda.runUntil(next);
      routine(next);
    }
    agenda.runUntil(until);
    reached = Math.max(reached, until);
  }

  /** Somebody was sent to a device, which is answered in time. Any thread. */
  public void dispatched(String deviceId, String alertId, long seenAt) {
    sent.add(new Sent(deviceId, alertId, seenAt));
  }

  /** No story begins from now on; those that have begun go on. Any thread. */
  public void endStories() {
    telling = false;
  }

  /** What the job owes for all stories that have begun. Any thread. */
  public List<ExpectedMessage> expected() {
    return stories.expected();
  }

  /** Whether a device is one of a story. */
  public static boolean ofStory(String deviceId) {
    return deviceId.startsWith(StoryTeller.DEVICE_PREFIX);
  }

  private void respond(Sent each) {
    long now = Math.max(each.seenAt(), reached);
    if (ofStory(each.deviceId())) {
      stories.dispatched(each.deviceId(), each.alertId(), now);
    } else {
      desk.dispatched(each.deviceId(), each.alertId(), now);
    }
  }

  private void tell(long at) {
    if (telling) {
      stories.begin(at);
      long then = at + setup.storyEvery().toMillis();
      agenda.at(then, () -> tell(then));
    }
  }

  private void routine(long at) {
    int index = random.nextInt(fleet.devices().size());
    FleetDevice device = fleet.devices().get(index);
    if (index == SLEEPER && (at / SLEEP) % 2 == 1) {
      return;
    }
    String saying = SAYINGS.draw(random);
    delivery.send(device, saying, saying.equals("ALARM") ? "1" : null, at);
    if (random.nextDouble() < setup.profile().incidentShare()) {
      troubles.incident(device, at);
    }
  }
}
