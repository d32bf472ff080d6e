import { sql } from '@kindred/db'

import { type ContactState, contactState } from '../domain/contact.js'
import { isUnheard } from '../domain/unheard.js'
import type { Db } from './schema.js'

/** One of the two of a conversation. */
interface Side {
  readonly conversationId: string
  readonly userId: string
}

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
    .select(['mine.has_contact', 'theirs.offer_withheld'])
    .select(['contact_shared', 'first_user_id', 'first_user_unheard', 'second_user_unheard'])
    .where('conversation.hidden', '=', false)
    .where('conversation.unmet_by', 'is distinct from', userId)
    .where('mine.conversation_id', '=', conversationId)
    .where('mine.user_id', '=', userId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { mine, theirs, partner_id: participantId } = row
  const isOneUnheard = row.first_user_unheard || row.second_user_unheard
  const state = contactState({
    mine,
    theirs,
    isTheirsWithheld: row.offer_withheld,
    isOtherUnheard: isUnheard(row, participantId),
    wasShared: row.contact_shared || row.has_contact,
  })
  return { ...state, participantId, isOneUnheard }
}

/** What a person wants of the contact; an offer that is withheld is one that the other is told nothing of. */
export async function saveOffer(
  db: Db,
  { conversationId, userId }: Side,
  offers: boolean,
  isWithheld: boolean,
): Promise<void> {
  await db
    .updateTable('member')
    .set({ offers_contact: offers, offer_withheld: offers && isWithheld })
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

/** One of the two has the contact of the other, who knows nothing of it. */
export async function saveHasContact(db: Db, { conversationId, userId }: Side): Promise<void> {
  await db
    .updateTable('member')
    .set({ has_contact: true })
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', userId)
    .execute()
}

/** Hands out the offers of those of these locked conversations in which nobody is hidden any more. */
export async function releaseOffers(db: Db, ids: readonly string[]): Promise<void> {
  await sql`
    update member set offer_withheld = false from conversation
    where conversation.id = any(${[...ids]}::uuid[]) and conversation_id = conversation.id and offer_withheld
      and not first_user_unheard and not second_user_unheard`.execute(db)
}
