import { createStatement, type Kysely, type RawBuilder, sql } from '@kindred/db'

import type { Tables } from './schema.js'

/**
 * The slots of people by their relation to a viewer: `seen` are those on whom the viewer swiped and those of a block, `apart` those of a
 * block alone, `likers` those whose like has no answer yet.
 */
export interface AroundRow {
  readonly seen: number[]
  readonly apart: number[]
  readonly likers: number[]
}

export async function findAround(db: Kysely<Tables>, viewer: number): Promise<AroundRow> {
  const [row] = await find(db, viewer)
  return row!
}

const find = createStatement<number, AroundRow>(
  (param) => sql`
  with ${around(sql`${param((viewer) => viewer)}::integer`)}
  select coalesce((select array_agg(slot) from seen), '{}') as seen, coalesce((select array_agg(slot) from apart), '{}') as apart,
    coalesce((select array_agg(slot) from liker), '{}') as likers`,
)

/**
 * The same as tables of a statement, `seen`, `apart` and `liker`. Each names a person once, for a hash join: a lookup per person would read
 * far more pages. On the upper side the condition is on the time of the swipe, which the index includes, and not on the swipe: a row has
 * both or neither.
 */
export function around(slot: RawBuilder<unknown>): RawBuilder<unknown> {
  const blocked = sql`(lower_blocked_at is not null or upper_blocked_at is not null)`
  const together = sql`lower_blocked_at is null and upper_blocked_at is null`
  return sql`
    seen as (
      select upper as slot from pair where lower = ${slot} and lower_swipe is not null
      union all select lower from pair where upper = ${slot} and upper_swiped_at is not null
      union all select upper from pair where lower = ${slot} and lower_swipe is null and ${blocked}
      union all select lower from pair where upper = ${slot} and upper_swipe is null and ${blocked}
    ),
    apart as (
      select upper as slot from pair where lower = ${slot} and ${blocked}
      union all select lower from pair where upper = ${slot} and ${blocked}
    ),
    liker as materialized (
      select upper as slot from pair where lower = ${slot} and lower_swipe is null and upper_swipe in ('LIKE', 'SUPERLIKE') and ${together}
      union all
      select lower from pair where upper = ${slot} and upper_swipe is null and lower_swipe in ('LIKE', 'SUPERLIKE') and ${together}
    )`
}
