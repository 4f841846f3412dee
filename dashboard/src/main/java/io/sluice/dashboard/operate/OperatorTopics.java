package io.sluice.dashboard.operate;

import java.util.List;

/**
 * The topics by which people speak to device-alert-job: what they did to alerts, and rules. They
 * are at once the record of who did what and when.
 */
public interface OperatorTopics extends AutoCloseable {

  /** Which of the two. */
  enum Role {
    ACTIONS,
    RULES
  }

  /**
   * Returns when the broker has the record.
   *
   * @param key what the record is about, so that two about the same stay in order
   * @throws BrokerException if it cannot be known that the broker has it
   */
  Published publish(Role role, String key, String value, String actor) throws BrokerException;

  /**
   * What is known to lie in a topic, in the order of publication: of the actions those of the last
   * {@link ActionLog#REACH}, of the rules the newest of each key. May lag behind by a moment.
   */
  List<Published> known(Role role);

  @Override
  void close();
}
