import { sql } from '@kindred/db'

import { type Db } from './schema.js'

/** Channel that says whose log grew: user ids with commas between them. */
export const eventsChannel = 'chat_events'
/** Channel of what is not kept: somebody types. */
export const typingChannel = 'chat_typing'

/** A payload of NOTIFY is at most 8,000 bytes; an id with its comma takes 37. */
const maxIds = 200

/** Wakes every instance for these people's new events; PostgreSQL sends it when the transaction commits. */
export async function notifyEvents(db: Db, userIds: readonly string[]): Promise<void> {
  for (let start = 0; start < userIds.length; start += maxIds) {
    const payload = userIds.slice(start, start + maxIds).join(',')
    await sql`select pg_notify(${eventsChannel}, ${payload})`.execute(db)
  }
}

export const readEventsPayload = (payload: string): string[] => payload.split(',')

/** Somebody types, for one listener. */
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
