-- The job looks at the rows of alert_rule that have a document every few seconds and dates a change by changed_at, which
-- is also from when on a rule judges whose document and effective_from say nothing. So changed_at is true whoever edits,
-- and the status of what has not been looked at is NEW.
create function alert_rule_changed() returns trigger language plpgsql as $$
begin
  if (new.document, new.enabled, new.effective_from) is distinct from (old.document, old.enabled, old.effective_from) then
    new.changed_at := clock_timestamp();
    new.status := 'NEW';
    new.reason := null;
  end if;
  return new;
end
$$;

create trigger alert_rule_changed before update of document, enabled, effective_from on alert_rule
  for each row execute function alert_rule_changed();
