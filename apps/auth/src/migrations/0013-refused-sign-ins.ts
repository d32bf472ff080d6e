import { type Kysely, type Migration, sql } from '@kindred/db'

/** When somebody who is shut out last tried to sign in, as far as safety was told. */
export const refusedSignIns: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table standing add column tried_at timestamptz`.execute(db)
  },
}
