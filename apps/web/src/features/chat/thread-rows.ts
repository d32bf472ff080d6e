import type { Advice, MessageContent } from '@kindred/client'

import { dayOf } from '../../kit/days.js'
import { contentOf, type Thread } from '../../stores/threads/thread.js'

/** The delivery state of one's own message. */
export type SendState = 'sending' | 'failed' | 'sent' | 'read'

export interface MessageRow extends MessageContent {
  readonly kind: 'message'
  /** The same before and after the acknowledgement. */
  readonly key: string
  readonly at: Date
  readonly mine: boolean
  /** Of one's own messages only. */
  readonly state: SendState | undefined
  readonly seq: number | undefined
  /** What its reader should be advised of; nothing on one's own messages. */
  readonly advice: readonly Advice[]
  readonly opensGroup: boolean
  readonly closesGroup: boolean
}

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: Date }
  | { readonly kind: 'unread'; readonly key: string }
  | MessageRow

const groupMs = 5 * 60_000

/** The rows of the list, oldest first. `unreadAfter` is the read mark at the opening of the screen. */
export function rowsOf(thread: Thread, me: string, unreadAfter: number | undefined): Row[] {
  const rows: Row[] = []
  let unreadMarked = unreadAfter === undefined
  const messages = messagesOf(thread, me)
  messages.forEach((message, place) => {
    const before = messages[place - 1]
    const after = messages[place + 1]
    const newDay = before === undefined || dayOf(before.at) !== dayOf(message.at)
    if (newDay) rows.push({ kind: 'day', key: `day ${dayOf(message.at)}`, at: message.at })
    const firstUnread = !unreadMarked && !message.mine && (message.seq ?? 0) > (unreadAfter ?? 0)
    if (firstUnread) rows.push({ kind: 'unread', key: 'unread' })
    unreadMarked ||= firstUnread
    const opensGroup = newDay || firstUnread || !together(before, message)
    rows.push({ ...message, opensGroup, closesGroup: !together(message, after) })
  })
  return rows
}

type Plain = Omit<MessageRow, 'opensGroup' | 'closesGroup'>

function messagesOf(thread: Thread, me: string): Plain[] {
  const stored = thread.messages.map((message): Plain => {
    const mine = message.sender_id === me
    const state = message.seq <= thread.partnerReadUpTo ? 'read' : 'sent'
    return {
      kind: 'message',
      key: mine ? message.client_message_id : message.id,
      ...contentOf(message),
      at: new Date(message.created_at),
      mine,
      state: mine ? state : undefined,
      seq: message.seq,
      advice: mine ? [] : message.advice,
    }
  })
  const waiting = thread.outgoing.map(({ id, at, state, ...message }): Plain => ({
    kind: 'message',
    key: id,
    ...contentOf(message),
    mine: true,
    state,
    seq: undefined,
    advice: [],
    at: new Date(at),
  }))
  return [...stored, ...waiting]
}

/** One person's messages that follow each other closely on one day. */
const together = (one: Plain | undefined, other: Plain | undefined): boolean =>
  one !== undefined &&
  one.mine === other?.mine &&
  dayOf(one.at) === dayOf(other.at) &&
  other.at.getTime() - one.at.getTime() < groupMs
