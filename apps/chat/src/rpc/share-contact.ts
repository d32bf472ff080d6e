import type { ChatServiceService } from '@kindred/contracts/chat'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { toContact } from '../messages.js'
import { offerContact } from '../writing/offer-contact.js'

export const shareContact: Handler<ChatContext, typeof ChatServiceService.shareContact> = async (
  { db, clock },
  { conversationId, offered },
  call,
) => {
  const { userId } = userOf(call.principal)
  const contact = await transact(db, (trx) =>
    offerContact(trx, { userId, conversationId, offered }, clock.now()),
  )
  return { contact: toContact(contact) }
}
