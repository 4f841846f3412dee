package io.sluice.common.sink.jdbc;

import java.io.Serializable;

/**
 * Lays a record out as the values of a table's columns, in the table's order, in the types that
 * {@link ColumnType} names; null where a column may be null. Deterministic: the key's values decide
 * which subtask writes the row.
 */
@FunctionalInterface
public interface RowWriter<T> extends Serializable {
  Object[] values(T record);
}
