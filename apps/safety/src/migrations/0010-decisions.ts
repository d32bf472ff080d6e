import { type Kysely, type Migration, sql } from '@kindred/db'

/** What moderators decide, what holds people back because of it, and whose accounts belong to one person. */
export const decisions: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create index case_file_queue on case_file (severity desc, opened_at, id)
      where state <> 'CLOSED'`.execute(db)
    await sql`
      create index case_file_done on case_file (closed_at desc, id desc)
      where state = 'CLOSED'`.execute(db)
    await sql`
      create table decision (
        id uuid primary key,
        case_id uuid references case_file,
        user_id uuid not null,
        measure text not null,
        rule text,
        note text not null,
        photo_ids uuid[] not null default '{}',
        list_hash boolean not null default false,
        moderator_id uuid,
        decided_at timestamptz not null,
        ends_at timestamptz,
        ended_at timestamptz,
        end_reason text check (end_reason in ('UNDONE', 'REVERSED', 'LIFTED', 'EXPIRED', 'LOOKED_AT')),
        settled_at timestamptz,
        seen_at timestamptz,
        check ((ended_at is null) = (end_reason is null))
      )`.execute(db)
    await sql`create index decision_user on decision (user_id, decided_at desc, id desc)`.execute(db)
    await sql`create index decision_case on decision (case_id)`.execute(db)
    await sql`create index decision_unsettled on decision (decided_at) where settled_at is null`.execute(db)
    await sql`
      create index decision_ending on decision (ends_at)
      where ends_at is not null and ended_at is null`.execute(db)
    await sql`
      create table appeal (
        decision_id uuid primary key references decision,
        case_id uuid not null references case_file,
        words text not null,
        made_at timestamptz not null,
        outcome text check (outcome in ('UPHELD', 'REVERSED'))
      )`.execute(db)
    await makeStandings(db)
    await sql`create index report_target on report (target_id, answered_at)`.execute(db)
  },
}

async function makeStandings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table known_account (
      user_id uuid primary key,
      person_key bytea not null,
      used_at timestamptz not null,
      departed_at timestamptz
    )`.execute(db)
  await sql`create index known_account_person on known_account (person_key)`.execute(db)
  await sql`
    create table standing (
      user_id uuid primary key,
      version bigint not null default 0,
      standing text not null default 'GOOD'
        check (standing in ('GOOD', 'HIDDEN', 'SUSPENDED', 'BANNED')),
      ends_at timestamptz,
      decision_id uuid,
      rule text,
      person_key bytea
    )`.execute(db)
  await sql`
    create table trust (
      user_id uuid primary key,
      version bigint not null default 0,
      valid_reports integer not null default 0
    )`.execute(db)
}
