package io.sluice.common.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiredRowsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final JdbcTable TABLE =
      JdbcTable.named("figures")
          .key("size", ColumnType.TEXT)
          .key("at", ColumnType.TIMESTAMP)
          .version()
          .build();

  private final ExpiredRows expired =
      new ExpiredRows(
          TABLE,
          List.of(
              RetentionRule.of("figures", "at", Duration.ofDays(1)).where("size", "second"),
              RetentionRule.of("figures", "updated_at", Duration.ofMillis(1))),
          NOW::toEpochMilli);

  @Test
  void holdWhatTheRetentionWouldDeleteAtOnce() {
    assertThat(expired.contain(row("second", NOW.minus(Duration.ofDays(2))))).isTrue();
  }

  @Test
  void leaveWhatIsYoungOrOfAnotherSize() {
    assertThat(expired.contain(row("second", NOW.minus(Duration.ofDays(1))))).isFalse();
    assertThat(expired.contain(row("hour", NOW.minus(Duration.ofDays(2))))).isFalse();
  }

  @Test
  void nothingExpiresWithoutARetention() {
    ExpiredRows never = new ExpiredRows(TABLE, List.of(), NOW::toEpochMilli);
    assertThat(never.contain(row("second", Instant.EPOCH))).isFalse();
  }

  private static Object[] row(String size, Instant at) {
    return new Object[] {size, at, 0L, 1L};
  }
}
