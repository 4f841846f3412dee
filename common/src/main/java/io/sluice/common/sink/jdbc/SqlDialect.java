package io.sluice.common.sink.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What differs between the databases. Stateless. */
enum SqlDialect {
  POSTGRESQL("postgresql", '"') {
    @Override
    String upsert(JdbcTable table) {
      return PostgresUpsert.sql(table);
    }

    @Override
    int execute(Connection connection, JdbcTable table, String sql, List<TableRow> rows)
        throws SQLException {
      return PostgresUpsert.execute(connection, table, sql, rows);
    }

    @Override
    String retire(RetentionRule rule) {
      String table = quoted(rule.table());
      return "delete from "
          + table
          + " where ctid = any (array(select ctid from "
          + table
          + condition(rule)
          + " limit ?))";
    }

    @Override
    Object timestamp(Instant instant) {
      return instant.atOffset(java.time.ZoneOffset.UTC);
    }

    @Override
    String tryLock() {
      return "select case when pg_try_advisory_lock(hashtext(?)) then 1 else 0 end";
    }
  },
  MYSQL("mysql", '`') {
    @Override
    String upsert(JdbcTable table) {
      return MySqlUpsert.sql(table);
    }

    @Override
    int execute(Connection connection, JdbcTable table, String sql, List<TableRow> rows)
        throws SQLException {
      return MySqlUpsert.execute(connection, table, sql, rows);
    }

    @Override
    String retire(RetentionRule rule) {
      return "delete from " + quoted(rule.table()) + condition(rule) + " limit ?";
    }

    @Override
    Object timestamp(Instant instant) {
      return MySqlUpsert.utc(instant);
    }

    @Override
    String tryLock() {
      return "select get_lock(?, 0)";
    }
  };

  private final String folder;
  private final char quote;

  SqlDialect(String folder, char quote) {
    this.folder = folder;
    this.quote = quote;
  }

  /** The folder of this dialect's migration scripts. */
  String folder() {
    return folder;
  }

  abstract String upsert(JdbcTable table);

  /** Runs the upsert for rows of different keys and says how many the guard refused. */
  abstract int execute(Connection connection, JdbcTable table, String sql, List<TableRow> rows)
      throws SQLException;

  /** A delete whose parameters are the rule's value (if any), the time and the limit. */
  abstract String retire(RetentionRule rule);

  abstract Object timestamp(Instant instant);

  /** A query for 1 where the connection now holds the lock of that name, until it is closed. */
  abstract String tryLock();

  String quoted(String name) {
    return Arrays.stream(name.split("\\."))
        .map(part -> quote + part + quote)
        .collect(Collectors.joining("."));
  }

  String condition(RetentionRule rule) {
    String only = rule.onlyColumn() == null ? "" : quoted(rule.onlyColumn()) + " = ? and ";
    return " where " + only + quoted(rule.timeColumn()) + " < ?";
  }
}
