import { sql } from '@kindred/db'

import type { Db, PersonRow } from './schema.js'

/** Ignores a version that is not newer than the stored one, unless that one did not tell all that is kept. */
export async function savePerson(db: Db, row: PersonRow): Promise<void> {
  await db
    .insertInto('person')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          birth_date: ref('excluded.birth_date'),
          is_verified: ref('excluded.is_verified'),
          time_zone: ref('excluded.time_zone'),
          version: ref('excluded.version'),
        }))
        .where(({ and, eb, or, ref }) =>
          or([
            eb('person.version', '<', ref('excluded.version')),
            and([
              eb('person.version', '=', ref('excluded.version')),
              or([eb('person.is_verified', 'is', null), eb('person.time_zone', 'is', null)]),
            ]),
          ]),
        ),
    )
    .execute()
}

export const findPerson = (db: Db, userId: string): Promise<PersonRow | undefined> =>
  db.selectFrom('person').selectAll().where('user_id', '=', userId).executeTakeFirst()

export async function listPeople(db: Db, userIds: readonly string[]): Promise<Map<string, PersonRow>> {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.user_id, row]))
}

/** Whether somebody is known of whom nobody has said whether they have the badge, or in which time zone they are. */
export async function hasHalfKnown(db: Db): Promise<boolean> {
  const found = await db
    .selectFrom('person')
    .select('user_id')
    .where(({ eb, or }) => or([eb('is_verified', 'is', null), eb('time_zone', 'is', null)]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
