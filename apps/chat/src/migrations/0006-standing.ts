import { type Kysely, type Migration, sql } from '@kindred/db'

/** How safety sanctions people, and what is kept from their partners meanwhile. */
export const standing: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table standing (
        user_id uuid primary key,
        version bigint not null,
        standing text not null
      )`.execute(db)
    await sql`
      alter table conversation
        add column first_user_unheard boolean not null default false,
        add column second_user_unheard boolean not null default false,
        add column unmet_by uuid`.execute(db)
    for (const table of ['message', 'sealed_message'])
      await sql`alter table ${sql.table(table)} add column withheld boolean not null default false`.execute(
        db,
      )
    await sql`create index message_withheld on message (conversation_id) where withheld`.execute(db)
  },
}
