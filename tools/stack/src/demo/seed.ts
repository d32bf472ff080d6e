import { createClient } from '@kindred/client'
import { backoff, type Log, pause } from '@kindred/kernel'

import type { Artist } from './artist.js'
import { type Door, join, signIn } from './join.js'
import { demoPerson } from './people.js'
import { openProgress, type Progress } from './progress.js'

/** People on their way in. */
export interface Seeding {
  /** The first ones are there, were there before, or time is up; says how many. */
  readonly first: Promise<number>
  /** All are there, or nobody else will come. */
  readonly done: Promise<void>
  count(): number
  /** Whether the person of an index has joined. */
  has(index: number): boolean
  /** Lets those who are joining finish, and nobody else come. */
  stop(): Promise<void>
}

/** Who is to join, and how long the start may wait for the first of them. */
export interface SeedOptions {
  readonly door: Door
  readonly artist: Artist
  readonly dataDir: string
  readonly people: number
  readonly firstPeople: number
  readonly firstWithinMs: number
  readonly log: Log
  /** The pause after a first failure, 250 ms by default; it doubles up to 10 s. */
  readonly firstPauseMs?: number
}

const maxPauseMs = 10_000
/** A machine that is busy starting refuses now and then; what goes on longer is told. */
const faultsUntilTold = 5

/** Lets the demo people join, those who did not before, named ones first. Whoever fails tries again until all are there. */
export function seedDemo(options: SeedOptions): Seeding {
  const { people, firstPeople, firstWithinMs } = options
  const stopping = new AbortController()
  const patience = createPatience(options, stopping.signal, () => progress?.count() ?? 0)
  let progress: Progress | undefined
  let firstIn: () => void = () => undefined
  const enough = new Promise<void>((resolve) => (firstIn = resolve))

  async function fill(): Promise<void> {
    const opened = await patience.insist(() => open(options))
    if (opened === undefined) return
    const { catalogue, kept } = opened
    progress = kept
    const waiting = Array.from({ length: people }, (_, index) => index).filter((index) => !kept.has(index))
    const letIn = async (index: number): Promise<true> => {
      await join(demoPerson(index, catalogue), options.door, options.artist)
      kept.add(index)
      if (kept.count() % 10 === 0) kept.save()
      if (kept.count() >= Math.min(firstPeople, people)) firstIn()
      return true
    }
    const work = async (): Promise<void> => {
      for (
        let index = waiting.shift();
        index !== undefined && !stopping.signal.aborted;
        index = waiting.shift()
      ) {
        if ((await patience.attempt(() => letIn(index))) === undefined) waiting.push(index)
      }
    }
    if (waiting.length === 0 || kept.count() > 0) firstIn()
    await Promise.all([work(), work()])
    kept.save()
  }

  const done = fill()
  const late = new Promise<void>((resolve) => setTimeout(resolve, firstWithinMs).unref())
  return {
    first: Promise.race([enough, late, done]).then(() => progress?.count() ?? 0),
    done,
    count: () => progress?.count() ?? 0,
    has: (index) => progress?.has(index) === true,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

interface Patience {
  /** Undefined when it failed; then a pause has passed. */
  attempt<T>(work: () => Promise<T>): Promise<T | undefined>
  /** Tries until it works; undefined when nobody wants it any more. */
  insist<T>(work: () => Promise<T>): Promise<T | undefined>
}

/** Pauses that grow while nothing succeeds, and a word when that goes on. */
function createPatience(
  { log, people, firstPauseMs = 250 }: SeedOptions,
  signal: AbortSignal,
  count: () => number,
): Patience {
  let faults = 0
  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work()
      faults = 0
      return result
    } catch (error) {
      if (signal.aborted) return undefined
      faults += 1
      const told = faults === faultsUntilTold ? 'warn' : 'debug'
      log[told]({ err: error }, `${count()} of ${people} demo people are there, the others try again`)
      await pause(backoff(faults, { firstMs: firstPauseMs, maxMs: maxPauseMs }), signal)
      return undefined
    }
  }
  return {
    attempt,
    async insist(work) {
      for (;;) {
        const result = await attempt(work)
        if (result !== undefined || signal.aborted) return result
      }
    },
  }
}

async function open({ door, dataDir }: SeedOptions) {
  const client = createClient({ baseUrl: door.url })
  const catalogue = await client.profile.getCatalogue()
  const firstUserId = await signIn(client, demoPerson(0, catalogue), door.botToken)
  await client.signOut()
  return { catalogue, kept: openProgress(dataDir, firstUserId) }
}
