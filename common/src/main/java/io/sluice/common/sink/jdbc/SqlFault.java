package io.sluice.common.sink.jdbc;

import java.sql.SQLException;
import java.util.Set;

/**
 * What an error of the database asks for.
 *
 * <p>By the class of its SQLState: data exceptions (22), broken constraints (23), exceeded limits
 * (54, such as a key too long for its index) and what a trigger or a view refuses (P0, 44) are the
 * fault of one row; so are two rows that the database takes for one (21). A wrong log-in (28), an
 * unknown database (3D) or schema (3F) and a statement that does not fit the tables (42, 0A) ask
 * for a human, and none of the rows is to blame. Everything else, from a lost connection (08) over
 * a full disk (53) and a deadlock (40) to a server that shuts down (57), passes with time. MySQL
 * files some errors about a row's data under HY000; they are told by their number.
 */
public enum SqlFault {
  OUTAGE,
  ROW,
  NEEDS_A_HUMAN;

  private static final Set<String> ROW_CLASSES = Set.of("21", "22", "23", "44", "54", "P0");
  private static final Set<String> HUMAN_CLASSES = Set.of("0A", "28", "3D", "3F", "42");

  /** Truncated or incorrect value, CHECK violated, out of range, JSON text invalid. */
  private static final Set<Integer> MYSQL_ROW_ERRORS = Set.of(1264, 1366, 1406, 3140, 3819, 4025);

  public static SqlFault of(SQLException e) {
    String state = e.getSQLState();
    if (state == null || state.length() < 2) {
      return OUTAGE;
    }
    String kind = state.substring(0, 2);
    if (ROW_CLASSES.contains(kind)
        || (kind.equals("HY") && MYSQL_ROW_ERRORS.contains(e.getErrorCode()))) {
      return ROW;
    }
    return HUMAN_CLASSES.contains(kind) ? NEEDS_A_HUMAN : OUTAGE;
  }
}
