import { sql } from '@kindred/db'

import type { Db } from './schema.js'

/** The payload names the people whose logs grew: user ids, separated by commas. */
export const eventsChannel = 'chat_events'
/** Typing is only notified and never stored. */
export const typingChannel = 'chat_typing'

/** A payload of NOTIFY is at most 8,000 bytes; an id with its comma takes 37. */
const maxIds = 200

/** The payloads that wake every instance that carries these people. */
export function eventsPayloads(userIds: Iterable<string>): string[] {
  const ids = [...new Set(userIds)]
  return Array.from({ length: Math.ceil(ids.length / maxIds) }, (_, at) =>
    ids.slice(at * maxIds, (at + 1) * maxIds).join(','),
  )
}

export const readEventsPayload = (payload: string): string[] => payload.split(',')

export interface TypingNotice {
  readonly to: string
  readonly from: string
  readonly conversationId: string
  readonly state: 'STARTED' | 'STOPPED'
}

export async function notifyTyping(db: Db, notice: TypingNotice): Promise<void> {
  await sql`select pg_notify(${typingChannel}, ${JSON.stringify(notice)})`.execute(db)
}

export const readTypingPayload = (payload: string): TypingNotice => JSON.parse(payload) as TypingNotice
