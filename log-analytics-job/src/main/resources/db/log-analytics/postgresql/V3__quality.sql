-- What cleaning rules leave out, beside what is rejected: "in" = "out" + rejected + dropped.
alter table quality add column dropped jsonb not null default '{}'; -- id of the rule -> count

-- Episodes in which a rule on the quality of the input was violated, one row each.
create table quality_violation (
  episode            text             not null primary key, -- <rule>[/<subject>]@<since>
  rule               text             not null,
  type               text             not null, -- volume, usual-volume, reject-share, dropped-share, late-share, null-share, distinct-values, balance
  subject            text             not null, -- the stage or field
  severity           text             not null, -- info, warning, critical
  open               boolean          not null,
  since              timestamptz      not null, -- start of the first window in violation
  told_at            timestamptz      not null, -- end of the window that opened it, or closed it
  records            bigint           not null, -- of that window
  observed           double precision not null, -- in that window: records, values, or a share from 0 to 1
  expected_at_least  double precision,
  expected_at_most   double precision,
  usual              double precision,          -- for the hour of the week, of rules that ask
  message            text             not null,
  generation         bigint           not null,
  merged             bigint           not null, -- 1 opened, 2 closed
  updated_at         timestamptz      not null default clock_timestamp()
);

create index quality_violation_by_since on quality_violation (since desc);
