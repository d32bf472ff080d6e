import type { ChatServiceService } from '@kindred/contracts/chat'
import { pageSize, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { cursorOf, positionOf } from '../domain/position.js'
import { readEventLogs, readLogs } from '../live/read-logs.js'
import { toUserEvent } from '../messages.js'

export const sync: Handler<ChatContext, typeof ChatServiceService.sync> = async ({ db }, request, call) => {
  const { userId } = userOf(call.principal)
  const position = positionOf(request.since)
  if (position === undefined) {
    const log = (await readEventLogs(db, [userId])).get(userId)
    const cursor = cursorOf(log?.position ?? 0)
    return { events: [], cursor, hasMore: false, resyncRequired: request.since !== '' }
  }
  const size = pageSize(request.pageSize, 200, 500)
  const part = (await readLogs(db, new Map([[userId, position]]), size + 1)).get(userId)
  if (part?.isKept !== true) {
    return { events: [], cursor: cursorOf(part?.log.position ?? 0), hasMore: false, resyncRequired: true }
  }
  const page = part.events.slice(0, size)
  const events = page.flatMap((row) => toUserEvent(row) ?? [])
  const cursor = cursorOf(page.at(-1)?.position ?? position)
  return { events, cursor, hasMore: part.events.length > size, resyncRequired: false }
}
