import type { ChatServiceService } from '@kindred/contracts/chat'
import { decodeCursor, pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Call, Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { toConversation } from '../messages.js'
import { listOverviews, type OverviewKey } from '../store/overviews.js'

export const listConversations: Handler<ChatContext, typeof ChatServiceService.listConversations> = async (
  { db },
  request,
  call,
) => {
  const size = pageSize(request.pageSize)
  const rows = await listOverviews(
    db,
    userOf(call.principal).userId,
    readKey(call, request.pageToken),
    size + 1,
  )
  const page = pageOf(call, { rows, size, keyOf: (row) => [row.active_at, row.conversation_id] })
  return { conversations: page.rows.map(toConversation), nextPageToken: page.nextPageToken }
}

function readKey(call: Call, token: string): OverviewKey | undefined {
  const key = decodeCursor(call, token, ['time', 'id'])
  return key === undefined ? undefined : { activeAt: key[0], conversationId: key[1] }
}
