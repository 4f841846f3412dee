-- How good the searches were that a firing judged: every five minutes those that began 15 to 10
-- minutes before. One row for each combination of values and k.
create table ndcg (
  window_end          timestamptz      not null,
  combination         integer          not null, -- sum of 1 region, 2 city, 4 channel, 8 term; 0: all searches
  region              text             not null, -- '' outside the combination, 'unknown' where a search has none
  city                text             not null,
  channel             text             not null,
  term                text             not null,
  k                   integer          not null, -- 10 or 20 ranks looked at
  searches            bigint           not null,
  searches_with_click bigint           not null,
  ndcg_sum            double precision not null, -- searches without a click count 0
  ndcg                double precision not null, -- ndcg_sum / searches
  generation          bigint           not null,
  merged              bigint           not null, -- searches
  updated_at          timestamptz      not null default clock_timestamp(),
  primary key (combination, k, region, city, channel, term, window_end)
);

create index ndcg_by_window on ndcg (window_end desc, combination, k);

-- The same by the time at which searches began.
create table ndcg_rollup (
  granularity         text             not null, -- second, minute, hour, day, week, month
  window_start        timestamptz      not null,
  combination         integer          not null,
  region              text             not null,
  city                text             not null,
  channel             text             not null,
  term                text             not null,
  k                   integer          not null,
  searches            bigint           not null,
  searches_with_click bigint           not null,
  ndcg_sum            double precision not null,
  ndcg                double precision not null,
  generation          bigint           not null,
  merged              bigint           not null, -- searches
  updated_at          timestamptz      not null default clock_timestamp(),
  primary key (granularity, combination, k, region, city, channel, term, window_start)
);

create index ndcg_rollup_by_window on ndcg_rollup (granularity, window_start desc, combination, k);
