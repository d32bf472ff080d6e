import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { Histogram, Registry } from 'prom-client'

import { createLimiter, type LimitHeaders } from './limiter.js'
import { toJson } from './profile-json.js'
import { poolSize, type ProfileRow } from './table.js'
import { createTokenCheck, type TokenCheck } from './token-check.js'

/** The two processes of Nest; their code and its packages are in `folder`, outside of what this checkout installs. */
export type NestOrder =
  | { readonly kind: 'Nest service'; readonly folder: string; readonly databaseUrl: string }
  | {
      readonly kind: 'Nest gateway'
      readonly folder: string
      readonly productUrl: string
      /** Of its service. */
      readonly address: string
    }

interface Service {
  startService(options: {
    readonly databaseUrl: string
    readonly poolSize: number
    readonly port: number
    toJson(row: ProfileRow): object
  }): Promise<void>
}

interface Gateway {
  startGateway(options: {
    readonly address: string
    readonly check: TokenCheck
    limit(userId: string): Promise<LimitHeaders>
    observe(seconds: number): void
    tagOf(text: string): string
  }): Promise<{ port: number }>
}

export async function startNest(order: NestOrder): Promise<{ port: number }> {
  if (order.kind === 'Nest service') {
    const { startService } = (await load(order.folder, 'service.mjs')) as Service
    const port = await freePort()
    await startService({ databaseUrl: order.databaseUrl, poolSize, port, toJson })
    return { port }
  }
  const { startGateway } = (await load(order.folder, 'gateway.mjs')) as Gateway
  const registry = new Registry()
  const seconds = new Histogram({ name: 'http_seconds', help: 'Answers', registers: [registry] })
  return startGateway({
    address: order.address,
    check: createTokenCheck(order.productUrl),
    limit: createLimiter(),
    observe: (value) => seconds.observe(value),
    tagOf: (text) => `W/"${createHash('sha1').update(text).digest('base64url')}"`,
  })
}

const load = (folder: string, name: string): Promise<unknown> =>
  import(pathToFileURL(join(folder, name)).href)

/** Nest does not tell which port its RPC server got. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
