package io.sluice.benchmarks.contest;

/**
 * One of those that are compared. Lives in a process of its own for all rounds, so that each has
 * warm code of its own and none profits from or suffers under another's; what is set up once (a
 * cluster) is set up in the constructor and not timed.
 */
public interface Contender extends AutoCloseable {
  /** Does the work once; times what a user would wait for. */
  Round run(Task task) throws Exception;

  @Override
  default void close() throws Exception {}
}
