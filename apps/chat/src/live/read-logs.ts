import { type EventLog, isKept } from '../domain/position.js'
import type { Db } from '../store/schema.js'
import { listUserEvents, type ToldEventRow } from '../store/user-events.js'
import { listUserStreams } from '../store/user-streams.js'

/** A person's log after a position. Without all events since then, `isKept` is false and `events` empty. */
interface LogPart {
  readonly log: EventLog
  readonly isKept: boolean
  readonly events: readonly ToldEventRow[]
}

const emptyLog: EventLog = { position: 0, prunedPosition: 0 }

/** People without events have an empty log. */
export async function readEventLogs(db: Db, userIds: readonly string[]): Promise<Map<string, EventLog>> {
  const rows = userIds.length === 0 ? [] : await listUserStreams(db, userIds)
  const known = new Map(
    rows.map((row) => [row.user_id, { position: row.position, prunedPosition: row.pruned_position }]),
  )
  return new Map(userIds.map((userId) => [userId, known.get(userId) ?? emptyLog]))
}

/** Reads several people's logs after a position of each, at most `limit` events of each. */
export async function readLogs(
  db: Db,
  after: ReadonlyMap<string, number>,
  limit: number,
): Promise<Map<string, LogPart>> {
  const rows = await listUserEvents(db, after, limit)
  // The logs are read after the events, so that events deleted in between show as not kept instead of missing.
  const logs = await readEventLogs(db, [...after.keys()])
  const events = new Map([...after.keys()].map((userId): [string, ToldEventRow[]] => [userId, []]))
  for (const row of rows) events.get(row.user_id)?.push(row)
  const parts = [...logs].map(([userId, log]): [string, LogPart] => {
    const kept = isKept(log, after.get(userId) ?? 0)
    return [userId, { log, isKept: kept, events: kept ? (events.get(userId) ?? []) : [] }]
  })
  return new Map(parts)
}
