-- What log-analytics-job writes for its readers. Every table is written by upserts guarded by
-- (generation, merged), compared in that order: a restored job never overwrites newer with older.

create table traffic (
  granularity     text             not null, -- second, minute, hour, day, week, month
  window_start    timestamptz      not null,
  dimension       text             not null, -- all, country, city, vhost, path, status, user_agent_class, customer
  value           text             not null, -- 'all' for the dimension all; 'unknown' where missing, 'other' beyond the cap
  requests        bigint           not null,
  bytes           bigint           not null,
  unique_clients  bigint           not null,
  errors_4xx      bigint           not null,
  errors_5xx      bigint           not null,
  latency_p50_ms  double precision,          -- null where no line carried a latency
  latency_p95_ms  double precision,
  latency_p99_ms  double precision,
  bots            bigint           not null,
  generation      bigint           not null,
  merged          bigint           not null, -- requests merged into the row: the version within a generation
  updated_at      timestamptz      not null default clock_timestamp(),
  primary key (granularity, dimension, window_start, value)
) with (fillfactor = 60); -- rows are rewritten as they grow: room to do it within their page

create index traffic_by_age on traffic (granularity, window_start);

-- The freshest requests, a sample for people to look at; kept for minutes, not an archive.
create table recent_request (
  event_id           text        not null primary key, -- topic-partition-offset
  ts                 timestamptz not null,
  client_address     text,
  country_iso_code   text,
  city_name          text,
  as_organization    text,
  vhost              text,
  method             text,
  path               text,
  status             integer,
  bytes              bigint,
  latency_ms         double precision,
  user_agent_class   text,
  user_agent_name    text,
  generation         bigint      not null,
  merged             bigint      not null,
  updated_at         timestamptz not null default clock_timestamp()
);

create index recent_request_by_ts on recent_request (ts desc);

-- What every stage took in and gave out, by minute of arrival: "in" = "out" + rejected.
create table quality (
  minute      timestamptz not null,
  stage       text        not null, -- parse, enrich, traffic
  "in"        bigint      not null,
  "out"       bigint      not null,
  rejected    jsonb       not null, -- reason -> count
  late        bigint      not null,
  geo_misses  bigint      not null,
  generation  bigint      not null,
  merged      bigint      not null,
  updated_at  timestamptz not null default clock_timestamp(),
  primary key (minute, stage)
);
