import type { ColumnType, Generated, Insertable, Kysely, Selectable, Transaction } from '@kindred/db'
import type { EventTables } from '@kindred/events'
import type { Advice } from '@kindred/kernel/advice'
import type { IdempotencyTables } from '@kindred/service'

/** Has the id of its match. The lower user id comes first. */
interface ConversationTable {
  id: string
  first_user_id: string
  second_user_id: string
  last_seq: Generated<number>
  /** How many messages each of the two wrote; from three on they are not counted. */
  first_user_wrote: Generated<number>
  second_user_wrote: Generated<number>
  created_at: Date
  /** For both people it is as if it had ended; see AbsenceTable. */
  hidden: Generated<boolean>
  /** What the first person writes is kept from the second, who is not to notice; see StandingTable. */
  first_user_unheard: Generated<boolean>
  second_user_unheard: Generated<boolean>
  /** Who alone may write before a message is there; null for either. */
  first_writer_id: ColumnType<string | null, string | null | undefined, string | null>
  /** The person from whom the whole conversation is kept, because the match was made while the other was hidden. */
  unmet_by: ColumnType<string | null, string | null | undefined, string | null>
  /** Both gave each other their Telegram contacts. */
  contact_shared: Generated<boolean>
}

/** Why a person is to be met by nobody, as if they had left. */
export type AbsenceReason = 'leaving' | 'shut_out'

interface AbsenceTable {
  user_id: string
  reason: AbsenceReason
}

/** One person's side of a conversation. */
interface MemberTable {
  conversation_id: string
  user_id: string
  partner_id: string
  read_seq: Generated<number>
  /** The number of the partner's messages above read_seq. */
  unread_count: Generated<number>
  /** The time of the newest message; before the first, that of the match. */
  active_at: Date
  /** The person wants to share the Telegram contact. */
  offers_contact: Generated<boolean>
  /** The offer was made while one of the two was hidden, and one still is: it is kept from the partner. */
  offer_withheld: Generated<boolean>
  /** The person accepted the partner's offer while hidden, of which the partner was told nothing. */
  has_contact: Generated<boolean>
}

interface MessageTable {
  conversation_id: string
  seq: number
  id: string
  sender_id: string
  client_message_id: string
  text: string
  created_at: Date
  /** What its reader should be advised of; null for nothing. */
  advice: Advice[] | null
  /** Only its sender sees it. */
  withheld: boolean
}

/** Every column of a message with its type: queries that write, join or seal messages are built from this list. */
export const messageColumns = {
  id: 'uuid',
  conversation_id: 'uuid',
  seq: 'bigint',
  sender_id: 'uuid',
  client_message_id: 'text',
  text: 'text',
  created_at: 'timestamptz',
  advice: 'jsonb',
  withheld: 'boolean',
} as const satisfies Record<keyof MessageTable, string>

/** A copy of the parts of a profile that a conversation shows. */
interface ParticipantTable {
  user_id: string
  name: string
  photo: PhotoColumn | null
  version: number
  /** When the profile was made; null when that was before anybody asked. */
  created_at: Date | null
  /** Only the person may write the first message; see first-writer.ts. */
  writes_first: Generated<boolean>
}

export interface PhotoColumn {
  media_id: string
  thumbhash: string
  width: number
  height: number
}

/** The newest position in a person's event log, and the newest one that has been deleted. */
interface UserStreamTable {
  user_id: string
  position: number
  pruned_position: Generated<number>
}

export type EventKind =
  | 'message_created'
  | 'message_read'
  | 'conversation_created'
  | 'conversation_ended'
  /** Ended by the other with a kind word. */
  | 'conversation_parted'
  | 'match_created'
  | 'contact_offered'
  | 'contact_withdrawn'
  | 'contact_shared'

/** An entry in one person's log. It names a message by its seq, so that the text is stored once. */
interface UserEventTable {
  user_id: string
  position: number
  kind: EventKind
  conversation_id: string
  /** Who read, who was met or who did something about the contact. */
  actor_id: string | null
  /** The message's seq, or the seq up to which was read. */
  seq: number | null
  created_at: Date
  /** Of the work that logged it; empty where nothing is traced. */
  traceparent: Generated<string>
}

/** A conversation that ended and whose messages are kept until `keep_until`; whoever needs them longer moves it. */
interface SealedConversationTable {
  id: string
  first_user_id: string
  second_user_id: string
  created_at: Date
  ended_at: Date
  keep_until: Date
}

type SealedMessageTable = Omit<MessageTable, 'client_message_id'>

/** The first message of a person to another, as long as a mark or a limit counts it. */
interface FirstMessageTable {
  user_id: string
  conversation_id: string
  at: Date
  /** Whether it is the first message of the conversation. */
  begins: boolean
  /** Null for a greeting. */
  sketch: Buffer | null
}

/** A copy of what safety says of a person. */
interface TrustTable {
  user_id: string
  version: number
  valid_reports: number
}

/** The newest standing that safety told of a person. */
export interface StandingTable {
  user_id: string
  /** An older one never overwrites a newer one. */
  version: number
  standing: string
}

interface ChatTables {
  absence: AbsenceTable
  conversation: ConversationTable
  member: MemberTable
  message: MessageTable
  participant: ParticipantTable
  user_stream: UserStreamTable
  user_event: UserEventTable
  sealed_conversation: SealedConversationTable
  sealed_message: SealedMessageTable
  first_message: FirstMessageTable
  trust: TrustTable
  standing: StandingTable
}

export type ConversationRow = Selectable<ConversationTable>
export type MemberRow = Selectable<MemberTable>
export type MessageRow = Selectable<MessageTable>
export type UserStreamRow = Selectable<UserStreamTable>
export type UserEventRow = Selectable<UserEventTable>
export type FirstMessageRow = Selectable<FirstMessageTable>
export type TrustRow = Selectable<TrustTable>
export type NewParticipant = Insertable<ParticipantTable>

export type Tables = ChatTables & EventTables & IdempotencyTables

/** The database or an open transaction on it. */
export type Db = Kysely<Tables>

/** An open transaction, in which events can be published. */
export type Trx = Transaction<Tables>
