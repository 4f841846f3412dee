package io.sluice.dashboard.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What people did, read from the topic: the job keeps no table of it. Of two acts on one target the
 * later one counts, as for the job; at one time an UNSHELVE.
 */
public final class ActionLog {

  /** So far back the topic is read, and so long a shelving may last. */
  public static final Duration REACH = Duration.ofDays(31);

  private record On(Action.Target target, String id) {}

  private static final Comparator<Action> IN_ORDER =
      Comparator.comparing(Action::at).thenComparing(Action::kind);

  private final List<Action> actions;

  private ActionLog(List<Action> actions) {
    this.actions = actions;
  }

  /** Leaves out records that the job would refuse. */
  public static ActionLog of(List<Published> records) {
    return new ActionLog(
        records.stream()
            .map(record -> Action.published(record.value()))
            .filter(Objects::nonNull)
            .sorted(IN_ORDER)
            .toList());
  }

  /** What is shelved at a moment, what ends first at the front. */
  public List<Action> shelved(Instant now) {
    Map<On, Action> last = new LinkedHashMap<>();
    for (Action action : actions) {
      if (action.kind() != Action.Kind.ACK && !action.at().isAfter(now)) {
        last.put(new On(action.target(), action.id()), action);
      }
    }
    return last.values().stream()
        .filter(action -> action.kind() == Action.Kind.SHELVE && action.until().isAfter(now))
        .sorted(Comparator.comparing(Action::until))
        .toList();
  }

  /** The newest first. */
  public List<Action> newest(int limit) {
    List<Action> newest = new ArrayList<>();
    for (int i = actions.size() - 1; i >= 0 && newest.size() < limit; i--) {
      newest.add(actions.get(i));
    }
    return newest;
  }
}
