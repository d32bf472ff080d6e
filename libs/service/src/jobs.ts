import { type Kysely, sql } from 'kysely'

import type { Handle } from '@kindred/events'
import type { Log } from '@kindred/rpc'

/** Something that a service does now and then. */
export interface Job<Context> {
  readonly name: string
  /** The pause after the end of one run, a random tenth less; the first run is one pause after the start. */
  readonly everyMs: number
  /** Only one instance of the service runs it at a time. */
  readonly alone?: boolean
  /** `signal` aborts when the service stops. */
  run(context: Context, signal: AbortSignal): Promise<unknown>
}

/** What running jobs needs. */
export interface JobsOptions<Context> {
  readonly db: Kysely<unknown>
  readonly jobs: readonly Job<Context>[]
  readonly context: Context
  readonly log: Log
}

/** The jobs of one service. */
export interface Jobs {
  start(): void
  /** Begins no further run and waits for those that are running. */
  stop(): Promise<void>
}

/** Jobs that do not run yet: each by itself, one run at a time. A run that fails is logged and the next comes in its turn. */
export function createJobs<Context>({ db, jobs, context, log }: JobsOptions<Context>): Jobs {
  const stopping = new AbortController()
  let loops: Promise<void>[] = []

  async function keepRunning(job: Job<Context>): Promise<void> {
    while (await pause(job.everyMs * (1 - Math.random() / 10), stopping.signal)) {
      try {
        if (job.alone === true) await runAlone(db, job.name, () => job.run(context, stopping.signal))
        else await job.run(context, stopping.signal)
      } catch (error) {
        log.error({ err: error, job: job.name }, 'a job failed')
      }
    }
  }

  return {
    start() {
      loops = jobs.map(keepRunning)
    },
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}

/** First key of the two-key advisory locks of jobs. */
const lockClass = 0x4b11

/** The lock lives in a transaction of its own, so that it ends with the instance that held it. */
function runAlone(db: Kysely<unknown>, name: string, work: () => Promise<unknown>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
    if (await tryLockJob(trx, name)) await work()
  })
}

async function tryLockJob(trx: Handle, name: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${lockClass}, hashtext(${name})) as locked`.execute(trx)
  return rows[0]?.locked === true
}

/** True after `ms`, false as soon as `signal` aborts. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve(!signal.aborted)
    }
  })
}
