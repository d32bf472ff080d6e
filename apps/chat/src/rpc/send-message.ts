import { type ChatServiceService, SendMessageResponse } from '@kindred/contracts/chat'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { ChatContext } from '../context.js'
import { checkDraft } from '../domain/draft.js'
import { toMessage } from '../messages.js'
import type { MessageRow } from '../store/schema.js'
import { appendMessage } from '../writing/append-messages.js'
import { againOnClash } from '../writing/lock-wait.js'

export const sendMessage: Handler<ChatContext, typeof ChatServiceService.sendMessage> = async (
  { db, limits, writer },
  request,
  call,
) => {
  const senderId = userOf(call.principal).userId
  const draft = checkDraft({ ...request, senderId, span: call.span })
  if (call.idempotencyKey === undefined) return answer(await writer.write(draft, call.over))
  // The idempotency record commits with the message, so this message is not stored in a group.
  return againOnClash(() =>
    once(db, { call, request, response: SendMessageResponse }, async (trx) =>
      answer(await appendMessage(trx, draft, limits())),
    ),
  )
}

const answer = (row: MessageRow): SendMessageResponse => ({ message: toMessage(row) })
