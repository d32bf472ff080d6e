import { type Insertable, type Kysely, type RawBuilder, sql } from 'kysely'

import type { PersonTable, Tables } from './schema.js'

/**
 * Stores a profile's newest state and returns its slot and whether the person is new; an older version changes nothing and returns undefined.
 * The caller has locked the person.
 */
export async function savePerson(
  db: Kysely<Tables>,
  person: Insertable<PersonTable>,
): Promise<{ slot: number; isNew: boolean } | undefined> {
  const { user_id, ...changed } = person
  const known = await db
    .updateTable('person')
    .set(changed)
    .where('user_id', '=', user_id)
    .where('version', '<', person.version)
    .returning('slot')
    .executeTakeFirst()
  if (known) return { slot: known.slot, isNew: false }
  // Not an upsert: that takes a new slot even where it updates, and memory reserves space for every slot that was taken.
  if ((await findSlot(db, user_id)) !== undefined) return undefined
  const added = await db.insertInto('person').values(person).returning('slot').executeTakeFirstOrThrow()
  return { slot: added.slot, isNew: true }
}

/** Whether somebody who may have no profile here hides from everybody but those whom they like. */
export async function isIncognito(db: Kysely<Tables>, userId: string): Promise<boolean> {
  const found = await db
    .selectFrom('person')
    .select('incognito')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return found?.incognito ?? false
}

/** Whether the person of a slot is not absent; few are, so that they are read once and hashed. */
export const isHere = (slot: string): RawBuilder<boolean> =>
  sql`${sql.ref(slot)} not in (select slot from person where absent)`

/** Whether the person of a slot was not hidden already when the match was made, of which the other then does not know. */
export const wasMet = (slot: string): RawBuilder<boolean> =>
  sql`not exists (select from person hidden where hidden.slot = ${sql.ref(slot)} and hidden.hidden_since <= matched_at)`

export async function findSlot(db: Kysely<Tables>, userId: string): Promise<number | undefined> {
  const found = await db.selectFrom('person').select('slot').where('user_id', '=', userId).executeTakeFirst()
  return found?.slot
}

/** Whether safety hides a person, and whether the person hides from everybody but those whom they like. */
export async function findShyness(
  db: Kysely<Tables>,
  slot: number,
): Promise<{ hidden: boolean; incognito: boolean }> {
  const row = await db
    .selectFrom('person')
    .select(['hidden_since', 'incognito'])
    .where('slot', '=', slot)
    .executeTakeFirst()
  return { hidden: row !== undefined && row.hidden_since !== null, incognito: row?.incognito ?? false }
}

/** Keeps people from being removed until the transaction ends, and returns those who exist. Their counters may still change. */
export async function holdPeople(db: Kysely<Tables>, slots: readonly number[]): Promise<Set<number>> {
  const rows = await db
    .selectFrom('person')
    .select('slot')
    .where('slot', '=', sql<number>`any(${slots}::integer[])`)
    .orderBy('slot')
    .forKeyShare()
    .execute()
  return new Set(rows.map((row) => row.slot))
}

/** The slot of somebody who is about to be removed. Waits for the swipes on the person that are being stored, and keeps new ones out. */
export async function holdToRemove(db: Kysely<Tables>, userId: string): Promise<number | undefined> {
  const held = await db
    .selectFrom('person')
    .select('slot')
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  if (held)
    await sql`select pg_advisory_xact_lock(${personLocks}::integer, ${held.slot}::integer)`.execute(db)
  return held?.slot
}

/**
 * First key of the advisory locks of people by slot, which swipes share; see hold_people in the migrations. No library uses this number.
 */
export const personLocks = 0x4d01

export async function removePerson(db: Kysely<Tables>, userId: string): Promise<void> {
  await db.deleteFrom('person').where('user_id', '=', userId).execute()
}

/** The user ids of people, by slot. */
export async function listUserIds(
  db: Kysely<Tables>,
  slots: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('person')
    .select(['slot', 'user_id'])
    .where('slot', '=', sql<number>`any(${slots}::integer[])`)
    .execute()
  return new Map(rows.map((row) => [row.slot, row.user_id]))
}
