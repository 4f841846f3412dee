package io.sluice.playground.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Messages about alerts as they were found in a topic. The same id again is a repeat, as delivery
 * at least once has them. Safe for use by several threads.
 */
public final class FoundMessages {
  private final Map<Message, Set<String>> ids = new HashMap<>();
  private final Map<String, Long> received = new HashMap<>();
  private long nameless;

  /** What a message says, whatever its id. */
  public record Message(String deviceId, String alertId, String action, String reason) {}

  public synchronized void add(Message message, String id) {
    ids.computeIfAbsent(message, key -> new HashSet<>()).add(id);
    received.merge(message.deviceId(), 1L, Long::sum);
  }

  /** A message that nobody could read. */
  public synchronized void addNameless() {
    nameless++;
  }

  /** For tests: as if it had never arrived. */
  public synchronized void remove(Message message) {
    ids.remove(message);
  }

  /** What was said about these devices, with how many different ids. */
  public synchronized Map<Message, Integer> about(Predicate<String> device) {
    Map<Message, Integer> found = new HashMap<>();
    ids.forEach(
        (message, said) -> {
          if (device.test(message.deviceId())) {
            found.put(message, said.size());
          }
        });
    return found;
  }

  /** Records about these devices, repeats included. */
  public synchronized long received(Predicate<String> device) {
    return received.entrySet().stream()
        .filter(each -> device.test(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Alert and action of all messages. */
  synchronized Set<String> alertsAndActions() {
    Set<String> keys = new HashSet<>();
    ids.keySet().forEach(message -> keys.add(message.alertId() + ":" + message.action()));
    return keys;
  }

  /** Ids of all messages. */
  synchronized Set<String> ids() {
    Set<String> all = new HashSet<>();
    ids.values().forEach(all::addAll);
    return all;
  }

  public synchronized long distinct() {
    return ids.values().stream().mapToLong(Set::size).sum();
  }

  public synchronized long nameless() {
    return nameless;
  }
}
