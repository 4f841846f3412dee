-- What the cleaning rules did, by minute, rule and version of their set.
create table cleaning_rule_hits (
  minute       timestamptz not null,
  rule_id      text        not null,
  set_version  bigint      not null,
  matched      bigint      not null, -- requests the rule was meant for
  changed      bigint      not null, -- of these, requests that are not as they were
  dropped      bigint      not null, -- requests it left out
  errors       bigint      not null, -- requests over which an expression of the rule had no value
  generation   bigint      not null,
  merged       bigint      not null, -- the sum of the four: the version within a generation
  updated_at   timestamptz not null default clock_timestamp(),
  primary key (minute, rule_id, set_version)
);

-- Every document of rules that came, and what became of it. The set that acts is the newest ACTIVE one.
create table cleaning_rule_set (
  origin      text        not null primary key, -- topic-partition-offset, or file-v<version>
  set_id      text,                             -- null where the document does not even say that
  version     bigint,
  status      text        not null,             -- ACTIVE, REFUSED
  reason      text,                             -- why it was refused, a line per mistake, with line and column
  rules       integer     not null,             -- how many rules it holds; 0 if it was refused
  at          timestamptz not null,             -- when it was published
  document    text        not null,
  generation  bigint      not null,
  merged      bigint      not null,
  updated_at  timestamptz not null default clock_timestamp()
);

create index cleaning_rule_set_by_age on cleaning_rule_set (at desc);
