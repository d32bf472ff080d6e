import { sql } from '@kindred/db'

import type { Db, SettingsRow } from './schema.js'

/** What a person has said of what they want to be told, if anything. */
export interface Said {
  readonly settings: SettingsRow | undefined
  /** The time zone of the person's place; empty while that is not known. */
  readonly placeZone: string
}

export const nothingSaid: Said = { settings: undefined, placeZone: '' }

/** What people have said; somebody of whom nothing is known may be missing. */
export async function listSaid(db: Db, userIds: readonly string[]): Promise<Map<string, Said>> {
  const { rows } = await sql<SettingsRow & { asked_id: string; place_zone: string }>`
    select asked.id as asked_id, coalesce(person.time_zone, '') as place_zone, settings.*
    from unnest(${[...userIds]}::uuid[]) as asked (id)
      left join settings on settings.user_id = asked.id
      left join person on person.user_id = asked.id`.execute(db)
  return new Map(
    rows.map(({ asked_id: id, place_zone: placeZone, ...row }) => {
      const isSaid = (row.user_id as string | null) !== null
      return [id, { settings: isSaid ? row : undefined, placeZone }]
    }),
  )
}

export const findSaid = async (db: Db, userId: string): Promise<Said> =>
  (await listSaid(db, [userId])).get(userId) ?? nothingSaid

export async function saveSettings(db: Db, row: SettingsRow): Promise<void> {
  await db
    .insertInto('settings')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
}
