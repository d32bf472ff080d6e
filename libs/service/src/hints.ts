import type { HintTransport } from '@kindred/db'
import type { Log } from '@kindred/kernel'
import { createRedis, type Redis } from '@kindred/redis'
import type { Metrics } from '@kindred/runtime'

import type { ServiceConfig } from './config.js'

/** A Redis, which is to be started, and the hints that go by it. */
interface RedisHints {
  readonly redis: Redis
  readonly hints: HintTransport
}

/** Hints between the instances of a service by a Redis; undefined where there is none. */
export function openHints(
  name: string,
  { redisUrl = '', databaseUrl }: Pick<ServiceConfig, 'redisUrl' | 'databaseUrl'>,
  { log, metrics }: { readonly log: Log; readonly metrics: Metrics },
): RedisHints | undefined {
  if (redisUrl === '') return undefined
  const redis = createRedis({ url: redisUrl, log, alone: 'hints go through PostgreSQL' })
  const help = '1 while Redis does not answer and hints between instances go through PostgreSQL'
  metrics.gauge('redis_away', help, () => Number(redis.isAway()))
  const scope = `kindred:hints:${numberOf(redisUrl)}:${name}:${new URL(databaseUrl).pathname.slice(1)}`
  return { redis, hints: hintsBy(redis, scope) }
}

function hintsBy(redis: Redis, scope: string): HintTransport {
  const nameOf = (channel: string): string => `${scope}:${channel}`
  return {
    isAway: redis.isAway,
    async send(hints) {
      const commands = hints.map(({ channel, payload }) => ['publish', nameOf(channel), payload])
      return (await redis.ask(async (client) => throwFirst(await client.pipeline(commands).exec()))) === null
    },
    listen: (channel, take, onHearing) => redis.listen(nameOf(channel), take, onHearing),
  }
}

/** Throws the first error of a pipeline; null when there is none. */
function throwFirst(answers: [error: Error | null, answer: unknown][] | null): null {
  const error = answers?.find(([error]) => error !== null)?.[0]
  if (error instanceof Error) throw error
  return null
}

/** The number of the database in the address, which Redis's channels know nothing of. */
const numberOf = (redisUrl: string): string => new URL(redisUrl).pathname.slice(1) || '0'
