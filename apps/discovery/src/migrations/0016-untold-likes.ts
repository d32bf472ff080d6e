import { type Kysely, type Migration, sql } from '@kindred/db'

/** Likes of which the other services are to be told. It is emptied every second and has no index, which a swipe would have to write. */
export const untoldLikes: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table untold_like (
        slot integer not null,
        liker integer not null,
        swipe swipe_kind not null,
        at timestamptz not null
      )`.execute(db)
  },
}
