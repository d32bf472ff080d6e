/**
 * The audit record, in a schema of its own. A record is never changed: nobody but its owner could, and a trigger refuses that too until
 * the owner takes it away.
 */
export const makeAudit: readonly string[] = [
  'create schema audit',
  `create table audit.record (
    number bigint primary key check (number > 0),
    at timestamptz not null,
    actor_id uuid,
    action text not null,
    subject_id uuid,
    case_id uuid,
    reason text not null,
    before text not null,
    after text not null,
    hash bytea not null unique
  )`,
  'create index record_actor on audit.record (actor_id, number)',
  'create index record_subject on audit.record (subject_id, number)',
  `create function audit.refuse() returns trigger language plpgsql as $$
    begin
      raise exception 'An audit record is never changed.' using errcode = 'insufficient_privilege';
    end $$`,
  `create trigger record_stays before update or delete on audit.record
    for each row execute function audit.refuse()`,
  `create trigger records_stay before truncate on audit.record
    for each statement execute function audit.refuse()`,
  // An owner's own rights are given like those of anybody else: without them a slip or an injected statement changes nothing.
  'revoke all on audit.record from public, current_user',
  'grant select, insert on audit.record to current_user',
]
