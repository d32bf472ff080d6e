import {
  type Contact,
  Conversation,
  type LogEntry,
  type LogEntryKind,
  type Message,
  type SubscribeResponse,
  type UserEvent,
} from '@kindred/contracts/chat'
import type { ProfileChanged } from '@kindred/contracts/profile'

import { contentOf } from './domain/draft.js'
import { cursorOf } from './domain/position.js'
import type { Item } from './live/follow.js'
import type { ContactRow } from './store/contacts.js'
import type { OverviewRow } from './store/overviews.js'
import type { EventKind, MessageRow, NewParticipant } from './store/schema.js'
import type { ToldEventRow } from './store/user-events.js'

export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  senderId: row.sender_id,
  clientMessageId: row.client_message_id,
  ...contentOf(row),
  createdAt: row.created_at,
  advice: row.advice ?? [],
})

/** The columns that chat keeps of a profile. */
export function toNewParticipant({
  userId,
  name,
  version,
  photos,
  createdAt,
  privacy,
}: ProfileChanged): NewParticipant {
  const [first] = photos
  const photo = first && {
    media_id: first.mediaId,
    thumbhash: first.thumbhash,
    width: first.width,
    height: first.height,
  }
  return {
    user_id: userId,
    name,
    photo: photo ?? null,
    version,
    created_at: createdAt ?? null,
    writes_first: privacy?.firstWriter === 'ME',
  }
}

export function toConversation(row: OverviewRow): Conversation {
  const { partner_photo: photo, last_message: last } = row
  return Conversation.fromPartial({
    conversationId: row.conversation_id,
    participant: {
      userId: row.partner_id,
      name: row.partner_name ?? '',
      ...(photo && { photo: { ...photo, mediaId: photo.media_id, ownerId: row.partner_id } }),
    },
    ...(last && { lastMessage: toMessage(last) }),
    unreadCount: row.unread_count,
    readUpToSeq: row.read_seq,
    participantReadUpToSeq: row.partner_read_seq,
    createdAt: row.created_at,
    participantWritesFirst: row.partner_writes_first,
  })
}

/** Only the gateway knows the links. */
export const toContact = ({ offered, participantOffers, shared, participantId }: ContactRow): Contact => ({
  offered,
  participantOffers,
  shared,
  participantId,
  link: undefined,
  ownLink: undefined,
})

/** Undefined when the event's message has been removed with its conversation in the meantime. */
export function toUserEvent(row: ToldEventRow): UserEvent | undefined {
  const event = toCase(row)
  return event && { cursor: cursorOf(row.position), event }
}

function toCase({
  kind,
  conversation_id: conversationId,
  actor_id,
  seq,
  message,
}: ToldEventRow): UserEvent['event'] {
  const userId = actor_id ?? ''
  switch (kind) {
    case 'message_created':
      return message && { $case: 'messageCreated', value: { message: toMessage(message) } }
    case 'message_read':
      return { $case: 'messageRead', value: { conversationId, userId, upToSeq: seq ?? 0 } }
    case 'conversation_created':
      return { $case: 'conversationCreated', value: { conversationId, userId } }
    case 'conversation_ended':
    case 'conversation_parted':
      return {
        $case: 'conversationEnded',
        value: { conversationId, farewell: kind === 'conversation_parted' },
      }
    case 'contact_offered':
    case 'contact_withdrawn':
    case 'contact_shared':
      return {
        $case: 'contactChanged',
        value: { conversationId, userId, shared: kind === 'contact_shared' },
      }
    case 'match_created':
      return { $case: 'matchCreated', value: { matchId: conversationId, userId } }
  }
}

/** Undefined for an event whose message has been removed in the meantime. */
export function toSubscribeResponse(item: Item): SubscribeResponse | undefined {
  const rest = { cursor: '', resyncRequired: false, more: [] }
  switch (item.kind) {
    case 'placed':
      return {
        userId: item.userId,
        event: undefined,
        cursor: cursorOf(item.position),
        resyncRequired: item.resync,
        more: [],
      }
    case 'event': {
      const event = toUserEvent(item.row)
      return event && { ...rest, userId: item.row.user_id, event, ...traceOf(item.row) }
    }
    case 'typing': {
      const { to, from, conversationId, state } = item.notice
      const value = { conversationId, userId: from, state }
      return { userId: to, event: { cursor: '', event: { $case: 'conversationTyping', value } }, ...rest }
    }
  }
}

const traceOf = ({ traceparent }: ToldEventRow) => (traceparent === '' ? {} : { traceparent })

const logEntryKinds = {
  message_created: 'MESSAGE',
  message_read: 'READ',
  conversation_created: 'CONVERSATION_CREATED',
  conversation_ended: 'CONVERSATION_ENDED',
  conversation_parted: 'CONVERSATION_ENDED',
  match_created: 'MATCH',
  contact_offered: 'CONTACT_OFFERED',
  contact_withdrawn: 'CONTACT_WITHDRAWN',
  contact_shared: 'CONTACT_SHARED',
} as const satisfies Record<EventKind, LogEntryKind>

/** What was added to a person's log, before it is a row. */
interface Added {
  readonly userId: string
  readonly position: number
  readonly kind: EventKind
  readonly conversationId: string
  readonly actorId?: string
  readonly senderId?: string
  readonly seq?: number
  readonly isOwn?: boolean
}

export const toLogEntry = (added: Added, createdAt: Date): LogEntry => ({
  userId: added.userId,
  position: added.position,
  kind: logEntryKinds[added.kind],
  conversationId: added.conversationId,
  actorId: added.senderId ?? added.actorId ?? '',
  seq: added.seq ?? 0,
  isOwn: added.isOwn ?? false,
  farewell: added.kind === 'conversation_parted',
  createdAt,
})
