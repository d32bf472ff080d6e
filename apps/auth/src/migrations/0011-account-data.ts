import { type Kysely, type Migration, sql } from '@kindred/db'

/** Deletions and their receipts, exports, and who signed in. */
export const accountData: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table deletion (
        id uuid primary key,
        receipt_hash bytea not null unique check (length(receipt_hash) = 32),
        user_id uuid unique,
        state text not null check (state in ('waiting', 'erasing', 'erased')),
        requested_at timestamptz not null,
        erase_at timestamptz not null,
        erased_at timestamptz,
        parts jsonb not null default '[]',
        receipt text,
        check ((user_id is null) = (state = 'erased'))
      )`.execute(db)
    await sql`create index deletion_due on deletion (erase_at) where state <> 'erased'`.execute(db)
    await sql`create index deletion_age on deletion (erased_at) where erased_at is not null`.execute(db)
    await createExports(db)
    await createSignIns(db)
  },
}

async function createExports(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table data_export (
      id uuid primary key,
      user_id uuid not null references user_account on delete cascade,
      state text not null check (state in ('making', 'ready', 'expired', 'failed')),
      requested_at timestamptz not null,
      due_at timestamptz not null,
      attempts integer not null default 0,
      expires_at timestamptz,
      size_bytes bigint not null default 0
    )`.execute(db)
  await sql`create index data_export_of_user on data_export (user_id, id desc)`.execute(db)
  await sql`create index data_export_due on data_export (due_at) where state = 'making'`.execute(db)
  await sql`
    create table export_chunk (
      export_id uuid not null references data_export on delete cascade,
      place integer not null,
      bytes bytea not null,
      primary key (export_id, place)
    )`.execute(db)
}

/** Who was signed in before is told what is still known of it. */
async function createSignIns(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_in (
      session_id uuid primary key,
      user_id uuid not null references user_account on delete cascade,
      signed_in_at timestamptz not null,
      device_name text not null,
      way text not null check (way in ('mini_app', 'bot')),
      new_device boolean not null
    )`.execute(db)
  await sql`create index sign_in_of_user on sign_in (user_id, session_id desc)`.execute(db)
  await sql`create index sign_in_age on sign_in (signed_in_at)`.execute(db)
  await sql`
    insert into sign_in (session_id, user_id, signed_in_at, device_name, way, new_device)
    select id, user_id, created_at, device_name, case when of_bot then 'bot' else 'mini_app' end,
      row_number() over (partition by user_id, device_name, of_bot order by id) = 1
    from session`.execute(db)
}
