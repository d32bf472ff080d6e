import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { afterEach, describe, expect, it, vi } from 'vitest'

import { openDatabase } from '@kindred/db'
import { createTestDatabase, testLog } from '@kindred/testkit'

import { createJobs, type Job } from '../src/index.js'
import { createCleaner } from './world.js'

const cleaner = createCleaner()
afterEach(() => cleaner.clean())

async function openDb() {
  const { url, drop } = await createTestDatabase('jobs')
  cleaner.later(drop)
  const database = openDatabase<unknown>({ url, name: 'jobs', log: testLog })
  cleaner.later(() => database.close())
  return database.db
}

/** A job whose runs end when they are told. */
function createHeldJob(name: string, alone = false) {
  const ends: (() => void)[] = []
  const counts = { begun: 0, running: 0, most: 0 }
  const job: Job<undefined> = {
    name,
    alone,
    everyMs: 5,
    async run() {
      counts.begun += 1
      counts.most = Math.max(counts.most, ++counts.running)
      await new Promise<void>((resolve) => ends.push(resolve))
      counts.running -= 1
    },
  }
  return { job, counts, end: () => ends.shift()?.() }
}

describe('jobs', () => {
  it('run one at a time each, and their stop waits for the run', async () => {
    const held = createHeldJob('held')
    let quick = 0
    const other: Job<undefined> = { name: 'other', everyMs: 1, run: async () => ++quick }
    const jobs = createJobs({ db: await openDb(), jobs: [held.job, other], context: undefined, log: testLog })
    jobs.start()
    await expect.poll(() => quick).toBeGreaterThan(20)
    expect(held.counts).toEqual({ begun: 1, running: 1, most: 1 })
    held.end()
    await expect.poll(() => held.counts.begun).toBe(2)
    let stopped = false
    const stop = jobs.stop().then(() => (stopped = true))
    const ran = quick
    await expect.poll(() => quick).toBeLessThanOrEqual(ran + 1)
    expect(stopped).toBe(false)
    held.end()
    await stop
    expect(held.counts).toEqual({ begun: 2, running: 0, most: 1 })
  })

  it('go on after a failure, which is logged', async () => {
    testLog.clear()
    let runs = 0
    const failing: Job<undefined> = {
      name: 'failing',
      everyMs: 1,
      run() {
        runs += 1
        return Promise.reject(new Error('no'))
      },
    }
    const jobs = createJobs({ db: await openDb(), jobs: [failing], context: undefined, log: testLog })
    jobs.start()
    await expect.poll(() => runs).toBeGreaterThan(2)
    await jobs.stop()
    const logged = testLog.records().filter((record) => record.message === 'a job failed')
    expect(logged[0]).toMatchObject({ level: 'error', fields: { job: 'failing' } })
  })

  it('fail less and less often, and the log is spared the same word', async () => {
    testLog.clear()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    cleaner.later(() => vi.useRealTimers())
    let runs = 0
    let isWell = false
    const job: Job<undefined> = {
      name: 'failing',
      everyMs: 500,
      run: async () => {
        runs += 1
        if (!isWell) throw new Error('no')
      },
    }
    const jobs = createJobs({ db: undefined as never, jobs: [job], context: undefined, log: testLog })
    jobs.start()
    await vi.advanceTimersByTimeAsync(50_000)
    // Pauses of 5 s, less up to half, after the first few; it would have been 100 runs.
    expect(runs).toBeGreaterThan(8)
    expect(runs).toBeLessThan(30)
    const failed = testLog.records().filter((record) => record.message === 'a job failed')
    expect(failed.filter((record) => record.level === 'error')).toHaveLength(1)
    isWell = true
    await vi.advanceTimersByTimeAsync(5_000)
    runs = 0
    await vi.advanceTimersByTimeAsync(10_000)
    expect(runs).toBeGreaterThanOrEqual(19)
    vi.useRealTimers()
    await jobs.stop()
  })

  it('that have nothing to do take no lock and do not run', async () => {
    let asked = 0
    let isDue = false
    let runs = 0
    const db = await openDb()
    const transactions = vi.spyOn(db, 'transaction')
    const job: Job<undefined> = {
      name: 'due',
      alone: true,
      everyMs: 1,
      isDue: async () => (asked += 1) > 0 && isDue,
      run: async () => (runs += 1),
    }
    const jobs = createJobs({ db, jobs: [job], context: undefined, log: testLog })
    jobs.start()
    await expect.poll(() => asked).toBeGreaterThan(20)
    expect([runs, transactions.mock.calls.length]).toEqual([0, 0])
    isDue = true
    await expect.poll(() => runs).toBeGreaterThan(2)
    await jobs.stop()
  })

  it('that run alone run on one instance at a time', async () => {
    const db = await openDb()
    const held = createHeldJob('alone', true)
    let passes = 0
    const pass: Job<undefined> = { name: 'pass', everyMs: 1, run: async () => ++passes }
    const instances = [1, 2, 3].map(() =>
      createJobs({ db, jobs: [held.job, pass], context: undefined, log: testLog }),
    )
    for (const one of instances) one.start()
    await expect.poll(() => passes).toBeGreaterThan(100)
    expect(held.counts.most).toBe(1)
    held.end()
    await expect.poll(() => held.counts.begun).toBe(2)
    held.end()
    const stops = Promise.all(instances.map((one) => one.stop()))
    const ending = setInterval(held.end, 5)
    await stops
    clearInterval(ending)
    expect(held.counts.most).toBe(1)
  })

  it(
    'leave a run that hangs to itself when its time is up, and its lock to others',
    { timeout: 40_000 },
    async () => {
      const db = await openDb()
      const runs: string[] = []
      const told: boolean[] = []
      const hanging: Job<string> = {
        name: 'sometimes',
        alone: true,
        everyMs: 1,
        limitMs: 50,
        async run(who, signal) {
          runs.push(who)
          if (who === 'first')
            await new Promise(() => signal.addEventListener('abort', () => told.push(true)))
        },
      }
      const first = createJobs({ db, jobs: [hanging], context: 'first', log: testLog })
      first.start()
      await expect.poll(() => runs).toEqual(['first'])
      const second = createJobs({ db, jobs: [hanging], context: 'second', log: testLog })
      second.start()
      await expect
        .poll(() => runs.filter((who) => who === 'second').length, { timeout: 60_000 })
        .toBeGreaterThan(2)
      expect([runs.filter((who) => who === 'first').length, told]).toEqual([1, [true]])
      await Promise.all([first.stop(), second.stop()])
    },
  )

  it(
    'that run alone go on elsewhere when the process that ran them stands still',
    { timeout: 60_000 },
    async () => {
      const { url, drop } = await createTestDatabase('jobs')
      cleaner.later(drop)
      const tsx = createRequire(import.meta.url).resolve('tsx')
      const program = join(import.meta.dirname, 'hold-job.mjs')
      const holder = spawn(process.execPath, ['--import', tsx, program, url], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      cleaner.later(() => holder.kill('SIGKILL'))
      await once(holder.stdout, 'data')
      const database = openDatabase<unknown>({ url, name: 'jobs', log: testLog })
      cleaner.later(() => database.close())
      let runs = 0
      const job: Job<undefined> = { name: 'held', alone: true, everyMs: 5, run: async () => ++runs }
      const jobs = createJobs({
        db: database.db,
        jobs: [job],
        context: undefined,
        log: testLog,
        leaseMs: 1_000,
      })
      jobs.start()
      cleaner.later(jobs.stop)
      holder.kill('SIGSTOP')
      await expect.poll(() => runs, { timeout: 60_000 }).toBeGreaterThan(0)
    },
  )
})
