package io.sluice.common.lookup;

import java.io.Serializable;

/**
 * What a job does with a lookup.
 *
 * @param <T> the records, which may be reused after they were handed on
 * @param <R> the rows
 */
public interface Enrichment<T, R> extends Serializable {

  /** What the record is looked up by, or null where it has nothing. Called for every record. */
  String key(T record);

  /** Puts the answer into the record. Called once for every record. */
  void apply(T record, Answer<R> answer);
}
