import { type Kysely, type Migration, sql } from 'kysely'

/** Blocks of people whom the blocker had no reason to see: listed without a name and a photo. */
export const unseenBlocks: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table unseen_block (
        blocker integer not null references person (slot) on delete cascade,
        blocked integer not null references person (slot) on delete cascade,
        primary key (blocker, blocked)
      )`.execute(db)
    await sql`create index unseen_block_blocked on unseen_block (blocked)`.execute(db)
    await sql`alter table kept_block add column unseen boolean not null default false`.execute(db)
  },
}
