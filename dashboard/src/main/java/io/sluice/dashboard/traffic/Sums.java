package io.sluice.dashboard.traffic;

import io.sluice.dashboard.Filter;
import io.sluice.dashboard.store.Query;
import io.sluice.dashboard.time.Cover;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What can be added up over windows. */
record Sums(long requests, long bytes, long errors4xx, long errors5xx, long bots) {

  private static final String SUMMED =
      "coalesce(sum(requests), 0) as requests, coalesce(sum(bytes), 0) as bytes,"
          + " coalesce(sum(errors_4xx), 0) as errors_4xx,"
          + " coalesce(sum(errors_5xx), 0) as errors_5xx, coalesce(sum(bots), 0) as bots";

  static Sums read(Connection connection, List<Cover.Stretch> stretches, Filter filter)
      throws SQLException {
    Query query = Query.of("select " + SUMMED + " from (");
    addRows(query, stretches, filter.dimension());
    query.add(") rows where value = ?", filter.value());
    return query.first(connection, Sums::of);
  }

  /** Adds a select of the rows of a dimension in the stretches, each request in one row only. */
  static void addRows(Query query, List<Cover.Stretch> stretches, String dimension) {
    String glue = "";
    for (Cover.Stretch stretch : stretches) {
      query.add(
          glue
              + "select value, requests, bytes, errors_4xx, errors_5xx, bots from traffic"
              + " where granularity = ? and dimension = ?"
              + " and window_start >= ? and window_start < ?",
          stretch.granularity().column(),
          dimension,
          stretch.from(),
          stretch.to());
      glue = " union all ";
    }
  }

  static String columns() {
    return SUMMED;
  }

  static Sums of(ResultSet row) throws SQLException {
    return new Sums(
        row.getLong("requests"),
        row.getLong("bytes"),
        row.getLong("errors_4xx"),
        row.getLong("errors_5xx"),
        row.getLong("bots"));
  }

  double errorShare() {
    return share(errors4xx + errors5xx);
  }

  double botShare() {
    return share(bots);
  }

  private double share(long part) {
    return requests == 0 ? 0 : (double) part / requests;
  }
}
