import { sql } from '@kindred/db'

import type { Db } from './schema.js'

/** How many profiles there are, and how many of them have what it takes to be shown to others: a photo, a place, and whom they want to see. */
export async function countProfiles(db: Db): Promise<Record<'all' | 'complete', number>> {
  const { rows } = await sql<Record<'all' | 'complete', number>>`
    select count(*)::int as "all",
      count(*) filter (where cell is not null and wanted_genders is not null and photos <> '[]')::int as complete
    from profile`.execute(db)
  return rows[0]!
}
