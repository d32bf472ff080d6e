import type { Redis as Client } from 'ioredis'

import { filesOfUrl } from '@kindred/certificates'
import { createCircuit, type Log } from '@kindred/kernel'

import { createListening, type Listening } from './listening.js'

/** What instances share and may lose. */
export interface Redis {
  /** What Redis answers; undefined while it is away or too slow, so that every caller needs another way. */
  ask<Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer | undefined>
  /** See Listening; nothing is heard before the start. */
  readonly listen: Listening['listen']
  isAway(): boolean
  start(): Promise<void>
  stop(): Promise<void>
}

/** What a Redis is opened with. */
interface RedisOptions {
  /** `redis://user:password@host:port/db`, or `rediss://` with TLS and, as in filesOfUrl, its files. */
  readonly url: string
  readonly log: Log
  /** What its caller does without it, for the log: `this gateway counts alone`. */
  readonly alone: string
}

/** No request waits longer for Redis, and after so many that did none waits at all but one a second. */
const [answerMs, maxOutages, retryEveryMs] = [100, 5, 1_000]
/** A connection on which nothing comes for so long is dead. */
const deadMs = 3_000
const reconnectMs = 500

/** A Redis that is not connected yet. ioredis is loaded by the start, so never without a Redis. */
export function createRedis({ url, log, alone }: RedisOptions): Redis {
  let client: Client | undefined
  let listening: Listening | undefined
  let looking: NodeJS.Timeout | undefined
  const circuit = createCircuit({
    maxOutages,
    retryEveryMs,
    isOutage: () => true,
    refusal: () => new Error('Redis did not answer the last times'),
    onChange: (isAway) =>
      isAway ? log.warn({}, `Redis is away: ${alone} until it is back`) : log.info({}, 'Redis is back'),
  })
  const away = (): Promise<never> => Promise.reject(new Error('not connected to Redis'))
  const ask: Redis['ask'] = (work) =>
    circuit.run(() => (client?.status === 'ready' ? work(client) : away())).catch(() => undefined)

  return {
    ask,
    listen: (...asked) => listening?.listen(...asked) ?? (() => undefined),
    isAway: () => circuit.isOpen(),
    async start() {
      const ioredis = await import('ioredis')
      client = new ioredis.Redis(addressOf(url), {
        ...(url.startsWith('rediss:') && { tls: filesOfUrl(url) }),
        lazyConnect: true,
        enableOfflineQueue: false,
        commandTimeout: answerMs,
        connectTimeout: deadMs,
        socketTimeout: deadMs,
        maxRetriesPerRequest: 0,
        retryStrategy: () => reconnectMs,
      })
      // Each command tells its caller, and the circuit the log.
      client.on('error', () => undefined)
      listening = createListening(client)
      await client.connect().catch((error: unknown) => log.warn({ err: error }, 'Redis does not answer yet'))
      // Whether it is there is known although nobody asks for anything.
      looking = setInterval(() => void ask((connected) => connected.ping()), retryEveryMs)
    },
    async stop() {
      clearInterval(looking)
      listening?.stop()
      client?.disconnect()
      client = undefined
    },
  }
}

/** What a URL says wins over the options, and rediss:// would say that TLS needs none. */
const addressOf = (url: string): string => url.replace(/^rediss:/, 'redis:')
