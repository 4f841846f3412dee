package io.sluice.common.lookup;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Where rows come from: one conversation with the database, used by one thread. Only {@link #close}
 * may be called by another one, and ends what the first is waiting for.
 */
public interface RowSource<R> extends AutoCloseable {

  /**
   * The rows of these keys; a key that is missing in the result has none.
   *
   * @throws Exception if the database did not answer; the next call tries again
   */
  Map<String, R> rows(List<String> keys) throws Exception;

  @Override
  void close();

  /** Makes one for each connection; does not connect yet. */
  @FunctionalInterface
  interface Opening<R> extends Serializable {
    RowSource<R> open();
  }
}
