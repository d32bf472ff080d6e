import { type Kysely, type Migration, sql } from 'kysely'

/** Tables of the people who were in a viewer's decks within the past hour, and of viewers who may no longer see somebody. */
export const sight: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table past_deck (
        slot integer not null references person (slot) on delete cascade,
        left_at timestamptz not null,
        slots integer[] not null
      )`.execute(db)
    await sql`create index past_deck_viewer on past_deck (slot, left_at)`.execute(db)
    await sql`create index past_deck_age on past_deck (left_at)`.execute(db)
    await sql`
      create table lost_sight (
        viewer text not null,
        owner text not null,
        own_block boolean not null,
        expires_at timestamptz not null,
        primary key (viewer, owner)
      )`.execute(db)
  },
}
