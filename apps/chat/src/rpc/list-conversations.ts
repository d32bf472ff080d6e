import { type ChatServiceService } from '@kindred/contracts/chat'
import { decodeCursor, isId, pageOf, pageSize, userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type ChatContext } from '../context.js'
import { pageTokenInvalid } from '../domain/errors.js'
import { listOverviews, type OverviewKey } from '../store/overviews.js'
import { toConversation } from './messages.js'

export const listConversations: Handler<ChatContext, typeof ChatServiceService.listConversations> = async (
  { db },
  request,
  call,
) => {
  const size = pageSize(request.pageSize)
  const rows = await listOverviews(db, userOf(call.principal).userId, readKey(request.pageToken), size + 1)
  const page = pageOf(rows, size, (row) => [row.active_at.getTime(), row.conversation_id])
  return { conversations: page.rows.map(toConversation), nextPageToken: page.nextPageToken }
}

function readKey(token: string): OverviewKey | undefined {
  const key = decodeCursor(token, 2)
  if (key === undefined) return undefined
  const [at, conversationId] = key
  if (!Number.isSafeInteger(at) || !isId(String(conversationId))) throw pageTokenInvalid()
  return { activeAt: new Date(Number(at)), conversationId: String(conversationId) }
}
