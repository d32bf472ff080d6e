import type { ColumnType, Generated, Kysely, Selectable, Transaction } from '@kindred/db'
import type { EventTables } from '@kindred/events'
import type { IdempotencyTables } from '@kindred/service'

import type { KindName } from '../domain/kinds.js'
import type { About, Part } from '../domain/notice.js'

/** A copy of the parts of a profile that a message of the bot names. */
interface PersonTable {
  user_id: string
  version: number
  name: string
  /** YYYY-MM-DD; null for somebody who hides the age. */
  birth_date: string | null
  /** Whether the person has the badge; null when nobody has said yet. */
  is_verified: boolean | null
  /** IANA name of that of the person's place; empty before the first position, null when nobody has said yet. */
  time_zone: string | null
}

/** What a person wants to be told of; whoever has no row wants what a new person wants. */
interface SettingsTable {
  user_id: string
  off_kinds: KindName[]
  message_preview: boolean
  quiet_on: boolean
  /** Minutes since midnight in the person's time zone. */
  quiet_from: number
  quiet_to: number
  /** IANA name; null until a client told it: then that of the person's place holds. */
  time_zone: string | null
  paused: boolean
}

/** A person who may be told of something. Whoever changes what a person is to be told locks this row first. */
interface RecipientTable {
  user_id: string
  /** False once Telegram said that the bot may not write. */
  reachable: Generated<boolean>
  /** The account waits for its deletion. */
  leaving: Generated<boolean>
  standing: Generated<string>
  /** An older standing never overwrites a newer one. */
  standing_version: Generated<number>
  /** New messages of the bot since the person last did anything, as counted on the day `unanswered_on` of the person's own. */
  unanswered: Generated<number>
  unanswered_on: string | null
  /** The person's own day of the last digest. */
  digest_on: string | null
  nudged_at: Date | null
  /** Telegram asked to wait until then. */
  not_before: Date | null
  /** Deliveries in a row that had to be given back. */
  retries: Generated<number>
  /** When the queue is to look at the person again: the first notice that is due, or the end of a lease; null for never. */
  next_at: Date | null
  /** Of the most urgent notice at next_at. */
  next_urgency: Generated<number>
}

/** Something that a person is to be told, or was told in a message that can still be edited. One for each topic. */
interface NoticeTable {
  id: string
  user_id: string
  /** What is told in one message: `likes`, `chat <conversation>`, `match <match>` … */
  topic: string
  /** The most urgent of what it bundles. */
  kind: KindName
  urgency: number
  about: ColumnType<About, string, string>
  /** Grows with everything that is added. */
  version: Generated<number>
  /** When it is to be told; null while all of it was told. */
  due_at: Date | null
  /** Quiet hours or the limit of a day keep it: it comes in a digest. */
  held: Generated<boolean>
  /** The message of the bot that tells of it. */
  shown_message_id: number | null
  /** The first message of the conversation that it shows. */
  shown_from_seq: number | null
  shown_at: Date | null
  created_at: Date
}

/** What a bot was given to tell one person. At most one of a person is not finished. */
interface DeliveryTable {
  id: string
  user_id: string
  parts: ColumnType<Part[], string, string>
  is_digest: boolean
  attempt: number
  /** When it was given out last. */
  given_at: Date
  lease_until: Date
  finished_at: Date | null
}

/** Messages that a bot sent by itself in the second before it told so. */
interface OwnMessageTable {
  told_at: Date
  messages: number
}

/** One person's side of a conversation, as far as the person's own log tells. */
interface ThreadTable {
  user_id: string
  conversation_id: string
  partner_id: string
  read_seq: Generated<number>
  /** Up to where the bot has shown the partner's messages. */
  told_seq: Generated<number>
  /** The partner's newest messages that were not read, by rising seq. */
  unread: Generated<number[]>
  /** The conversation is over, or hidden for a time. */
  ended: Generated<boolean>
  /** Of the person's log: what was logged before it came too late. */
  position: Generated<number>
  last_at: Date | null
  last_is_own: Generated<boolean>
  muted: Generated<boolean>
  /** When the person was reminded of the conversation. */
  nudged_at: Date | null
}

/** A like or a match that its person has not seen, or not celebrated. */
interface ArrivalTable {
  user_id: string
  kind: 'LIKE' | 'MATCH'
  other_id: string
  match_id: string | null
  came_at: Date
  seen: Generated<boolean>
  celebrated: Generated<boolean>
}

/** What the bot remembers of a person. */
interface BotStateTable {
  user_id: string
  key: string
  value: string
  version: number
  written_at: Date
}

/** What a message of the bot to a person is about. */
interface BotMessageTable {
  user_id: string
  telegram_message_id: number
  kind: KindName | null
  conversation_id: string | null
  target_user_id: string | null
  /** The newest message of the conversation that it shows. */
  up_to_seq: number
  sent_at: Date
}

/** A text of news by the tag of its language, the first for whoever reads none of them. */
export interface StoredText {
  readonly language: string
  readonly text: string
}

export type BroadcastState = 'COUNTING' | 'READY' | 'SENDING' | 'QUEUED' | 'STOPPED'

/** News of the operator to many people. */
interface BroadcastTable {
  id: string
  state: BroadcastState
  texts: ColumnType<StoredText[], string, never>
  /** Only those who read it; null for everybody. */
  language: string | null
  /** Only those who used Kindred in so many days; null for everybody. */
  active_within_days: number | null
  verified_only: boolean
  created_at: Date
  /** The last person who was counted, or put into the queue; null before the first. */
  last_user_id: string | null
  people: Generated<number>
  opted_out: Generated<number>
  queued: Generated<number>
  sent: Generated<number>
  failed: Generated<number>
}

interface GatewayInstanceTable {
  id: string
  heard_at: Date
}

/** A person with a socket at a gateway, or without one since `closed_at`. */
interface PresenceTable {
  user_id: string
  instance_id: string
  opened_at: Date
  closed_at: Date | null
}

export interface Tables extends EventTables, IdempotencyTables {
  person: PersonTable
  settings: SettingsTable
  recipient: RecipientTable
  notice: NoticeTable
  delivery: DeliveryTable
  own_message: OwnMessageTable
  thread: ThreadTable
  arrival: ArrivalTable
  bot_state: BotStateTable
  bot_message: BotMessageTable
  broadcast: BroadcastTable
  gateway_instance: GatewayInstanceTable
  presence: PresenceTable
}

export type PersonRow = Selectable<PersonTable>
export type SettingsRow = Selectable<SettingsTable>
export type RecipientRow = Selectable<RecipientTable>
export type NoticeRow = Selectable<NoticeTable>
export type DeliveryRow = Selectable<DeliveryTable>
export type ThreadRow = Selectable<ThreadTable>
export type BroadcastRow = Selectable<BroadcastTable>
export type BotMessageRow = Selectable<BotMessageTable>

/** The database or an open transaction on it. */
export type Db = Kysely<Tables>
/** An open transaction, in which people are locked. */
export type Trx = Transaction<Tables>
