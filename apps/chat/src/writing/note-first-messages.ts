import { MarkRaised } from '@kindred/contracts/chat'
import { publish } from '@kindred/events'
import { marks } from '@kindred/kernel/marks'

import { likeness, sketchOf } from '../domain/sketch.js'
import { saveWritten } from '../store/conversations.js'
import { listSketches, saveFirstMessages } from '../store/first-messages.js'
import type { MessageRow, Trx } from '../store/schema.js'

/** One of the first messages that its sender wrote in its conversation. */
export interface EarlyMessage {
  readonly row: MessageRow
  /** How many the sender had written there before. */
  readonly nth: number
}

type Mark = Omit<MarkRaised, 'raisedAt'>

/** Counts the first messages of people in their conversations and tells safety what is remarkable about them. */
export async function noteFirstMessages(trx: Trx, early: readonly EarlyMessage[], now: Date): Promise<void> {
  if (early.length === 0) return
  await saveWritten(
    trx,
    early.map(({ row }) => row),
  )
  const repeated = await noteTexts(
    trx,
    early.flatMap(({ row, nth }) => (nth === 0 ? [row] : [])),
    now,
  )
  const contacts = early.flatMap(({ row }): Mark[] =>
    row.advice === null ? [] : [{ userId: row.sender_id, kind: 'EARLY_CONTACT', count: row.advice.length }],
  )
  // In the order of the people: each is locked by the telling.
  const raised = [...repeated, ...contacts].sort((one, other) => (one.userId < other.userId ? -1 : 1))
  for (const mark of raised) await publish(trx, MarkRaised, mark.userId, { ...mark, raisedAt: now })
}

/** Keeps what is to be known of people's first messages to others; returns marks of those who say the same to many. */
async function noteTexts(trx: Trx, firsts: readonly MessageRow[], now: Date): Promise<Mark[]> {
  const { people, withinMs, minLikeness } = marks.repeatedFirstMessage
  const sketched = firsts.map((row) => ({ row, sketch: sketchOf(row.text) }))
  const senders = sketched.flatMap(({ row, sketch }) => (sketch === undefined ? [] : [row.sender_id]))
  const known =
    senders.length === 0 ? [] : await listSketches(trx, senders, new Date(now.getTime() - withinMs))
  const raised: Mark[] = []
  for (const { row, sketch } of sketched) {
    if (sketch === undefined) continue
    const isAlike = (one: (typeof known)[number]): boolean =>
      one.user_id === row.sender_id && likeness(one.sketch, sketch) >= minLikeness
    const count = 1 + known.filter(isAlike).length
    known.push({ user_id: row.sender_id, sketch })
    // Told again at each further handful, not for every message.
    if (count % people === 0) raised.push({ userId: row.sender_id, kind: 'REPEATED_FIRST_MESSAGE', count })
  }
  await saveFirstMessages(
    trx,
    sketched.flatMap(({ row, sketch }) => {
      const begins = row.seq === 1
      if (!begins && sketch === undefined) return []
      const { sender_id: user_id, conversation_id } = row
      return [{ user_id, conversation_id, at: now, begins, sketch: sketch ?? null }]
    }),
  )
  return raised
}
