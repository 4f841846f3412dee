package io.sluice.common.reject;

import java.util.Map;
import java.util.TreeMap;

/** What a redrive did, or would do: letters by stage and reason, and by why they stay. */
public final class RedriveReport {
  private final Map<String, Long> sent = new TreeMap<>();
  private final Map<String, Long> left = new TreeMap<>();

  void sent(DeadLetter letter) {
    sent.merge(letter.stage() + " " + letter.reason(), 1L, Long::sum);
  }

  void left(String why) {
    left.merge(why, 1L, Long::sum);
  }

  public long sent() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  public Map<String, Long> sentByReason() {
    return sent;
  }

  public Map<String, Long> leftByReason() {
    return left;
  }
}
