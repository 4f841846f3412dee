package io.sluice.dashboard.operate;

import io.sluice.dashboard.operate.OperatorTopics.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of the topics, in bounds: of actions what is no older than {@link ActionLog#REACH},
 * of rules the newest record of each key. A record that is read twice is known once.
 */
public final class TopicMemory {

  private static final int MOST = 20_000;

  private final Clock clock;
  private final Map<Role, Map<String, Published>> records = new EnumMap<>(Role.class);

  public TopicMemory(Clock clock) {
    this.clock = clock;
    for (Role role : Role.values()) {
      records.put(role, new LinkedHashMap<>());
    }
  }

  /** A record without a value is none; of a rule without a key nobody knows which rule it is. */
  public synchronized void add(Role role, Published record) {
    String identity = role == Role.RULES ? record.key() : record.origin();
    if (record.value() == null || identity == null) {
      return;
    }
    Map<String, Published> known = records.get(role);
    Published before = known.get(identity);
    if (before == null || !record.at().isBefore(before.at())) {
      known.put(identity, record);
    }
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  public synchronized List<Published> known(Role role) {
    records
        .get(Role.ACTIONS)
        .values()
        .removeIf(record -> record.at().isBefore(clock.instant().minus(ActionLog.REACH)));
    List<Published> known = new ArrayList<>(records.get(role).values());
    known.sort(Comparator.comparing(Published::at));
    return known;
  }
}
