import { type Kysely, type Migration, sql } from 'kysely'

/** How fast people swiped in the last minutes, as far as that is remarkable. It may be lost: unlogged. */
export const swipePace: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create unlogged table swipe_pace (
        slot integer not null references person (slot) on delete cascade,
        minute integer not null,
        swipes integer not null,
        likes integer not null,
        first_at timestamptz not null,
        last_at timestamptz not null,
        told boolean not null default false,
        primary key (slot, minute)
      )`.execute(db)
    await sql`create index swipe_pace_last_at on swipe_pace (last_at)`.execute(db)
  },
}
