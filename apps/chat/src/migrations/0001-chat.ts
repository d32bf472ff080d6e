import { type Kysely, type Migration, sql } from '@kindred/db'

/** Conversations with their people and messages, and what each person is told of. */
export const chat: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table conversation (
        id uuid primary key,
        first_user_id uuid not null,
        second_user_id uuid not null,
        last_seq bigint not null default 0,
        created_at timestamptz not null,
        check (first_user_id < second_user_id)
      )`.execute(db)
    await sql`
      create table member (
        conversation_id uuid not null references conversation on delete cascade,
        user_id uuid not null,
        partner_id uuid not null,
        read_seq bigint not null default 0,
        unread_count integer not null default 0 check (unread_count >= 0),
        active_at timestamptz not null,
        primary key (conversation_id, user_id)
      )`.execute(db)
    await sql`create index member_activity on member (user_id, active_at desc, conversation_id desc)`.execute(
      db,
    )
    await sql`
      create table message (
        conversation_id uuid not null references conversation on delete cascade,
        seq bigint not null check (seq > 0),
        id uuid not null,
        sender_id uuid not null,
        client_message_id text not null,
        text text not null,
        created_at timestamptz not null,
        primary key (conversation_id, seq),
        constraint message_client_id unique (sender_id, client_message_id)
      )`.execute(db)
    await createCopiesAndLogs(db)
  },
}

async function createCopiesAndLogs(db: Kysely<unknown>): Promise<void> {
  await sql`
      create table participant (
        user_id uuid primary key,
        name text not null,
        photo jsonb,
        version bigint not null
      )`.execute(db)
  await sql`
      create table user_stream (
        user_id uuid primary key,
        position bigint not null,
        pruned_position bigint not null default 0
      )`.execute(db)
  await sql`
      create table user_event (
        user_id uuid not null,
        position bigint not null,
        kind text not null,
        conversation_id uuid not null,
        actor_id uuid,
        seq bigint,
        created_at timestamptz not null,
        primary key (user_id, position)
      )`.execute(db)
  await sql`create index user_event_age on user_event (created_at)`.execute(db)
  await sql`create table tombstone (digest bytea primary key, buried_at timestamptz not null)`.execute(db)
}
