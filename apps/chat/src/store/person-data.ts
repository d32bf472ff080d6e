import { sql } from '@kindred/db'
import { jsonFile, type PersonData } from '@kindred/service'

import { removeAbsences } from './absence.js'
import { removeFirstMessages } from './first-messages.js'
import { removeParticipant } from './participants.js'
import type { Db, Trx } from './schema.js'
import { removeStanding } from './standing.js'
import { removeTrust } from './trust.js'
import { removeUserEvents } from './user-events.js'
import { removeUserStream } from './user-streams.js'

/** The person's own side of all chats; partners are numbered, not named. */
export const personData: PersonData<{ readonly db: Db }> = {
  erases: ['conversations', 'messages', 'read_marks', 'profile_copy'],
  keepsForDays: { sealed_messages: 30 },
  async *export({ db }, userId) {
    const shown = await db
      .selectFrom('participant')
      .select(['name', 'photo', 'writes_first'])
      .where('user_id', '=', userId)
      .executeTakeFirst()
    yield jsonFile('chat/shown-to-partners.json', shown ?? null)
    yield jsonFile('chat/conversations.json', await listConversations(db, userId))
    yield jsonFile('chat/messages.json', await listOwnMessages(db, userId))
    yield jsonFile('chat/messages-of-ended-chats.json', await listSealedMessages(db, userId))
  },
}

/** Removes the rows of a person that are nobody else's as well; conversations end by themselves. */
export async function removePersonRows(trx: Trx, userId: string): Promise<void> {
  await removeAbsences(trx, userId)
  await removeUserStream(trx, userId)
  await removeUserEvents(trx, userId)
  await removeParticipant(trx, userId)
  await removeFirstMessages(trx, userId)
  await removeTrust(trx, userId)
  await removeStanding(trx, userId)
}

async function listConversations(db: Db, userId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select (row_number() over (order by created_at, id))::int as conversation, created_at, last_seq as messages, read_seq as read_up_to,
      active_at, offers_contact
    from conversation join member on conversation_id = id where user_id = ${userId} order by 1`.execute(db)
  return rows
}

async function listOwnMessages(db: Db, userId: string): Promise<unknown[]> {
  const { rows } = await sql`
    with own as (
      select id, (row_number() over (order by created_at, id))::int as conversation
      from conversation join member on conversation_id = id where user_id = ${userId}
    )
    select conversation, seq, message.created_at as sent_at, text
    from own join message on conversation_id = own.id where sender_id = ${userId} order by conversation, seq`.execute(
    db,
  )
  return rows
}

async function listSealedMessages(db: Db, userId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select (dense_rank() over (order by sealed_conversation.created_at, sealed_conversation.id))::int as conversation,
      ended_at, keep_until, sealed_message.created_at as sent_at, text
    from sealed_message join sealed_conversation on sealed_conversation.id = conversation_id
    where sender_id = ${userId} order by 1, sealed_message.created_at`.execute(db)
  return rows
}
