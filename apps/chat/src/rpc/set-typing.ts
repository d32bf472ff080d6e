import type { ChatServiceService } from '@kindred/contracts/chat'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { conversationNotFound } from '../domain/errors.js'
import { findMember } from '../store/members.js'
import { notifyTyping } from '../store/notify.js'

export const setTyping: Handler<ChatContext, typeof ChatServiceService.setTyping> = async (
  { db },
  { conversationId, state },
  call,
) => {
  const { userId } = userOf(call.principal)
  const member = await findMember(db, conversationId, userId)
  if (member === undefined) throw conversationNotFound()
  if (member.unheard) return {}
  const started = state === 'STARTED' ? 'STARTED' : 'STOPPED'
  await notifyTyping(db, { to: member.partner_id, from: userId, conversationId, state: started })
  return {}
}
