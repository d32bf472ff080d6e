import { type Kysely, sql } from 'kysely'

import type { PersonRow, PlaceInList, Tables } from './schema.js'

/** Somebody whom the viewer blocked. */
export type BlockRow = PersonRow & { blocked_at: Date }

/** A page of the people in the viewer's list of blocked people, newest first; one row more than `limit`. */
export async function listBlocks(
  db: Kysely<Tables>,
  viewerId: string,
  after: PlaceInList | undefined,
  limit: number,
): Promise<BlockRow[]> {
  const isAfter =
    after === undefined
      ? sql``
      : sql`and (blocked.blocked_at, person.user_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<BlockRow>`
    with viewer as (select slot from person where user_id = ${viewerId})
    select person.*, blocked.blocked_at
    from (
      select upper as slot, lower_blocked_at as blocked_at from pair where lower = (select slot from viewer) and lower_blocked_at is not null
      union all
      select lower, upper_blocked_at from pair where upper = (select slot from viewer) and upper_blocked_at is not null
    ) blocked join person on person.slot = blocked.slot
    where not exists (select from hidden_block where blocker = (select slot from viewer) and hidden_block.blocked = person.slot) ${isAfter}
    order by blocked.blocked_at desc, person.user_id desc limit ${limit + 1}`.execute(db)
  return rows
}

/** The slots of a viewer and of somebody in the viewer's list of blocked people; undefined for anybody else. */
export async function findOwnBlock(
  db: Kysely<Tables>,
  viewerId: string,
  otherId: string,
): Promise<{ viewer: number; other: number } | undefined> {
  const { rows } = await sql<{ viewer: number; other: number }>`
    select viewer.slot as viewer, other.slot as other
    from (select) once
    left join person viewer on viewer.user_id = ${viewerId}::uuid
    left join person other on other.user_id = ${otherId}::uuid
    left join pair on pair.lower = least(viewer.slot, other.slot) and pair.upper = greatest(viewer.slot, other.slot)
    where case when viewer.slot < other.slot then lower_blocked_at else upper_blocked_at end is not null
      and not exists (select from hidden_block where blocker = viewer.slot and blocked = other.slot)`.execute(
    db,
  )
  return rows[0]
}
