import { removeOld, sql } from '@kindred/db'

import { type Db } from './schema.js'

/** Makes changes around people wait for each other; always taken before any row and in the order of the ids. */
export async function lockPeople(db: Db, userIds: readonly string[]): Promise<void> {
  for (const userId of [...userIds].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(db)
  }
}

export async function saveTombstone(db: Db, digest: Buffer, buriedAt: Date): Promise<void> {
  await db
    .insertInto('tombstone')
    .values({ digest, buried_at: buriedAt })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ buried_at: buriedAt }))
    .execute()
}

/** The newest burial among the digests. */
export async function findBurial(db: Db, digests: readonly Buffer[]): Promise<Date | undefined> {
  const row = await db
    .selectFrom('tombstone')
    .select('buried_at')
    .where('digest', 'in', digests)
    .orderBy('buried_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.buried_at
}

export async function removeTombstone(db: Db, digest: Buffer): Promise<void> {
  await db.deleteFrom('tombstone').where('digest', '=', digest).execute()
}

export async function removeTombstonesBefore(db: Db, before: Date): Promise<void> {
  await removeOld(db, { table: 'tombstone', column: 'buried_at', before })
}
