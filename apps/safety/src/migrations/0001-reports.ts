import { type Kysely, type Migration, sql } from '@kindred/db'

/** What people reported, the cases in which it gathers, and the evidence that the server took. */
export const reports: Migration = {
  async up(db: Kysely<unknown>) {
    await makeCases(db)
    await makeReports(db)
    await makeEvidence(db)
  },
}

async function makeCases(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table case_file (
      id uuid primary key,
      kind text not null check (kind in ('REPORTS', 'PHOTO', 'VERIFICATION', 'APPEAL')),
      user_id uuid not null,
      about_id uuid,
      severity integer not null default 0,
      state text not null default 'OPEN' check (state in ('OPEN', 'CLAIMED', 'CLOSED')),
      claimant_id uuid,
      lease_id uuid,
      lease_ends_at timestamptz,
      version integer not null default 1,
      opened_at timestamptz not null,
      closed_at timestamptz,
      released_at timestamptz
    )`.execute(db)
  await sql`
    create unique index case_file_open on case_file (kind, user_id, coalesce(about_id, user_id))
    where state <> 'CLOSED'`.execute(db)
  await sql`create index case_file_user on case_file (user_id)`.execute(db)
  await sql`create index case_file_closed on case_file (closed_at) where released_at is null`.execute(db)
}

async function makeReports(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table report (
      id uuid primary key,
      case_id uuid references case_file,
      target_id uuid,
      reporter_id uuid,
      reporter_ref uuid not null,
      weight integer not null,
      reason text not null,
      details text not null,
      context_kind text not null,
      photo_id uuid,
      conversation_id uuid,
      message_ids uuid[] not null,
      created_at timestamptz not null,
      outcome text check (outcome in ('ACTION_TAKEN', 'NO_VIOLATION')),
      answered_at timestamptz,
      attempts integer not null default 0,
      due_at timestamptz
    )`.execute(db)
  await sql`create index report_due on report (due_at) where due_at is not null`.execute(db)
  await sql`create index report_created on report (created_at)`.execute(db)
  await sql`create index report_case on report (case_id)`.execute(db)
  await sql`create index report_reporter on report (reporter_id, created_at desc, id desc)`.execute(db)
}

async function makeEvidence(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table evidence (
      id uuid primary key,
      case_id uuid not null references case_file,
      report_id uuid not null references report,
      kind text not null check (kind in ('PROFILE', 'PHOTOS', 'CONVERSATION', 'WORDS')),
      content bytea,
      taken_at timestamptz,
      attempts integer not null default 0,
      due_at timestamptz
    )`.execute(db)
  await sql`create index evidence_case on evidence (case_id)`.execute(db)
  await sql`create index evidence_due on evidence (due_at) where due_at is not null`.execute(db)
  await sql`
    create table reporter_record (
      user_id uuid primary key,
      upheld integer not null default 0,
      dismissed integer not null default 0
    )`.execute(db)
}
