import { type ChatServiceService, SendMessageResponse } from '@kindred/contracts/chat'
import { AppError, userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type ChatContext } from '../context.js'
import { checkDraft, type Draft } from '../domain/draft.js'
import { toMessage } from '../messages.js'
import { type Db, type MessageRow } from '../store/schema.js'
import { appendMessages } from '../writing/append-messages.js'
import { againOnClash, waitBriefly } from '../writing/message-writer.js'

export const sendMessage: Handler<ChatContext, typeof ChatServiceService.sendMessage> = async (
  { db, clock, writer },
  request,
  call,
) => {
  const draft = checkDraft({ ...request, senderId: userOf(call.principal).userId })
  if (call.idempotencyKey === undefined) return answer(await writer.write(draft, call.signal))
  // The key's answer belongs into the message's own transaction, so this one does not join a group.
  return againOnClash(() =>
    once(db, { call, request, response: SendMessageResponse }, async (trx) => {
      await waitBriefly(trx)
      return answer(await appendOne(trx, draft, clock.now()))
    }),
  )
}

const answer = (row: MessageRow): SendMessageResponse => ({ message: toMessage(row) })

async function appendOne(trx: Db, draft: Draft, now: Date): Promise<MessageRow> {
  const [result] = await appendMessages(trx, [draft], now)
  if (result === undefined || result instanceof AppError) throw result
  return result
}
