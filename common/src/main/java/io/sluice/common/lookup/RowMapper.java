package io.sluice.common.lookup;

import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a row of the current line of a result, whose first column is the key. */
@FunctionalInterface
public interface RowMapper<R> extends Serializable {
  R row(ResultSet line) throws SQLException;
}
