import { createStatement, sql } from '@kindred/db'

import type { ConversationRow, Db } from './schema.js'
import type { Positions } from './user-streams.js'

/** Conversations, as a transaction found them that waits for nothing. */
interface OpenedGroup {
  /** Now locked, with the logs of their people. */
  readonly free: readonly ConversationRow[]
  /** Those that another transaction holds, or the log of one of their people. */
  readonly heldIds: ReadonlySet<string>
  readonly positions: Positions
}

interface FoundRow extends ConversationRow {
  readonly is_held: boolean
  readonly first_position: number | null
  readonly second_position: number | null
}

const open = createStatement<{ readonly ids: readonly string[] }, FoundRow>((param) => {
  const ids = param(({ ids }) => ids)
  return sql`
    with free as materialized (
      select * from conversation where id = any(${ids}::uuid[]) order by id for update skip locked
    ), log as materialized (
      select user_id, position from user_stream
      where user_id = any(array(select first_user_id from free union select second_user_id from free))
      order by user_id for update skip locked
    ), found as (
      select free.*, false as is_taken from free
      union all
      select conversation.*, true from conversation
      where id = any(${ids}::uuid[]) and not exists (select from free where free.id = conversation.id)
    )
    select found.*,
      is_taken
        or first_log.user_id is null and exists (select from user_stream where user_id = first_user_id)
        or second_log.user_id is null and exists (select from user_stream where user_id = second_user_id) as is_held,
      first_log.position as first_position, second_log.position as second_position
    from found
    left join log as first_log on first_log.user_id = first_user_id
    left join log as second_log on second_log.user_id = second_user_id`
})

/** Locks, without waiting, what storing messages of these conversations needs; leaves out those that no longer exist. */
export async function openGroup(db: Db, ids: readonly string[]): Promise<OpenedGroup> {
  const rows = await open(db, { ids })
  const positions = new Map<string, number>()
  for (const row of rows) {
    if (row.first_position !== null) positions.set(row.first_user_id, row.first_position)
    if (row.second_position !== null) positions.set(row.second_user_id, row.second_position)
  }
  return {
    free: rows.filter((row) => !row.is_held),
    heldIds: new Set(rows.filter((row) => row.is_held).map((row) => row.id)),
    positions,
  }
}
