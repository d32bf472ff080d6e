import { createClient } from '@kindred/client'
import type { Log } from '@kindred/runtime'

import type { Artist } from './artist.js'
import { type Door, join, signIn } from './join.js'
import { demoPerson } from './people.js'
import { openProgress, type Progress } from './progress.js'

/** People on their way in. */
export interface Seeding {
  /** The first ones are there, were there before, or time is up; says how many. */
  readonly first: Promise<number>
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
}

/** Lets the demo people join, those who did not before, named ones first. */
export function seedDemo(options: SeedOptions): Seeding {
  const { people, firstPeople, firstWithinMs, log } = options
  let stopping = false
  let progress: Progress | undefined
  let firstIn: () => void = () => undefined
  const enough = new Promise<void>((resolve) => (firstIn = resolve))

  async function fill(): Promise<void> {
    const { catalogue, kept } = await open(options)
    progress = kept
    const waiting = Array.from({ length: people }, (_, index) => index).filter((index) => !kept.has(index))
    const work = async (): Promise<void> => {
      for (let index = waiting.shift(); index !== undefined && !stopping; index = waiting.shift()) {
        await join(demoPerson(index, catalogue), options.door, options.artist)
        kept.add(index)
        if (kept.count() % 10 === 0) kept.save()
        if (kept.count() >= Math.min(firstPeople, people)) firstIn()
      }
    }
    if (waiting.length === 0 || kept.count() > 0) firstIn()
    await Promise.all([work(), work()])
    kept.save()
  }

  const done = fill().catch((error: unknown) => {
    if (!stopping) log.warn({ err: error }, 'the demo people stopped joining; the next start goes on')
    progress?.save()
  })
  const late = new Promise<void>((resolve) => setTimeout(resolve, firstWithinMs).unref())
  return {
    first: Promise.race([enough, late, done]).then(() => progress?.count() ?? 0),
    done,
    count: () => progress?.count() ?? 0,
    has: (index) => progress?.has(index) === true,
    async stop() {
      stopping = true
      await done
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
