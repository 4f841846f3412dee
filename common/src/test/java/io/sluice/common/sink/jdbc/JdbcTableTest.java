package io.sluice.common.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcTableTest {

  @Test
  void postgresGetsOneStatementForAnyNumberOfRows() {
    assertThat(SqlDialect.POSTGRESQL.upsert(Counts.TABLE))
        .isEqualTo(
            "insert into \"counts\" as stored (\"value\", \"requests\", \"generation\", \"merged\")"
                + " select r.c0, r.c1, r.c2, r.c3"
                + " from unnest(?::text[], ?::int8[], ?::int8[], ?::int8[]) as r(c0, c1, c2, c3)"
                + " on conflict (\"value\") do update set \"requests\" = excluded.\"requests\","
                + " \"merged\" = excluded.\"merged\","
                + " \"generation\" = excluded.\"generation\","
                + " \"updated_at\" = clock_timestamp()"
                + " where (stored.generation, stored.merged)"
                + " <= (excluded.generation, excluded.merged)");
  }

  @Test
  void mySqlAssignsTheGenerationLast() {
    assertThat(SqlDialect.MYSQL.upsert(Counts.TABLE))
        .startsWith(
            "insert into `counts` (`value`, `requests`, `generation`, `merged`)"
                + " values (?, ?, ?, ?) on duplicate key update `updated_at` = if(")
        .matches("(?s).*`requests` = if.*`merged` = if.*`generation` = if\\([^=]*.*");
  }

  @Test
  void retiresInBatches() {
    RetentionRule seconds =
        RetentionRule.of("traffic", "window_start", Duration.ofDays(1))
            .where("granularity", "second");

    assertThat(SqlDialect.POSTGRESQL.retire(seconds))
        .isEqualTo(
            "delete from \"traffic\" where ctid = any (array(select ctid from \"traffic\""
                + " where \"granularity\" = ? and \"window_start\" < ? limit ?))");
    assertThat(SqlDialect.MYSQL.retire(seconds))
        .isEqualTo("delete from `traffic` where `granularity` = ? and `window_start` < ? limit ?");
  }

  @Test
  void textIsMadeStorableBeforeTheKeyIsTaken() {
    TableRow nul = Counts.TABLE.row(new Object[] {"a\u0000b", 1, 0, 1L});
    TableRow half = Counts.TABLE.row(new Object[] {"a\uD800b", 1, 0, 1L});

    assertThat(nul.key()).containsExactly("a\uFFFDb").isEqualTo(half.key());
    assertThat(Counts.TABLE.row(new Object[] {"\uD83D\uDE00", 1, 0, 1L}).key())
        .containsExactly("\uD83D\uDE00");
  }

  @Test
  void jsonLosesItsNulsButNotItsBackslashes() {
    assertThat(ColumnType.JSON.storable("{\"a\":\"x\\u0000y\",\"b\":\"\\\\u0000\"}"))
        .isEqualTo("{\"a\":\"x\\ufffdy\",\"b\":\"\\\\u0000\"}");
  }

  @Test
  void otherValuesTakeTheFormOfTheirColumn() {
    assertThat(ColumnType.DOUBLE.storable(Double.NaN)).isNull();
    assertThat(ColumnType.INTEGER.storable(7L)).isEqualTo(7);
    assertThat(ColumnType.DECIMAL.storable(new BigDecimal("12.30")))
        .isEqualTo(new BigDecimal("12.3"));
    assertThat(ColumnType.TIMESTAMP.storable(Instant.parse("2026-01-01T00:00:00.123456789Z")))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
  }

  @Test
  void refusesATableWithoutAVersion() {
    assertThatThrownBy(() -> JdbcTable.named("counts").key("value", ColumnType.TEXT).build())
        .hasMessageContaining("lacks the column generation");
    assertThatThrownBy(() -> JdbcTable.named("counts\"; drop").version().build())
        .hasMessageContaining("Not a name");
    assertThatThrownBy(() -> Counts.TABLE.row(new Object[] {"a"}))
        .hasMessageContaining("4 columns, given 1");
  }

  @ParameterizedTest
  @CsvSource({
    "08006, 0, OUTAGE",
    "57P01, 0, OUTAGE",
    "57P03, 0, OUTAGE",
    "53100, 0, OUTAGE",
    "40P01, 0, OUTAGE",
    "25006, 0, OUTAGE",
    "HY000, 1205, OUTAGE",
    ", 0, OUTAGE",
    "22001, 0, ROW",
    "23502, 0, ROW",
    "54000, 0, ROW",
    "HY000, 1366, ROW",
    "28P01, 0, NEEDS_A_HUMAN",
    "3D000, 0, NEEDS_A_HUMAN",
    "42P01, 0, NEEDS_A_HUMAN",
    "42S02, 1146, NEEDS_A_HUMAN",
  })
  void tellsOutagesFromBadRowsFromBadTables(String state, int code, SqlFault expected) {
    assertThat(SqlFault.of(new SQLException("message", state, code))).isEqualTo(expected);
  }

  @Test
  void aKeyIsTheSameOnEveryMachine() {
    // The hash decides the subtask; String's and List's are fixed by their specification.
    assertThat(Counts.TABLE.row(new Object[] {"a", 1, 0, 1L}).key().hashCode())
        .isEqualTo(List.of("a").hashCode())
        .isEqualTo(31 + 'a');
  }
}
