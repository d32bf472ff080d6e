import { type Kysely, type Migration, sql } from '@kindred/db'

/** What first messages are looked at for: how many each person wrote, whom they began to write to, how much they are trusted. */
export const firstMessages: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of ['message', 'sealed_message'])
      await sql`alter table ${sql.table(table)} add column advice jsonb`.execute(db)
    await sql`
      alter table conversation
        add column first_user_wrote smallint not null default 0,
        add column second_user_wrote smallint not null default 0`.execute(db)
    await countWritten(db)
    await sql`alter table participant add column created_at timestamptz`.execute(db)
    await sql`
      create table first_message (
        user_id uuid not null,
        conversation_id uuid not null,
        at timestamptz not null,
        begins boolean not null,
        sketch bytea,
        primary key (user_id, conversation_id)
      )`.execute(db)
    await sql`create index first_message_age on first_message (at)`.execute(db)
    await sql`
      create table trust (user_id uuid primary key, version bigint not null, valid_reports integer not null)`.execute(
      db,
    )
  },
}

/** Up to three: more are not told apart. */
async function countWritten(db: Kysely<unknown>): Promise<void> {
  await sql`
    update conversation set
      first_user_wrote = least(3, (select count(*) from message where conversation_id = conversation.id and sender_id = first_user_id)),
      second_user_wrote = least(3, (select count(*) from message where conversation_id = conversation.id and sender_id = second_user_id))
    where last_seq > 0`.execute(db)
}
