package io.sluice.common.sink.kafka;

import io.sluice.common.config.SettingsException;
import java.time.Duration;

/**
 * Whether transactions of a given timeout can work at all.
 *
 * <p>A transaction is open from one barrier until the checkpoint after it has completed: at worst
 * the checkpoint interval plus the checkpoint timeout. Should the job be away for longer than what
 * is left of the timeout, the broker aborts what was written and not yet committed, and that is
 * lost. So the timeout is the outage that a job with exactly-once output survives; the broker's own
 * maximum bounds it.
 */
final class TransactionRules {
  static final String KEY = "kafka.client.transaction.timeout.ms";

  private TransactionRules() {}

  static void requireCheckpoints(boolean enabled) {
    if (!enabled) {
      throw refused(
          "checkpoint.interval",
          "is not set, and an exactly-once topic is committed by checkpoints only",
          "set it, or take at-least-once");
    }
  }

  static void requireLongerThanCheckpoints(Duration timeout, Duration interval, Duration patience) {
    Duration open = interval.plus(patience);
    if (timeout.compareTo(open) <= 0) {
      throw refused(
          KEY,
          "is "
              + timeout.toMillis()
              + ", but a transaction may stay open for checkpoint.interval + checkpoint.timeout = "
              + open.toMillis()
              + " ms; the broker would abort it and its records would be lost",
          "raise it above that, or shorten checkpoint.timeout");
    }
  }

  static void requireGranted(Duration timeout, Duration maximum) {
    if (timeout.compareTo(maximum) > 0) {
      throw refused(
          KEY,
          "is "
              + timeout.toMillis()
              + ", more than the brokers grant (transaction.max.timeout.ms = "
              + maximum.toMillis()
              + ")",
          "lower it, or raise transaction.max.timeout.ms on the brokers");
    }
  }

  private static SettingsException refused(String key, String problem, String fix) {
    return BrokerLimits.refused(key, null, problem, fix);
  }
}
