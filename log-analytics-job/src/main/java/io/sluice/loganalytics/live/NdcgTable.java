package io.sluice.loganalytics.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import io.sluice.loganalytics.ranking.NdcgRow;
import java.time.Instant;
import java.util.Objects;

/**
 * The tables {@code ndcg} and {@code ndcg_rollup}; a row's version within a generation is the
 * searches in it. A dimension outside the combination is the empty text, which no search has: a key
 * cannot be null.
 */
public record NdcgTable(long generation) implements RowWriter<NdcgRow> {
  public static final JdbcTable FIRINGS =
      figures(dimensions(JdbcTable.named("ndcg").key("window_end", ColumnType.TIMESTAMP)));

  public static final JdbcTable ROLL_UP =
      figures(
          dimensions(
              JdbcTable.named("ndcg_rollup")
                  .key("granularity", ColumnType.TEXT)
                  .key("window_start", ColumnType.TIMESTAMP)));

  private static JdbcTable.Builder dimensions(JdbcTable.Builder table) {
    return table
        .key("combination", ColumnType.INTEGER)
        .key("region", ColumnType.TEXT)
        .key("city", ColumnType.TEXT)
        .key("channel", ColumnType.TEXT)
        .key("term", ColumnType.TEXT)
        .key("k", ColumnType.INTEGER);
  }

  private static JdbcTable figures(JdbcTable.Builder table) {
    return table
        .column("searches", ColumnType.BIGINT)
        .column("searches_with_click", ColumnType.BIGINT)
        .column("ndcg_sum", ColumnType.DOUBLE)
        .column("ndcg", ColumnType.DOUBLE)
        .version()
        .touching("updated_at")
        .build();
  }

  @Override
  public Object[] values(NdcgRow row) {
    Object[] figures = {
      Instant.ofEpochMilli(row.time()),
      row.combination().subset(),
      inKey(row.region()),
      inKey(row.city()),
      inKey(row.channel()),
      inKey(row.term()),
      row.k(),
      row.searches(),
      row.searchesWithClick(),
      row.ndcgSum(),
      row.ndcg(),
      generation,
      row.searches()
    };
    if (row.granularity() == null) {
      return figures;
    }
    Object[] rolledUp = new Object[figures.length + 1];
    rolledUp[0] = row.granularity();
    System.arraycopy(figures, 0, rolledUp, 1, figures.length);
    return rolledUp;
  }

  private static String inKey(String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
