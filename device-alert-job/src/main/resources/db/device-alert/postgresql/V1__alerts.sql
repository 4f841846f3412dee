-- What device-alert-job writes for its readers, and what it reads of its operators. What the job writes is upserted
-- under a guard of (generation, merged), compared in that order: a restored job never overwrites newer with older.

-- The last message of each kind about an alert; the view alert puts them together.
create table alert_message (
  alert_id      text        not null,
  action        text        not null, -- RAISE, REVOKE
  revision      integer     not null,
  rule_id       text        not null,
  rule_version  bigint      not null,
  device_id     text        not null,
  alert_type    text        not null,
  severity      text        not null, -- as the rule has it
  severity_rank integer     not null, -- the larger, the worse
  priority      integer     not null,
  hold_ms       bigint      not null,
  overrides     jsonb       not null, -- alert types
  ts            timestamptz not null, -- of the opening, or of the closing
  fault_time    timestamptz not null,
  reason        text        not null,
  evidence      jsonb       not null, -- ids of events
  recorded_at   timestamptz not null,
  generation    bigint      not null,
  merged        bigint      not null, -- the revision
  updated_at    timestamptz not null default clock_timestamp(),
  primary key (alert_id, action)
) with (fillfactor = 80);

create index alert_message_by_device on alert_message (device_id, ts desc);
create index alert_message_by_age on alert_message (ts);

create view alert as
select r.alert_id, r.rule_id, r.rule_version, r.device_id, r.alert_type, r.severity, r.severity_rank, r.priority,
       r.hold_ms, r.overrides, r.ts as opened_at, r.fault_time, r.reason, r.evidence, r.recorded_at,
       greatest(r.revision, x.revision) as revision,
       x.ts as closed_at, x.reason as closed_reason, x.evidence as closed_by,
       case when x.alert_id is null then 'OPEN'
            when x.reason = 'LATE_EVIDENCE' then 'NEVER_WAS'
            else 'CLOSED' end as state
from alert_message r
left join alert_message x on x.alert_id = r.alert_id and x.action = 'REVOKE' and x.revision > r.revision
where r.action = 'RAISE';

-- Every message to whoever sends people, once.
create table dispatch (
  dispatch_id   text        not null primary key,
  action        text        not null, -- DISPATCH, CANCEL, NOTE, REMIND, SUMMARY
  alert_id      text,                 -- null in a SUMMARY, as is all that belongs to one alert
  device_id     text,
  alert_type    text,
  severity      text        not null, -- as it is for this device
  priority      integer     not null,
  rule_id       text,
  rule_version  bigint      not null,
  ts            timestamptz not null,
  reason        text        not null,
  opened_at     timestamptz,
  fault_time    timestamptz,
  evidence      jsonb       not null, -- ids of events; of a SUMMARY, of alerts
  site          text,
  level         text,
  sla           text,
  device_config text        not null, -- CURRENT; LAST_KNOWN or UNKNOWN while the table device did not answer
  dispatches    integer     not null, -- how many a SUMMARY stands for
  generation    bigint      not null,
  merged        bigint      not null,
  updated_at    timestamptz not null default clock_timestamp()
);

create index dispatch_by_device on dispatch (device_id, ts desc);
create index dispatch_by_alert on dispatch (alert_id);
create index dispatch_by_age on dispatch (ts);

-- Why an alert was sent out, or not: the last word of each step.
create table alert_explain (
  alert_id    text        not null,
  step        text        not null, -- HELD, SUPPRESSED, NOT_SENT, DISPATCHED, ACKNOWLEDGED, CANCELLED, NOTED, NOTHING_TO_CANCEL
  ts          timestamptz not null,
  reason      text        not null,
  causes      jsonb       not null, -- kind and id, as OVERRIDDEN_BY:<alert>, SAME_TYPE_SENT:<alert>, SHELVED_RULE:<rule>
  device_id   text        not null,
  rule_id     text        not null,
  alert_type  text        not null,
  generation  bigint      not null,
  merged      bigint      not null, -- counts up over the explanations of an alert
  updated_at  timestamptz not null default clock_timestamp(),
  primary key (alert_id, step)
) with (fillfactor = 80);

create index alert_explain_by_age on alert_explain (ts);

-- The rules, a document a row, written by operators; what became of it is written back by the job.
create table alert_rule (
  rule_id        text        not null primary key,
  document       text,                                -- YAML or JSON; null where the rule came another way
  enabled        boolean     not null default true,
  effective_from timestamptz,                         -- event time; null for the time at which the job sees it
  changed_at     timestamptz not null default clock_timestamp(),
  status         text        not null default 'NEW',  -- NEW, ACTIVE, REFUSED (the version before acts on), REMOVED
  reason         text,                                -- why it was refused
  version        bigint      not null default 0,      -- that the status is about; 0 where it was refused
  status_at      timestamptz,
  generation     bigint      not null default 0,
  merged         bigint      not null default 0,      -- the time of the status in epoch milliseconds
  updated_at     timestamptz not null default clock_timestamp()
);

-- How often a rule opened an alert, as far back as alerts are kept.
create view alert_rule_hits as
select rule_id, count(*) as hits, max(ts) as last_hit
from alert_message
where action = 'RAISE'
group by rule_id;

create index alert_message_by_rule on alert_message (rule_id);

-- What is configured about devices, written by operators; the job asks for it with every alert and believes the answer
-- for 60 s. What is null is as the level has it, and else as the rule has it.
create table device_level (
  level      text   not null primary key,
  site       text,
  sla        text,
  severity   text   check (severity in ('INFO', 'WARNING', 'MINOR', 'MAJOR', 'CRITICAL')),
  hold_ms    bigint check (hold_ms >= 0),
  overrides  jsonb  check (jsonb_typeof(overrides) = 'array')
);

create table device (
  device_id  text   not null primary key,
  level      text,
  model      text,
  version    text,
  site       text,
  sla        text,
  severity   text   check (severity in ('INFO', 'WARNING', 'MINOR', 'MAJOR', 'CRITICAL')),
  hold_ms    bigint check (hold_ms >= 0),
  overrides  jsonb  check (jsonb_typeof(overrides) = 'array')
);
