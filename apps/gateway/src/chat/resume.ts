import { SyncRequest, type SyncResponse } from '@kindred/contracts/chat'
import { pause, toAppError } from '@kindred/kernel'

import type { ChatSocketContext } from './context.js'
import type { WriteEvent } from './event-frames.js'
import type { Feed } from './feed.js'
import { resyncFrame } from './frames.js'
import type { Caller } from './requests.js'
import type { Wire } from './wire.js'

/** The socket that resumes. */
export interface Resuming {
  readonly context: Pick<ChatSocketContext, 'clients' | 'json'>
  readonly caller: Caller
  readonly feed: Feed
  readonly wire: Wire
  readonly write: WriteEvent
}

/** The longest messages of a page still fit into the unsent bytes that a socket may have. */
const pageSize = 50

/** The cursor that a frame names; throws VALIDATION_FAILED. */
export const readCursor = (
  json: ChatSocketContext['json'],
  data: Readonly<Record<string, unknown>>,
): string => json.read(SyncRequest, { since: data['cursor'] }).since

/** Sends what was missed since a cursor, in order, while the feed holds live events back; returns the cursor reached. */
export async function resume(socket: Resuming, since: string): Promise<{ cursor: string }> {
  const { feed, wire, write, caller } = socket
  let reached = startOf(feed, since)
  if (reached === undefined) return startOver(feed.position, feed, wire)
  for (let more = true; more && wire.isOpen;) {
    const page = await sync(socket, reached)
    if (page.resyncRequired || since === '') return startOver(Number(page.cursor), feed, wire)
    for (const event of page.events) feed.missed(write(event, caller.userId))
    reached = page.cursor
    more = page.hasMore
    await wire.drained()
  }
  feed.caughtUp(Number(reached))
  return { cursor: reached }
}

/** A cursor that is no position goes to chat as it is, which answers with a resync. */
function startOf(feed: Feed, since: string): string | undefined {
  if (!/^\d{1,15}$/.test(since)) return since
  const position = feed.goOnFrom(Number(since))
  return position === undefined ? undefined : String(position)
}

function startOver(position: number, feed: Feed, wire: Wire): { cursor: string } {
  const cursor = String(position)
  feed.restart(position)
  wire.send(resyncFrame(cursor))
  return { cursor }
}

const pausesMs = [100, 300, 900, 1_800]

/** A resume often follows a restart of chat, which broke the socket: waits for chat to come back. */
async function sync({ context, caller, wire }: Resuming, since: string): Promise<SyncResponse> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await context.clients.chat.sync({ since, pageSize }, caller.options)
    } catch (error) {
      const pauseMs = pausesMs[attempt]
      if (toAppError(error).kind !== 'unavailable' || pauseMs === undefined || !wire.isOpen) throw error
      await pause(pauseMs)
    }
  }
}
