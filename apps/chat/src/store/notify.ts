import { hint } from '@kindred/db'

import type { Db } from './schema.js'

/**
 * The payload names the people whose logs grew: user ids, separated by commas. In front of them may stand, after an @, the instance that
 * tells its own streams what was logged, and so need not read it; one that does not know of that takes it for a stranger's id.
 */
export const eventsChannel = 'chat_events'
/** Typing is only hinted at and never stored. */
export const typingChannel = 'chat_typing'

/** A hint is at most 7,999 bytes; an id with its comma takes 37. */
const maxIds = 200

/** The payloads that wake every instance that carries these people, but for the one that tells its streams itself. */
export function eventsPayloads(userIds: Iterable<string>, toldBy?: string): string[] {
  const ids = [...new Set(userIds)]
  const before = toldBy === undefined ? [] : [`@${toldBy}`]
  return Array.from({ length: Math.ceil(ids.length / maxIds) }, (_, at) =>
    [...before, ...ids.slice(at * maxIds, (at + 1) * maxIds)].join(','),
  )
}

/** The people in a payload; nobody when this instance tells its streams itself. */
export function readEventsPayload(payload: string, instanceId: string): string[] {
  const [first = '', ...rest] = payload.split(',')
  if (!first.startsWith('@')) return [first, ...rest]
  return first === `@${instanceId}` ? [] : rest
}

export interface TypingNotice {
  readonly to: string
  readonly from: string
  readonly conversationId: string
  readonly state: 'STARTED' | 'STOPPED'
}

export const notifyTyping = (db: Db, notice: TypingNotice): Promise<void> =>
  hint(db, typingChannel, [JSON.stringify(notice)])

export const readTypingPayload = (payload: string): TypingNotice => JSON.parse(payload) as TypingNotice
