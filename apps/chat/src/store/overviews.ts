import { sql } from '@kindred/db'

import { type JoinedMessage, selectMessage, splitMessage } from './joined-message.js'
import type { Db, MessageRow, PhotoColumn } from './schema.js'

/** A conversation as one of its people sees it in the list. */
export interface OverviewRow {
  conversation_id: string
  partner_id: string
  read_seq: number
  unread_count: number
  active_at: Date
  created_at: Date
  partner_read_seq: number
  /** Null until the partner's profile is known. */
  partner_name: string | null
  partner_photo: PhotoColumn | null
  /** Only the partner may write, and has not yet. */
  partner_writes_first: boolean
  last_message: MessageRow | undefined
}

/** The last conversation of the page before. */
export interface OverviewKey {
  readonly activeAt: Date
  readonly conversationId: string
}

type Flat = Omit<OverviewRow, 'last_message'> & JoinedMessage

/** Up to where the partner has read of what the person sees: of messages that are kept from the person a mark tells nothing. */
const partnerReadSeq = sql`
  case when first_user_unheard or second_user_unheard then coalesce((
    select max(seq) from message
    where message.conversation_id = mine.conversation_id and seq <= theirs.read_seq
      and (not withheld or sender_id = mine.user_id)
  ), 0) else theirs.read_seq end`

/** A person's conversations, latest activity first. The page is chosen before anything is looked up for it: no index is in this order. */
export async function listOverviews(
  db: Db,
  userId: string,
  after: OverviewKey | undefined,
  limit: number,
): Promise<OverviewRow[]> {
  const rest =
    after === undefined
      ? sql``
      : sql`and (active_at, conversation_id) < (${after.activeAt}::timestamptz, ${after.conversationId}::uuid)`
  const { rows } = await sql<Flat>`
    select mine.conversation_id, mine.partner_id, mine.read_seq, mine.unread_count, mine.active_at,
      mine.created_at, ${partnerReadSeq} as partner_read_seq,
      participant.name as partner_name, participant.photo as partner_photo,
      last.id is null and mine.first_writer_id is not distinct from mine.partner_id as partner_writes_first,
      ${selectMessage('last')}
    from (
      select member.*, created_at, first_writer_id, first_user_unheard, second_user_unheard
      from member join conversation on id = conversation_id and not hidden and unmet_by is distinct from user_id
      where user_id = ${userId} ${rest}
      order by active_at desc, conversation_id desc limit ${limit}
    ) as mine
    join member as theirs on theirs.conversation_id = mine.conversation_id and theirs.user_id = mine.partner_id
    left join participant on participant.user_id = mine.partner_id
    left join lateral (
      select * from message
      where message.conversation_id = mine.conversation_id and (not message.withheld or message.sender_id = mine.user_id)
      order by seq desc limit 1
    ) as last on true
    order by mine.active_at desc, mine.conversation_id desc`.execute(db)
  return rows.map(withLastMessage)
}

function withLastMessage(row: Flat): OverviewRow {
  const [message, overview] = splitMessage(row)
  return { ...overview, last_message: message }
}
