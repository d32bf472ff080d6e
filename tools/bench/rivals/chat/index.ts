import { createTokenCheck } from '../token-check.js'
import { openMemoryRoom } from './in-memory.js'
import type { Pair } from './room.js'
import { serveSocketIo } from './socket-io.js'
import { serveSockets } from './socket-server.js'
import { openUsualRoom } from './usual.js'
import { serveUsualChat } from './usual-service.js'

export type { Pair } from './room.js'

/** What a rival is made of. */
export type ChatRivalOrder =
  | { readonly kind: 'ws in memory'; readonly productUrl: string; readonly pairs: readonly Pair[] }
  | {
      readonly kind: 'Socket.IO in memory'
      readonly productUrl: string
      readonly pairs: readonly Pair[]
      readonly folder: string
    }
  | { readonly kind: 'usual service'; readonly databaseUrl: string }
  | { readonly kind: 'usual gateway'; readonly productUrl: string; readonly address: string }

/** Starts a rival on a free port of the loopback; resolves with the port. */
export function startChatRival(order: ChatRivalOrder): Promise<{ port: number }> {
  switch (order.kind) {
    case 'usual service':
      return serveUsualChat(order.databaseUrl)
    case 'usual gateway':
      return serveSockets({ room: openUsualRoom(order.address), check: createTokenCheck(order.productUrl) })
    case 'ws in memory':
      return serveSockets({ room: openMemoryRoom(order.pairs), check: createTokenCheck(order.productUrl) })
    case 'Socket.IO in memory':
      return serveSocketIo(
        { room: openMemoryRoom(order.pairs), check: createTokenCheck(order.productUrl) },
        order.folder,
      )
  }
}
