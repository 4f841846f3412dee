package io.sluice.common.lookup;

import java.util.function.Consumer;

/**
 * The rows of a table by key, as all subtasks of a TaskManager see them. Safe for many threads, and
 * none of the methods waits.
 *
 * @param <R> a row; immutable, since it is shared
 */
public interface Dimension<R> extends AutoCloseable {

  /** The answer if it can be given at once, else null: then {@link #ask}. */
  Answer<R> now(String key);

  /**
   * Fetches the row of the key, together with whoever else asks for it. The listener is called
   * once, by another thread; it may be called after the caller has lost patience.
   */
  void ask(String key, Consumer<Answer<R>> listener);

  /** What is said of a key while the database is silent: the last known row, or that none is. */
  Answer<R> lastKnown(String key);

  /** Says that an answer did not come in time; until one comes, nobody else has to wait. */
  void overdue();

  /** Whether the database is taken for unreachable at present. */
  boolean outage();

  /** Queries that failed, so far. */
  long failures();

  /** Keys remembered, absent ones included. */
  long size();

  @Override
  void close();
}
