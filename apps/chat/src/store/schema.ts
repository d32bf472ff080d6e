import { type Generated, type Insertable, type Kysely, type Selectable } from '@kindred/db'
import { type EventTables } from '@kindred/events'
import { type IdempotencyTables } from '@kindred/service'

/** A match's conversation; its id is the match's. The lower user id stands first. */
export interface ConversationTable {
  id: string
  first_user_id: string
  second_user_id: string
  last_seq: Generated<number>
  created_at: Date
}

/** What a conversation is to one of its two people. */
export interface MemberTable {
  conversation_id: string
  user_id: string
  partner_id: string
  read_seq: Generated<number>
  /** Messages of the partner above read_seq. */
  unread_count: Generated<number>
  /** When the newest message came, or the match. */
  active_at: Date
}

export interface MessageTable {
  conversation_id: string
  seq: number
  id: string
  sender_id: string
  client_message_id: string
  text: string
  created_at: Date
}

/** A person as others see them in a conversation; a copy of the profile. */
export interface ParticipantTable {
  user_id: string
  name: string
  photo: PhotoColumn | null
  version: number
}

export interface PhotoColumn {
  media_id: string
  thumbhash: string
  width: number
  height: number
}

/** The newest position of a person's events, and the newest one that was dropped for its age. */
export interface UserStreamTable {
  user_id: string
  position: number
  pruned_position: Generated<number>
}

export const eventKinds = [
  'message_created',
  'message_read',
  'conversation_created',
  'conversation_ended',
  'match_created',
] as const

export type EventKind = (typeof eventKinds)[number]

/** Something that happened to one person. A message is named by its seq, so that its text stands in one place. */
export interface UserEventTable {
  user_id: string
  position: number
  kind: EventKind
  conversation_id: string
  /** Who read, or whom the person met. */
  actor_id: string | null
  /** The message's seq, or up to where was read. */
  seq: number | null
  created_at: Date
}

/** A conversation that ended, for as long as what was written in it is kept. Whoever needs it longer moves `keep_until`. */
export interface SealedConversationTable {
  id: string
  first_user_id: string
  second_user_id: string
  created_at: Date
  ended_at: Date
  keep_until: Date
}

export interface SealedMessageTable {
  conversation_id: string
  seq: number
  id: string
  sender_id: string
  text: string
  created_at: Date
}

export interface ChatTables {
  conversation: ConversationTable
  member: MemberTable
  message: MessageTable
  participant: ParticipantTable
  user_stream: UserStreamTable
  user_event: UserEventTable
  sealed_conversation: SealedConversationTable
  sealed_message: SealedMessageTable
}

export type ConversationRow = Selectable<ConversationTable>
export type MemberRow = Selectable<MemberTable>
export type MessageRow = Selectable<MessageTable>
export type ParticipantRow = Selectable<ParticipantTable>
export type UserStreamRow = Selectable<UserStreamTable>
export type UserEventRow = Selectable<UserEventTable>
export type NewParticipant = Insertable<ParticipantTable>

/** All tables of the chat database. */
export type Tables = ChatTables & EventTables & IdempotencyTables

/** The chat database, or an open transaction on it. */
export type Db = Kysely<Tables>
