import { type Kysely, type Migration, sql } from '@kindred/db'

/** What was written in conversations that ended: no RPC of people reads it, and it goes when its time is over. */
export const sealed: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table sealed_conversation (
        id uuid primary key,
        first_user_id uuid not null,
        second_user_id uuid not null,
        created_at timestamptz not null,
        ended_at timestamptz not null,
        keep_until timestamptz not null
      )`.execute(db)
    await sql`create index sealed_conversation_end on sealed_conversation (keep_until)`.execute(db)
    await sql`
      create table sealed_message (
        conversation_id uuid not null references sealed_conversation,
        seq bigint not null,
        id uuid not null,
        sender_id uuid not null,
        text text not null,
        created_at timestamptz not null,
        primary key (conversation_id, seq)
      )`.execute(db)
  },
}
