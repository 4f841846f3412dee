package io.sluice.common.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@link Ledger} has to say, from plain maps. */
final class LedgerModel {
  /** What is known of one key. */
  private static final class Account {
    Tally total;
    final TreeMap<Long, Tally> tiles = new TreeMap<>();
    final TreeSet<Long> timers = new TreeSet<>();

    Account copy() {
      Account copy = new Account();
      copy.total = total == null ? null : total.copy();
      tiles.forEach((place, tile) -> copy.tiles.put(place, tile.copy()));
      copy.timers.addAll(timers);
      return copy;
    }
  }

  private final Map<String, Account> accounts = new HashMap<>();

  LedgerModel copy() {
    LedgerModel copy = new LedgerModel();
    accounts.forEach((key, account) -> copy.accounts.put(key, account.copy()));
    return copy;
  }

  String take(Step step) {
    String key = step.key.getValue();
    Account account = accounts.computeIfAbsent(key, name -> new Account());
    return key + " " + step.kind + " " + take(step, account);
  }

  private static Object take(Step step, Account account) {
    switch (step.kind) {
      case ADD:
        account.total = (account.total == null ? new Tally() : account.total).add(step.amount);
        return null;
      case REPLACE:
        account.total = new Tally().set(step.amount);
        return null;
      case CLEAR:
        account.total = null;
        return null;
      case READ:
        return account.total;
      case PUT:
        account.tiles.put(step.place, new Tally().set(step.amount));
        return null;
      case MERGE:
        account.tiles.computeIfAbsent(step.place, place -> new Tally()).add(step.amount);
        return null;
      case GET:
        return account.tiles.get(step.place);
      case HAS:
        return account.tiles.containsKey(step.place);
      case REMOVE:
        account.tiles.remove(step.place);
        return null;
      case LIST:
        Map<Long, String> list = new TreeMap<>();
        account.tiles.forEach((place, tile) -> list.put(place, tile.toString()));
        return list;
      case EXPIRE:
        account.tiles.headMap(step.place).clear();
        return null;
      case RAISE_ALL:
        account.tiles.values().forEach(tile -> tile.add(step.amount));
        return null;
      case WIPE:
        account.tiles.clear();
        return null;
      case IS_EMPTY:
        return account.tiles.isEmpty();
      case SET_TIMER:
        account.timers.add(step.place);
        return null;
      case UNSET_TIMER:
        account.timers.remove(step.place);
        return null;
    }
    throw new IllegalArgumentException(step.kind + " is not known");
  }

  /** What the timers up to a watermark say; each key's in order of time. */
  List<String> advance(long watermark) {
    List<String> said = new ArrayList<>();
    accounts.forEach(
        (key, account) -> {
          TreeSet<Long> due = new TreeSet<>(account.timers.headSet(watermark, true));
          account.timers.removeAll(due);
          for (long time : due) {
            said.add(key + " timer " + time + " " + account.total);
            account.total = (account.total == null ? new Tally() : account.total).add(1);
          }
        });
    return said;
  }
}
