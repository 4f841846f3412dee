package io.sluice.dashboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** One select with its values, which are always bound and never part of the text. */
public final class Query {

  /** Reads the row the cursor is on. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  public static Query of(String text, Object... values) {
    return new Query().add(text, values);
  }

  public Query add(String more, Object... moreValues) {
    text.append(more);
    values.addAll(List.of(moreValues));
    return this;
  }

  /** Adds another query with its values, as a part of this one. */
  public Query add(Query part) {
    text.append(part.text);
    values.addAll(part.values);
    return this;
  }

  public <T> List<T> list(Connection connection, RowReader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text.toString())) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, bound(values.get(i)));
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    }
  }

  /** The first row, or null. */
  public <T> T first(Connection connection, RowReader<T> reader) throws SQLException {
    List<T> rows = list(connection, reader);
    return rows.isEmpty() ? null : rows.get(0);
  }

  /** A timestamptz column, null where it is null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A double column, null where it is null. */
  public static Double decimal(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static Object bound(Object value) {
    return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
  }
}
