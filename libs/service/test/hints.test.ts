import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type Database, hint, openDatabase, sql, transact } from '@kindred/db'
import type { Redis } from '@kindred/redis'
import { createMetrics } from '@kindred/runtime'
import { createTestDatabase, type TestDatabase, testLog } from '@kindred/testkit'
import { hasRedisServer, type RedisServer, startRedisServer } from '@kindred/testkit/redis-server'

import { openHints } from '../src/hints.js'

interface Instance {
  readonly database: Database<unknown>
  readonly redis: Redis
  readonly heard: string[]
  /** How often it was told that hints may have been lost. */
  readonly gaps: () => number
  close(): Promise<void>
}

/** A busy machine may take longer than the 100 ms after which hints go by NOTIFY; what the URL says wins. */
const patientUrl = (url: string): string => `${url}/3?commandTimeout=1000`

const channelOf = (url: string): string =>
  `kindred:hints:3:thing${new URL(url).pathname.replace('/', ':')}:news`

describe.skipIf(!hasRedisServer)('hints between two instances with one Redis', () => {
  let server: RedisServer
  let own: TestDatabase
  let [one, other]: Instance[] = []
  /** Hears NOTIFY alone. */
  let witness: Database<unknown>
  let notified: string[]

  beforeAll(async () => {
    server = await startRedisServer()
    own = await createTestDatabase()
    witness = openDatabase({ url: own.url, name: 'witness', log: testLog })
    await sql`create table note (word text)`.execute(witness.db)
    await witness.listen('news', (word) => notified.push(word))
  })
  beforeEach(async () => {
    notified = []
    ;[one, other] = await Promise.all([open(), open()])
    await hearing()
  })
  afterEach(() => Promise.all([one!.close(), other!.close()]))
  afterAll(async () => {
    await witness.close()
    await own.drop()
    await server.kill()
  })

  async function open(url = own.url): Promise<Instance> {
    const config = { databaseUrl: url, redisUrl: patientUrl(server.url) }
    const { redis, hints } = openHints('thing', config, { log: testLog, metrics: createMetrics('thing') })!
    const database = openDatabase<unknown>({ url, name: 'thing', hints, log: testLog })
    await redis.start()
    const heard: string[] = []
    let gaps = 0
    await database.listen(
      'news',
      (word) => heard.push(word),
      () => (gaps += 1),
    )
    return {
      database,
      redis,
      heard,
      gaps: () => gaps,
      async close() {
        await database.close()
        await redis.stop()
      },
    }
  }

  /** Until both hear what is published. */
  const hearing = () =>
    expect
      .poll(() => one!.redis.ask((client) => client.pubsub('NUMSUB', channelOf(own.url))))
      .toEqual([channelOf(own.url), 2])

  const tell = (word: string) => hint(one!.database.db, 'news', [word])

  it('arrive at all of them by Redis, without a notification', async () => {
    notified = []
    await tell('fresh')
    await expect.poll(() => [one!.heard.at(-1), other!.heard.at(-1)]).toEqual(['fresh', 'fresh'])
    await sql`select pg_notify('news', 'last')`.execute(witness.db)
    await expect.poll(() => notified).toEqual(['last'])
  })

  it('arrive once their transaction has committed, equal ones as one, and never of one that was rolled back', async () => {
    const { db } = one!.database
    const told = transact(db, async (trx) => {
      await hint(trx, 'news', ['kept', 'kept'])
      await sql`insert into note values ('kept')`.execute(trx)
      await tell('outside')
      await expect.poll(() => other!.heard).toContain('outside')
      expect(other!.heard).not.toContain('kept')
    })
    await told
    const taken = transact(db, async (trx) => {
      await hint(trx, 'news', ['undone'])
      throw new Error('undone')
    })
    await expect(taken).rejects.toThrow('undone')
    await tell('end')
    await expect.poll(() => other!.heard).toContain('end')
    expect(other!.heard).toEqual(['outside', 'kept', 'end'])
  })

  it('are apart from those of another database at the same Redis', async () => {
    const another = await createTestDatabase()
    const stranger = await open(another.url)
    await expect
      .poll(async () => {
        await hint(stranger.database.db, 'news', ['elsewhere'])
        return stranger.heard
      })
      .toContain('elsewhere')
    await tell('here')
    await expect.poll(() => other!.heard).toContain('here')
    expect([stranger.heard.includes('here'), other!.heard.includes('elsewhere')]).toEqual([false, false])
    await stranger.close()
    await another.drop()
  })

  it.each([
    ['is killed', () => server.kill(), () => server.start()],
    ['hangs', async () => server.freeze(), async () => server.wake()],
  ])(
    'go by notifications while Redis %s, all of them, and by Redis again when it is back',
    async (_, harm, heal) => {
      notified = []
      const gaps = other!.gaps()
      await harm()
      const words = Array.from({ length: 40 }, (_, at) => `word ${at}`)
      for (const word of words) {
        await transact(one!.database.db, (trx) => hint(trx, 'news', [word]))
        await expect.poll(() => other!.heard).toContain(word)
      }
      await expect.poll(() => one!.redis.isAway()).toBe(true)
      // The witness hears by a connection of its own, which may be the last to be told.
      await expect.poll(() => notified).toEqual(expect.arrayContaining(words))
      await heal()
      await hearing()
      await expect.poll(() => other!.gaps()).toBeGreaterThan(gaps)
      notified = []
      await tell('by Redis')
      await expect.poll(() => other!.heard).toContain('by Redis')
      await sql`select pg_notify('news', 'last')`.execute(witness.db)
      await expect.poll(() => notified).toEqual(['last'])
    },
  )
})
