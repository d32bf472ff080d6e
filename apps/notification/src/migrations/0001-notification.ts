import { type Kysely, type Migration, sql } from '@kindred/db'

/** What people want to be told of, what they are to be told, and what is told of whom. */
export const notification: Migration = {
  async up(db: Kysely<unknown>) {
    await createPeople(db)
    await createQueue(db)
    await createThreads(db)
    await createBotTables(db)
    await createPresence(db)
  },
}

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person (
      user_id uuid primary key,
      version bigint not null,
      name text not null,
      birth_date date
    )`.execute(db)
  await sql`
    create table settings (
      user_id uuid primary key,
      off_kinds text[] not null default '{}',
      message_preview boolean not null default true,
      quiet_on boolean not null default true,
      quiet_from smallint not null default 1380,
      quiet_to smallint not null default 480,
      time_zone text,
      paused boolean not null default false
    )`.execute(db)
}

async function createQueue(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table recipient (
      user_id uuid primary key,
      reachable boolean not null default true,
      leaving boolean not null default false,
      standing text not null default 'GOOD',
      standing_version bigint not null default 0,
      unanswered integer not null default 0,
      unanswered_on date,
      digest_on date,
      nudged_at timestamptz,
      not_before timestamptz,
      next_at timestamptz,
      next_urgency smallint not null default 0
    )`.execute(db)
  await sql`
    create index recipient_next on recipient (next_at) where next_at is not null`.execute(db)
  await sql`
    create table notice (
      id uuid primary key,
      user_id uuid not null references recipient on delete cascade,
      topic text not null,
      kind text not null,
      urgency smallint not null,
      about jsonb not null,
      version integer not null default 1,
      due_at timestamptz,
      held boolean not null default false,
      shown_message_id bigint,
      shown_from_seq bigint,
      shown_at timestamptz,
      created_at timestamptz not null,
      unique (user_id, topic)
    )`.execute(db)
  await sql`create index notice_age on notice (created_at)`.execute(db)
  await sql`
    create table delivery (
      id uuid primary key,
      user_id uuid not null references recipient on delete cascade,
      parts jsonb not null,
      is_digest boolean not null,
      attempt integer not null,
      given_at timestamptz not null,
      lease_until timestamptz not null,
      finished_at timestamptz
    )`.execute(db)
  await sql`create unique index delivery_in_flight on delivery (user_id) where finished_at is null`.execute(
    db,
  )
  await sql`create index delivery_given on delivery (given_at)`.execute(db)
  await sql`create index delivery_finished on delivery (finished_at) where finished_at is not null`.execute(
    db,
  )
}

async function createThreads(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table thread (
      user_id uuid not null references recipient on delete cascade,
      conversation_id uuid not null,
      partner_id uuid not null,
      read_seq bigint not null default 0,
      told_seq bigint not null default 0,
      unread bigint[] not null default '{}',
      ended boolean not null default false,
      position bigint not null default 0,
      last_at timestamptz,
      last_is_own boolean not null default false,
      muted boolean not null default false,
      nudged_at timestamptz,
      primary key (user_id, conversation_id)
    )`.execute(db)
  await sql`create index thread_partner on thread (partner_id)`.execute(db)
  await sql`
    create index thread_turn on thread (last_at) where not last_is_own and nudged_at is null`.execute(db)
  await sql`
    create table arrival (
      user_id uuid not null references recipient on delete cascade,
      kind text not null,
      other_id uuid not null,
      match_id uuid,
      came_at timestamptz not null,
      seen boolean not null default false,
      celebrated boolean not null default false,
      primary key (user_id, kind, other_id)
    )`.execute(db)
  await sql`create index arrival_other on arrival (other_id)`.execute(db)
}

async function createBotTables(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bot_state (
      user_id uuid not null,
      key text not null,
      value text not null,
      version bigint not null,
      written_at timestamptz not null,
      primary key (user_id, key)
    )`.execute(db)
  await sql`
    create table bot_message (
      user_id uuid not null,
      telegram_message_id bigint not null,
      kind text,
      conversation_id uuid,
      target_user_id uuid,
      up_to_seq bigint not null default 0,
      sent_at timestamptz not null,
      primary key (user_id, telegram_message_id)
    )`.execute(db)
  await sql`create index bot_message_age on bot_message (sent_at)`.execute(db)
  await sql`create index bot_message_target on bot_message (target_user_id)`.execute(db)
}

/** Unlogged: after a crash every gateway says anew who is there. */
async function createPresence(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unlogged table gateway_instance (id uuid primary key, heard_at timestamptz not null)`.execute(db)
  await sql`
    create unlogged table presence (
      user_id uuid not null,
      instance_id uuid not null,
      opened_at timestamptz not null,
      closed_at timestamptz,
      primary key (user_id, instance_id)
    )`.execute(db)
  await sql`create index presence_instance on presence (instance_id)`.execute(db)
}
