import { sql } from '@kindred/db'

import type { Db } from './schema.js'

export interface Kept {
  readonly since: Date
  readonly count: number
}

/** Deletes events that are too old or too many from the logs of up to `limit` people, and notes up to which position; returns the number of people. */
export async function pruneUserEvents(db: Db, kept: Kept, limit: number): Promise<number> {
  const { rows } = await sql<{ user_id: string }>`
    with outdated as (
      select user_id, max(position) as position from user_event where created_at < ${kept.since} group by user_id
      union all
      select user_id, position - ${kept.count}::bigint from user_stream
      where position - pruned_position > ${kept.count}::bigint
    ), locked as (
      select user_id from user_stream
      where user_id in (select user_id from outdated)
      order by user_id limit ${limit} for update skip locked
    ), pruned as (
      update user_stream
      set pruned_position = greatest(pruned_position, (select max(position) from outdated where outdated.user_id = user_stream.user_id))
      where user_id in (select user_id from locked)
      returning user_id, pruned_position
    ), dropped as (
      delete from user_event using pruned
      where user_event.user_id = pruned.user_id and user_event.position <= pruned.pruned_position
    )
    select user_id from pruned`.execute(db)
  return rows.length
}
