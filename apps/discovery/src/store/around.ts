import { type Kysely, sql } from 'kysely'

import { type Tables } from './schema.js'
import { around } from './search.js'

/** Whom a viewer has seen or is kept apart from, and who awaits the viewer's answer, by slots. */
export interface AroundRow {
  readonly seen: number[]
  readonly likers: number[]
}

export async function findAround(db: Kysely<Tables>, viewer: number): Promise<AroundRow> {
  const { rows } = await sql<AroundRow>`
    with ${around(viewer)}
    select coalesce((select array_agg(slot) from seen), '{}') as seen, coalesce((select array_agg(slot) from liker), '{}') as likers`.execute(
    db,
  )
  return rows[0]!
}
