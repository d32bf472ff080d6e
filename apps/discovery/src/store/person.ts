import { type Insertable, type Kysely, sql } from 'kysely'

import { type PersonRow, type PersonTable, type Tables } from './schema.js'

/** Stores a profile's newest state; an older version changes nothing. What discovery itself counts is kept. */
export async function savePerson(db: Kysely<Tables>, person: Insertable<PersonTable>): Promise<void> {
  const { user_id, last_active_at, ...changed } = person
  await db
    .insertInto('person')
    .values(person)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet(changed).where('person.version', '<', person.version),
    )
    .execute()
}

export async function findPerson(db: Kysely<Tables>, userId: string): Promise<PersonRow | undefined> {
  return db.selectFrom('person').selectAll().where('user_id', '=', userId).executeTakeFirst()
}

/** Which of the people exist, held so that none can leave before the transaction ends; counters may still change. */
export async function holdPeople(db: Kysely<Tables>, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('person')
    .select('user_id')
    .where('user_id', 'in', [...userIds])
    .orderBy('user_id')
    .forKeyShare()
    .execute()
  return new Set(rows.map((row) => row.user_id))
}

export async function removePerson(db: Kysely<Tables>, userId: string): Promise<void> {
  await db.deleteFrom('person').where('user_id', '=', userId).execute()
}

/** Notes that a person is here; at most one write an hour, as every write makes the row's page dirty. */
export async function touchPerson(db: Kysely<Tables>, userId: string, now: Date): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  await db
    .updateTable('person')
    .set({ last_active_at: now })
    .where('user_id', '=', userId)
    .where('last_active_at', '<', hourAgo)
    .execute()
}

/** Counts a swipe on a person, or takes it back. */
export async function countSwipe(db: Kysely<Tables>, userId: string, swipes: number, likes: number): Promise<void> {
  await db
    .updateTable('person')
    .set({ swipes_received: sql`swipes_received + ${swipes}`, likes_received: sql`likes_received + ${likes}` })
    .where('user_id', '=', userId)
    .execute()
}
