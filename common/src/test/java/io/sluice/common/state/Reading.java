package io.sluice.common.state;

/** An amount for a key at a time; the type of events in cluster tests. */
public record Reading(String key, long time, long amount) {

  static final int KEYS = 2_000;

  /** The reading of a number: the same on every run. */
  static Reading of(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L >>> 20;
    return new Reading("key" + mixed % KEYS, number, mixed % 1_000);
  }
}
