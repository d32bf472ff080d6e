import { setMaxListeners } from 'node:events'

import { type Kysely, sql } from 'kysely'

import type { Handle } from '@kindred/events'
import { backoff, type Log, onAbort, pause, timeLimit } from '@kindred/kernel'

/** Work that a service does on a clock. */
export interface Job<Context> {
  readonly name: string
  /** The pause after the end of one run, a random tenth less; the first run is one pause after the start. */
  readonly everyMs: number
  /** Only one instance of the service runs it at a time. */
  readonly alone?: boolean
  /** A run that takes longer is aborted and no longer blocks other instances; 10 minutes by default. */
  readonly limitMs?: number
  /** Asked before each run, with one cheap question: while there is nothing to do there is no run, and no lock of one that runs alone. */
  isDue?(context: Context): Promise<boolean>
  /** `signal` aborts when the service stops. */
  run(context: Context, signal: AbortSignal): Promise<unknown>
}

/** The jobs of a service and what they run with. */
interface JobsOptions<Context> {
  /** Holds the locks of those that run alone, each for as long as it runs. */
  readonly db: Kysely<unknown>
  readonly jobs: readonly Job<Context>[]
  readonly context: Context
  readonly log: Log
  /** Another instance may run a job that runs alone once its holder has been silent for so long; 20,000 by default. */
  readonly leaseMs?: number
}

/** The jobs of one service. */
export interface Jobs {
  start(): void
  /** Starts no further run and waits for those that are running. */
  stop(): Promise<void>
}

const defaultLimitMs = 600_000
/** The longest pause after a run that failed, unless the job's own is longer; and how long the log is spared another word of it. */
const [longestPauseMs, tellAgainMs] = [5_000, 60_000]
/** How long an aborted run may take to end before it is no longer waited for. */
const graceMs = 5_000

/** Creates the jobs, not started. Each has its own loop with one run at a time; after one that fails, which is logged, the pauses grow. */
export function createJobs<Context>(options: JobsOptions<Context>): Jobs {
  const { db, jobs, context, log, leaseMs = 20_000 } = options
  const stopping = new AbortController()
  // Each job listens; Node takes more than ten listeners for a leak.
  setMaxListeners(0, stopping.signal)
  const stopped = untilAborted(stopping.signal)
  let loops: Promise<void>[] = []

  async function keepRunning(job: Job<Context>): Promise<void> {
    let ended: Promise<unknown> = Promise.resolve()
    let faults = 0
    const tell = failureLog(log, job.name)

    /** Ends with the run, its time limit, or the loss of its lock, whichever is first; `ended` resolves when the run itself ends. */
    async function runOnce(lost?: AbortSignal): Promise<void> {
      const { limitMs = defaultLimitMs } = job
      const limit = timeLimit(limitMs, stopping.signal, lost)
      const run = (async () => job.run(context, limit.signal))().finally(limit.done)
      ended = run.catch(() => undefined)
      await Promise.race([run, tooLong(limitMs, lost, run)])
    }

    while (await pause(pauseMs(job, faults), stopping.signal)) {
      // A run that hangs is not started a second time on this instance; another instance may start it.
      if (!(await Promise.race([ended.then(() => true), stopped]))) return
      try {
        const isDue = job.isDue === undefined || (await job.isDue(context))
        if (isDue && job.alone === true) await runAlone(db, { name: job.name, leaseMs }, runOnce)
        else if (isDue) await runOnce()
        faults = 0
      } catch (error) {
        faults += 1
        tell(error)
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

const pauseMs = ({ everyMs }: Pick<Job<never>, 'everyMs'>, faults: number): number =>
  faults === 0
    ? everyMs * (1 - Math.random() / 10)
    : backoff(faults, { firstMs: everyMs, maxMs: Math.max(everyMs, longestPauseMs) })

/** Says that a job failed; what fails all the time, as all jobs do while the database is away, once a minute. */
function failureLog(log: Log, job: string): (error: unknown) => void {
  let toldAt = -Infinity
  return (error) => {
    const isNew = performance.now() - toldAt > tellAgainMs
    if (isNew) toldAt = performance.now()
    log[isNew ? 'error' : 'debug']({ err: error, job }, 'a job failed')
  }
}

/** Rejects when a run has not ended in time after it was aborted, or has lost the lock that keeps other instances from running it. */
function tooLong(limitMs: number, lost: AbortSignal | undefined, run: Promise<unknown>): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it was to end within ${limitMs} ms`)), limitMs + graceMs)
    const forget = onAbort(lost, () => reject(new Error('it lost its lock')))
    const settle = (): void => {
      clearTimeout(timer)
      forget()
    }
    run.then(settle, settle)
  })
}

const untilAborted = (signal: AbortSignal): Promise<false> =>
  new Promise((resolve) => {
    onAbort(signal, () => resolve(false))
  })

/** First key of the two-key advisory locks of jobs. */
const lockClass = 0x4b11

/**
 * The lock lives in a transaction of its own, so that it ends with the instance that held it. The server ends a transaction
 * that idles for `leaseMs`, by its own clock: an instance that hangs or is cut off loses the lock then, and `lost` aborts.
 */
async function runAlone(
  db: Kysely<unknown>,
  { name, leaseMs }: { readonly name: string; readonly leaseMs: number },
  work: (lost: AbortSignal) => Promise<unknown>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await tryLockJob(trx, name, leaseMs))) return
    const lost = new AbortController()
    const beat = setInterval(() => void sql`select 1`.execute(trx).catch(() => lost.abort()), leaseMs / 4)
    try {
      await work(lost.signal)
    } finally {
      clearInterval(beat)
    }
  })
}

async function tryLockJob(trx: Handle, name: string, leaseMs: number): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${lockClass}, hashtext(${name})) as locked,
      set_config('idle_in_transaction_session_timeout', ${String(leaseMs)}, true)`.execute(trx)
  return rows[0]?.locked === true
}
