import { type Kysely, type Migration, sql } from '@kindred/db'

/**
 * Changes of place are counted by the key of the person that auth tells, so that a deletion gives none back. Who is here already counts
 * under a stand-in for the key until the key comes; whoever comes later waits for it.
 */
export const personKeys: Migration = {
  breaks: 'changes of the location',
  async up(db: Kysely<unknown>) {
    await sql`create table account (user_id uuid primary key, key bytea not null)`.execute(db)
    await sql`create index account_key on account (key)`.execute(db)
    await sql`insert into account select user_id, sha256(user_id::text::bytea) from profile`.execute(db)
    await sql`alter table location_change add column key bytea`.execute(db)
    await sql`update location_change set key = sha256(user_id::text::bytea)`.execute(db)
    await sql`alter table location_change alter column key set not null, drop column user_id`.execute(db)
    await sql`create index location_change_key on location_change (key, changed_at)`.execute(db)
  },
}
