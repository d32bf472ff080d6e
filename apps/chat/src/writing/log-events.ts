import { LogGrown } from '@kindred/contracts/chat'
import { publishUnordered } from '@kindred/events'

import { toLogEntry } from '../messages.js'
import type { EventKind, Trx, UserEventRow } from '../store/schema.js'
import { saveUserEvents } from '../store/user-events.js'
import { takePositions } from '../store/user-streams.js'

export interface Told {
  readonly userId: string
  readonly kind: EventKind
  readonly conversationId: string
  readonly actorId?: string
  readonly seq?: number
  /** Who wrote the message; the log itself names it by its seq. */
  readonly senderId?: string
  /** The person has just made the match. */
  readonly isOwn?: boolean
}

/**
 * Appends events to people's logs in the given order, wakes the instances that carry those people, and tells the other services. Resolves
 * with the rows, in the same order. An instance named by `toldBy` is not woken: it passes the rows on itself, once they are committed.
 */
export async function logEvents(
  trx: Trx,
  told: readonly Told[],
  now: Date,
  toldBy?: string,
): Promise<UserEventRow[]> {
  if (told.length === 0) return []
  const counts = new Map<string, number>()
  for (const { userId } of told) counts.set(userId, (counts.get(userId) ?? 0) + 1)
  const newest = await takePositions(trx, counts)
  const next = new Map([...counts].map(([userId, count]) => [userId, newest.get(userId)! - count]))
  const placed = told.map((one) => {
    const position = next.get(one.userId)! + 1
    next.set(one.userId, position)
    return { ...one, position }
  })
  const rows = placed.map((one) => toRow(one, now))
  await saveUserEvents(trx, rows, toldBy)
  await publishUnordered(trx, LogGrown, { entries: placed.map((one) => toLogEntry(one, now)) })
  return rows
}

/** What is told, at its place in the person's log. */
interface Placed extends Told {
  readonly position: number
}

const toRow = ({ userId, position, kind, conversationId, actorId, seq }: Placed, now: Date) => ({
  user_id: userId,
  position,
  kind,
  conversation_id: conversationId,
  actor_id: actorId ?? null,
  seq: seq ?? null,
  created_at: now,
})
