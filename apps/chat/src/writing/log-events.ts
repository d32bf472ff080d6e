import { notifyEvents } from '../store/notify.js'
import type { Db, EventKind } from '../store/schema.js'
import { saveUserEvents } from '../store/user-events.js'
import { takePositions } from '../store/user-streams.js'

export interface Told {
  readonly userId: string
  readonly kind: EventKind
  readonly conversationId: string
  readonly actorId?: string
  readonly seq?: number
}

/** Appends events to people's logs in the given order, and wakes the instances that carry those people. */
export async function logEvents(trx: Db, told: readonly Told[], now: Date): Promise<void> {
  if (told.length === 0) return
  const counts = new Map<string, number>()
  for (const { userId } of told) counts.set(userId, (counts.get(userId) ?? 0) + 1)
  const newest = await takePositions(trx, counts)
  const next = new Map([...counts].map(([userId, count]) => [userId, newest.get(userId)! - count]))
  const rows = told.map((one) => {
    const position = next.get(one.userId)! + 1
    next.set(one.userId, position)
    return toRow(one, position, now)
  })
  await saveUserEvents(trx, rows)
  await notifyEvents(trx, [...counts.keys()])
}

const toRow = ({ userId, kind, conversationId, actorId, seq }: Told, position: number, now: Date) => ({
  user_id: userId,
  position,
  kind,
  conversation_id: conversationId,
  actor_id: actorId ?? null,
  seq: seq ?? null,
  created_at: now,
})
