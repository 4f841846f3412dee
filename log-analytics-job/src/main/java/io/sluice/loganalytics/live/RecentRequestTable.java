package io.sluice.loganalytics.live;

import io.sluice.common.sink.jdbc.ColumnType;
import io.sluice.common.sink.jdbc.JdbcTable;
import io.sluice.common.sink.jdbc.RowWriter;
import java.time.Instant;

/** The table {@code recent_request}; a request never changes, so its version is one. */
record RecentRequestTable(long generation) implements RowWriter<RecentRequest> {
  static final JdbcTable TABLE =
      JdbcTable.named("recent_request")
          .key("event_id", ColumnType.TEXT)
          .column("ts", ColumnType.TIMESTAMP)
          .column("client_address", ColumnType.TEXT)
          .column("country_iso_code", ColumnType.TEXT)
          .column("city_name", ColumnType.TEXT)
          .column("as_organization", ColumnType.TEXT)
          .column("vhost", ColumnType.TEXT)
          .column("method", ColumnType.TEXT)
          .column("path", ColumnType.TEXT)
          .column("status", ColumnType.INTEGER)
          .column("bytes", ColumnType.BIGINT)
          .column("latency_ms", ColumnType.DOUBLE)
          .column("user_agent_class", ColumnType.TEXT)
          .column("user_agent_name", ColumnType.TEXT)
          .version()
          .touching("updated_at")
          .build();

  @Override
  public Object[] values(RecentRequest request) {
    return new Object[] {
      request.eventId(),
      Instant.ofEpochMilli(request.timestamp()),
      request.clientAddress(),
      request.countryIsoCode(),
      request.cityName(),
      request.asOrganization(),
      request.vhost(),
      request.method(),
      request.path(),
      request.status(),
      request.bytes(),
      request.latencyMs(),
      request.userAgentClass(),
      request.userAgentName(),
      generation,
      1L
    };
  }
}
