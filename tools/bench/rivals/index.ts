import type { AddressInfo } from 'node:net'

import { createFace, type ReadProfile } from './face.js'
import { type NestOrder, startNest } from './nest.js'
import { readBatched, readOne, readOverHttp } from './readers.js'
import { openKysely, openPool } from './table.js'
import { createTokenCheck } from './token-check.js'

/** What a rival of one process is made of. */
interface PlainOrder {
  readonly kind: 'one statement a request' | 'one statement a turn' | 'over HTTP'
  /** Whose tokens it takes. */
  readonly productUrl: string
  readonly databaseUrl: string
  /** The server that is asked over HTTP. */
  readonly origin: string
}

/** What a rival is made of. */
export type RivalOrder = PlainOrder | NestOrder

/** Starts a rival on a free port of the loopback; resolves with the port. */
export async function startRival(order: RivalOrder): Promise<{ port: number }> {
  if (order.kind === 'Nest service' || order.kind === 'Nest gateway') return startNest(order)
  const app = createFace({ check: createTokenCheck(order.productUrl), read: readerOf(order) })
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { port: (app.server.address() as AddressInfo).port }
}

function readerOf({ kind, databaseUrl, origin }: PlainOrder): ReadProfile {
  if (kind === 'over HTTP') return readOverHttp(origin)
  const pool = openPool(databaseUrl)
  return kind === 'one statement a turn' ? readBatched(pool) : readOne(openKysely(pool))
}
