import { sql } from '@kindred/db'

import type { Db, PersonRow } from './schema.js'

/** Ignores a version that is not newer than the stored one. */
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
          version: ref('excluded.version'),
        }))
        .whereRef('person.version', '<', 'excluded.version'),
    )
    .execute()
}

export async function listPeople(db: Db, userIds: readonly string[]): Promise<Map<string, PersonRow>> {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.user_id, row]))
}
