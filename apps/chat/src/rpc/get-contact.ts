import type { ChatServiceService } from '@kindred/contracts/chat'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { conversationNotFound } from '../domain/errors.js'
import { toContact } from '../messages.js'
import { findContact } from '../store/contacts.js'

export const getContact: Handler<ChatContext, typeof ChatServiceService.getContact> = async (
  { db },
  { conversationId },
  call,
) => {
  const found = await findContact(db, conversationId, userOf(call.principal).userId)
  if (found === undefined) throw conversationNotFound()
  return { contact: toContact(found) }
}
