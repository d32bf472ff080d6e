import type { ChatServiceService } from '@kindred/contracts/chat'
import { pageSize, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { conversationNotFound, seqsExclude } from '../domain/errors.js'
import { toMessage } from '../messages.js'
import { findMember } from '../store/members.js'
import { listMessagesAfter, listMessagesBefore } from '../store/messages.js'

export const listMessages: Handler<ChatContext, typeof ChatServiceService.listMessages> = async (
  { db },
  { conversationId, beforeSeq, afterSeq, pageSize: asked },
  call,
) => {
  if (beforeSeq !== undefined && afterSeq !== undefined) throw seqsExclude()
  const readerId = userOf(call.principal).userId
  if (!(await findMember(db, conversationId, readerId))) throw conversationNotFound()
  const size = pageSize(asked, 50)
  const forward = afterSeq !== undefined
  const rows = forward
    ? await listMessagesAfter(db, { conversationId, readerId }, afterSeq, size + 1)
    : await listMessagesBefore(db, { conversationId, readerId }, beforeSeq, size + 1)
  const page = rows.slice(0, size)
  if (!forward) page.reverse()
  return { messages: page.map(toMessage), hasMore: rows.length > size }
}
