import { createStatement, sql } from '@kindred/db'

import type { Draft } from '../domain/draft.js'
import type { ConversationRow, Db } from './schema.js'
import type { Positions } from './user-streams.js'

/** The conversations of drafts, as a transaction found them that waits for nothing. */
interface OpenedGroup {
  /** Now locked, with the logs of their people. */
  readonly free: readonly ConversationRow[]
  /** Those that another transaction holds, or the log of one of their people. */
  readonly heldIds: ReadonlySet<string>
  readonly positions: Positions
  /** Some of the drafts were stored before. One that was committed a moment ago may not be seen yet: its message is unique all the same. */
  readonly isRepeated: boolean
}

interface FoundRow extends ConversationRow {
  readonly is_held: boolean
  readonly first_position: number | null
  readonly second_position: number | null
  readonly is_repeated: boolean
}

const open = createStatement<readonly Draft[], FoundRow>((param) => {
  const ids = param((drafts) => [...new Set(drafts.map(({ conversationId }) => conversationId))])
  const senderIds = param((drafts) => drafts.map(({ senderId }) => senderId))
  const clientMessageIds = param((drafts) => drafts.map(({ clientMessageId }) => clientMessageId))
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
      first_log.position as first_position, second_log.position as second_position,
      (select exists (
        select from unnest(${senderIds}::uuid[], ${clientMessageIds}::text[]) as asked (sender_id, client_message_id)
        join message using (sender_id, client_message_id)
      )) as is_repeated
    from found
    left join log as first_log on first_log.user_id = first_user_id
    left join log as second_log on second_log.user_id = second_user_id`
})

/** Locks, without waiting, what storing these drafts needs; leaves out conversations that no longer exist. */
export async function openGroup(db: Db, drafts: readonly Draft[]): Promise<OpenedGroup> {
  const rows = await open(db, drafts)
  const positions = new Map<string, number>()
  for (const row of rows) {
    if (row.first_position !== null) positions.set(row.first_user_id, row.first_position)
    if (row.second_position !== null) positions.set(row.second_user_id, row.second_position)
  }
  return {
    free: rows.filter((row) => !row.is_held),
    heldIds: new Set(rows.filter((row) => row.is_held).map((row) => row.id)),
    positions,
    isRepeated: rows.some((row) => row.is_repeated),
  }
}
