package io.sluice.dashboard.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.dashboard.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Rows as they are in a table, for viewers who want to see what a figure was made of. */
public final class TableRows {

  private TableRows() {}

  /**
   * @param limit how many rows the query gives at most, which the viewer is told
   */
  public static ObjectNode read(Connection connection, String table, Query query, int limit)
      throws SQLException {
    ObjectNode found = Json.object().put("table", table).put("limit", limit);
    ArrayNode columns = found.putArray("columns");
    ArrayNode rows = found.putArray("rows");
    query.list(connection, row -> rows.add(cells(row, columns)));
    return found;
  }

  private static ArrayNode cells(ResultSet row, ArrayNode columns) throws SQLException {
    ResultSetMetaData meta = row.getMetaData();
    boolean first = columns.isEmpty();
    ArrayNode cells = Json.array();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      if (first) {
        columns.add(meta.getColumnLabel(i));
      }
      cells.add(cell(row, i, meta.getColumnTypeName(i)));
    }
    return cells;
  }

  private static String cell(ResultSet row, int column, String type) throws SQLException {
    if (!"timestamptz".equals(type)) {
      return row.getString(column);
    }
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant().toString();
  }
}
