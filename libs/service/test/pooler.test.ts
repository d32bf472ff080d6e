import { afterEach, describe, expect, it } from 'vitest'

import { type Database, openDatabase, sql } from '@kindred/db'
import { createTestAuthority, createTestDatabase, testAdminUrl, testLog } from '@kindred/testkit'
import { hasPooler, type Pooler, startPooler } from '@kindred/testkit/pooler'

import { createJobs, createService, type Job } from '../src/index.js'
import { createCleaner, openConfig } from './world.js'

const cleaner = createCleaner()
afterEach(() => cleaner.clean())

const patient = { timeout: 60_000, interval: 50 }

async function openPooler(url: string, poolSize: number): Promise<{ pooler: Pooler; through: string }> {
  const { username, port, pathname } = new URL(url)
  const settings = { max_prepared_statements: 100, default_pool_size: poolSize }
  const pooler = await startPooler(Number(port), 'transaction', [username], settings)
  cleaner.later(() => pooler.stop())
  return { pooler, through: pooler.url(username, pathname.slice(1)) }
}

describe.runIf(hasPooler)('a service behind PgBouncer in transaction mode', { timeout: 180_000 }, () => {
  it('keeps the locks of jobs out of the pooler, and runs those that run alone on one instance', async () => {
    const { url, drop } = await createTestDatabase('jobs')
    cleaner.later(drop)
    const { through } = await openPooler(url, 2)
    const counts = { running: 0, most: 0, begun: 0 }
    const ends: (() => void)[] = []
    const jobs = ['one', 'two', 'three'].map((name): Job<undefined> => ({
      name,
      alone: true,
      everyMs: 5,
      async run() {
        counts.begun += 1
        counts.most = Math.max(counts.most, ++counts.running)
        await new Promise<void>((resolve) => ends.push(resolve))
        counts.running -= 1
      },
    }))
    const instances = ['a', 'b'].map((name): Database<unknown> => {
      const database = openDatabase<unknown>({ url: through, listenUrl: url, name, log: testLog })
      cleaner.later(() => database.close())
      return database
    })
    const running = instances.map(({ direct: db }) =>
      createJobs({ db, jobs, context: undefined, log: testLog }),
    )
    for (const one of running) one.start()
    await expect.poll(() => counts.running, patient).toBe(3)
    // Three locks would take more than the two sessions of the pooler.
    const answers = await Promise.all(instances.map(({ db }) => sql`select 1 as one`.execute(db)))
    expect(answers.map(({ rows }) => rows)).toEqual([[{ one: 1 }], [{ one: 1 }]])
    ends.splice(0).forEach((end) => end())
    await expect.poll(() => counts.begun, patient).toBe(6)
    const ending = setInterval(() => ends.splice(0).forEach((end) => end()), 5)
    await Promise.all(running.map((one) => one.stop()))
    clearInterval(ending)
    expect(counts.most).toBe(3)
  })

  it('starts with a URL of PostgreSQL itself, and is refused in one sentence without it', async () => {
    const authority = await createTestAuthority()
    const direct = await openConfig(authority, cleaner)
    const { through } = await openPooler(direct.databaseUrl, 10)
    const create = (listenUrl?: string) =>
      createService<object, undefined>({
        name: 'thing',
        config: { ...direct, databaseUrl: through, ...(listenUrl !== undefined && { listenUrl }) },
        migrations: {},
        log: testLog,
        context: () => undefined,
        implement: () => [],
      })
    await expect(create().start()).rejects.toThrow(
      /THING_DATABASE_URL leads to PgBouncer in transaction mode, .*: name PostgreSQL itself in THING_LISTEN_URL beside it, or set pool_mode = session there/,
    )
    await expect(create(testAdminUrl()).start()).rejects.toThrow(
      /THING_LISTEN_URL signs in as \w+ to the database postgres, but THING_DATABASE_URL as/,
    )
    const service = create(direct.databaseUrl)
    await service.start()
    cleaner.later(() => service.stop())
    const ready = await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)
    expect(ready.status).toBe(200)
  })
})
