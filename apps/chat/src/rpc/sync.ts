import { type ChatServiceService } from '@kindred/contracts/chat'
import { pageSize, userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type ChatContext } from '../context.js'
import { cursorOf, startAfter } from '../domain/position.js'
import { listUserEvents } from '../store/user-events.js'
import { listUserStreams } from '../store/user-streams.js'
import { toUserEvent } from './messages.js'

export const sync: Handler<ChatContext, typeof ChatServiceService.sync> = async ({ db }, request, call) => {
  const { userId } = userOf(call.principal)
  const [stream] = await listUserStreams(db, [userId])
  const log = { position: stream?.position ?? 0, prunedPosition: stream?.pruned_position ?? 0 }
  const present = { events: [], cursor: cursorOf(log.position), hasMore: false, resyncRequired: false }
  if (request.since === '') return present
  const start = startAfter(log, request.since)
  if (start.kind === 'resync') return { ...present, resyncRequired: true }

  const size = pageSize(request.pageSize, 200, 500)
  const rows = await listUserEvents(db, new Map([[userId, start.position]]), size + 1)
  const page = rows.slice(0, size)
  const last = page.at(-1)
  if (last === undefined) return present
  const events = page.flatMap((row) => toUserEvent(row) ?? [])
  return { events, cursor: cursorOf(last.position), hasMore: rows.length > size, resyncRequired: false }
}
