import type { Redis as Client } from 'ioredis'

import { filesOfUrl } from '@kindred/certificates'
import { createCircuit, type Log } from '@kindred/kernel'

/** What gateways share and may lose. */
export interface Redis {
  /** What Redis answers; undefined while it is away or too slow, so that every caller needs another way. */
  ask<Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer | undefined>
  /** Takes what is said on a channel from the start on; what is said while Redis is away is lost. Returns how to stop. */
  listen(channel: string, take: (message: string) => void): () => void
  isAway(): boolean
  start(): Promise<void>
  stop(): Promise<void>
}

/** No request waits longer for Redis, and after so many that did none waits at all but one a second. */
const [answerMs, maxOutages, retryEveryMs] = [100, 5, 1_000]
/** A connection on which nothing comes for so long is dead. */
const deadMs = 3_000
const reconnectMs = 500

/** Of a connection that listens: what it was told to hear it hears again after it was lost, and a ping shows when it is dead. */
const patient = { enableOfflineQueue: true, maxRetriesPerRequest: null, commandTimeout: undefined }
const pingEveryMs = 1_000

/** A Redis by its address, `redis://user:password@host:port/db` or `rediss://` with TLS and, as in filesOfUrl, its files. ioredis is loaded by the start, so never without a Redis. */
export function createRedis(url: string, log: Log): Redis {
  let client: Client | undefined
  const circuit = createCircuit({
    maxOutages,
    retryEveryMs,
    isOutage: () => true,
    refusal: () => new Error('Redis did not answer the last times'),
    onChange: (isAway) =>
      isAway
        ? log.warn({}, 'Redis is away: this gateway counts alone until it is back')
        : log.info({}, 'Redis is back: gateways count together again'),
  })
  const away = (): Promise<never> => Promise.reject(new Error('not connected to Redis'))

  return {
    ask: (work) =>
      circuit.run(() => (client?.status === 'ready' ? work(client) : away())).catch(() => undefined),
    listen(channel, take) {
      // A connection that listens can do nothing else, and waits for as long as nobody speaks.
      const listening = client?.duplicate(patient)
      if (listening === undefined) return () => undefined
      listening.on('error', () => undefined)
      listening.on('message', (_, message) => take(message))
      listening.subscribe(channel).catch(() => undefined)
      const pinging = setInterval(() => {
        if (listening.status === 'ready') listening.ping().catch(() => undefined)
      }, pingEveryMs)
      return () => {
        clearInterval(pinging)
        listening.disconnect()
      }
    },
    isAway: () => circuit.isOpen(),
    async start() {
      const ioredis = await import('ioredis')
      // What a URL says wins over the options, and rediss:// would say that TLS needs none.
      client = new ioredis.Redis(url.replace(/^rediss:/, 'redis:'), {
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
      await client.connect().catch((error: unknown) => log.warn({ err: error }, 'Redis does not answer yet'))
    },
    async stop() {
      client?.disconnect()
      client = undefined
    },
  }
}
