import { LogGrown } from '@kindred/contracts/chat'
import { traceparentOf } from '@kindred/db'
import { publishUnordered } from '@kindred/events'

import { toLogEntry } from '../messages.js'
import type { EventKind, Trx, UserEventRow } from '../store/schema.js'
import { saveUserEvents } from '../store/user-events.js'
import { type Positions, takePositions } from '../store/user-streams.js'

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
  /** Of the work that it comes from, when that is not the present one. */
  readonly traceparent?: string
}

/**
 * Appends events to people's logs in the given order, wakes the instances that carry those people, and tells the other services.
 */
export async function logEvents(trx: Trx, told: readonly Told[], now: Date): Promise<void> {
  if (told.length === 0) return
  const counts = new Map<string, number>()
  for (const { userId } of told) counts.set(userId, (counts.get(userId) ?? 0) + 1)
  const newest = await takePositions(trx, counts)
  const before = new Map([...counts].map(([userId, count]) => [userId, newest.get(userId)! - count]))
  const { rows, grown } = place(told, before, now, traceparentOf(trx))
  await saveUserEvents(trx, rows)
  await publishUnordered(trx, LogGrown, grown)
}

/** Gives what people are told the places after those that their logs have reached. */
export function place(
  told: readonly Told[],
  before: Positions,
  now: Date,
  traceparent = '',
): { readonly rows: UserEventRow[]; readonly grown: LogGrown } {
  const reached = new Map(before)
  const placed = told.map((one) => {
    const position = reached.get(one.userId)! + 1
    reached.set(one.userId, position)
    return { traceparent, ...one, position }
  })
  return {
    rows: placed.map((one) => toRow(one, now)),
    grown: { entries: placed.map((one) => toLogEntry(one, now)) },
  }
}

/** What is told, at its place in the person's log. */
interface Placed extends Told {
  readonly position: number
}

const toRow = ({ userId, position, kind, conversationId, actorId, seq, traceparent }: Placed, now: Date) => ({
  user_id: userId,
  position,
  kind,
  conversation_id: conversationId,
  actor_id: actorId ?? null,
  seq: seq ?? null,
  created_at: now,
  traceparent: traceparent ?? '',
})
