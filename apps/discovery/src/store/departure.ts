import { type Kysely, sql } from 'kysely'

import { removeOld } from '@kindred/db'

import { type Tables } from './schema.js'

const hashOf = (userId: string) => sql<Buffer>`sha256(${userId}::text::bytea)`

/** Lets one event of a person be applied at a time, until the transaction ends. */
export async function lockPerson(db: Kysely<Tables>, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`person:${userId}`}, 0))`.execute(db)
}

export async function saveDeparture(db: Kysely<Tables>, userId: string, now: Date): Promise<void> {
  await db
    .insertInto('departure')
    .values({ person: hashOf(userId), left_at: now })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ left_at: now }))
    .execute()
}

export async function hasLeft(db: Kysely<Tables>, userId: string): Promise<boolean> {
  const found = await db
    .selectFrom('departure')
    .select('left_at')
    .where('person', '=', hashOf(userId))
    .executeTakeFirst()
  return found !== undefined
}

/** Forgets who left before the moment. */
export async function removeDeparturesBefore(db: Kysely<Tables>, before: Date): Promise<void> {
  await removeOld(db, { table: 'departure', column: 'left_at', before })
}
