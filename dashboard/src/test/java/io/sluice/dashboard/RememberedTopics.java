package io.sluice.dashboard;

import io.sluice.dashboard.operate.BrokerException;
import io.sluice.dashboard.operate.OperatorTopics;
import io.sluice.dashboard.operate.Published;
import io.sluice.dashboard.operate.TopicMemory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The topics without a broker: what is published is known at once. */
final class RememberedTopics implements OperatorTopics {

  private volatile TopicMemory memory = new TopicMemory(Clock.systemUTC());
  private final List<Published> all = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  @Override
  public Published publish(Role role, String key, String value, String actor)
      throws BrokerException {
    if (away) {
      throw new BrokerException("The broker did not take it.", null);
    }
    Published published =
        new Published(
            role + "-0-" + all.size(),
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
            key,
            value,
            actor);
    all.add(published);
    memory.add(role, published);
    return published;
  }

  @Override
  public List<Published> known(Role role) {
    return memory.known(role);
  }

  /** In the order of publication. */
  List<Published> all() {
    return all;
  }

  void away(boolean gone) {
    away = gone;
  }

  void forget() {
    all.clear();
    memory = new TopicMemory(Clock.systemUTC());
    away = false;
  }

  @Override
  public void close() {}
}
