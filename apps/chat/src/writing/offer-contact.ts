import { contactIsShared, conversationNotFound } from '../domain/errors.js'
import {
  type ContactRow,
  findContact,
  saveContactShared,
  saveHasContact,
  saveOffer,
} from '../store/contacts.js'
import { lockConversations } from '../store/conversations.js'
import type { Trx } from '../store/schema.js'
import { logEvents } from './log-events.js'

/** What one of the two of a conversation wants of the contact. */
interface Offer {
  readonly userId: string
  readonly conversationId: string
  readonly offered: boolean
}

/** Offers to share the contact or takes the offer back, of which both are told. Throws CONVERSATION_NOT_FOUND and CONTACT_IS_SHARED. */
export async function offerContact(trx: Trx, offer: Offer, now: Date): Promise<ContactRow> {
  const { userId, conversationId, offered } = offer
  await lockConversations(trx, [conversationId])
  const before = await findContact(trx, conversationId, userId)
  if (before === undefined) throw conversationNotFound()
  if (before.shared && !offered) throw contactIsShared()
  if (before.shared || before.offered === offered) return before
  await saveOffer(trx, offer, offered, before.isOneUnheard)
  const after = await findContact(trx, conversationId, userId)
  if (after === undefined) throw conversationNotFound()
  if (after.shared)
    await (after.isOneUnheard ? saveHasContact(trx, offer) : saveContactShared(trx, conversationId))
  const kind = after.shared ? 'contact_shared' : offered ? 'contact_offered' : 'contact_withdrawn'
  const told = after.isOneUnheard ? [userId] : [userId, after.participantId]
  await logEvents(
    trx,
    told.map((each) => ({ userId: each, kind, conversationId, actorId: userId })),
    now,
  )
  return after
}
