import { type ContactState, contactState } from '../domain/contact.js'
import type { Db } from './schema.js'

/** How the contact stands for one of the two of a conversation. */
export interface ContactRow extends ContactState {
  readonly participantId: string
  /** What one of the two does is kept from the other. */
  readonly isOneUnheard: boolean
}

/** Undefined for a conversation that is hidden, or that the person is not in or does not know. */
export async function findContact(
  db: Db,
  conversationId: string,
  userId: string,
): Promise<ContactRow | undefined> {
  const row = await db
    .selectFrom('member as mine')
    .innerJoin('conversation', 'conversation.id', 'mine.conversation_id')
    .innerJoin('member as theirs', (join) =>
      join
        .onRef('theirs.conversation_id', '=', 'mine.conversation_id')
        .onRef('theirs.user_id', '=', 'mine.partner_id'),
    )
    .select(['mine.partner_id', 'mine.offers_contact as mine', 'theirs.offers_contact as theirs'])
    .select(['contact_shared', 'first_user_unheard', 'second_user_unheard'])
    .where('conversation.hidden', '=', false)
    .where('conversation.unmet_by', 'is distinct from', userId)
    .where('mine.conversation_id', '=', conversationId)
    .where('mine.user_id', '=', userId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { mine, theirs, contact_shared: wasShared, partner_id: participantId } = row
  const isOneUnheard = row.first_user_unheard || row.second_user_unheard
  return { ...contactState({ mine, theirs, wasShared, isOneUnheard }), participantId, isOneUnheard }
}

export async function saveOffer(
  db: Db,
  conversationId: string,
  userId: string,
  offers: boolean,
): Promise<void> {
  await db
    .updateTable('member')
    .set({ offers_contact: offers })
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', userId)
    .execute()
}

export async function saveContactShared(db: Db, conversationId: string): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ contact_shared: true })
    .where('id', '=', conversationId)
    .execute()
}
