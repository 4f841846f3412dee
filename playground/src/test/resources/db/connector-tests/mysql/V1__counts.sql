-- The table that the tests of the connectors write to.
create table counts (
  value       varchar(200) character set utf8mb4 collate utf8mb4_bin not null primary key,
  requests    bigint      not null,
  generation  integer     not null,
  merged      bigint      not null,
  updated_at  datetime(6) not null default utc_timestamp(6)
);
