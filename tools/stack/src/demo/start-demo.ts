import { createLog } from '@kindred/runtime'

import { createApp } from '../apps.js'
import type { Stack } from '../create-stack.js'
import type { Print } from '../step.js'
import { createActors } from './actors.js'
import { createArtist } from './artist.js'
import { seedDemo } from './seed.js'

/** Demo people, on a start that waits for the first of them only. */
export interface DemoOptions {
  readonly people: number
  readonly logLevel: string
  /** Where log lines go. */
  readonly print: Print
}

/** The demo people and their doings. */
export interface Demo {
  /** The first of them are there. */
  readonly first: Promise<number>
  /** All of them are, or nobody else will come. */
  readonly done: Promise<void>
  count(): number
  stop(): Promise<void>
}

/** Enough for a deck to begin with; the others come while somebody looks at them. */
const firstPeople = 10
const firstWithinMs = 1_500

/**
 * Lets the demo people join through a gateway of their own: the same code on a port nobody knows, with limits that do not
 * hinder three hundred people who arrive at one address. Some of them stay and answer whoever likes them.
 */
export async function startDemo(stack: Stack, { people, logLevel, print }: DemoOptions): Promise<Demo> {
  const { plan } = stack
  const ports = { ...plan.ports, gateway: 0, ops: { ...plan.ports.ops, gateway: 0 } }
  // Three hundred people make thousands of requests: they would bury what an operator reads.
  const level = logLevel === 'info' ? 'warn' : logLevel
  const log = createLog({ name: 'demo', level, pretty: true, destination: { write: print } })
  const door = createApp('gateway', { plan: { ...plan, ports, rateLimitScale: 1_000_000 }, logOf: () => log })
  await door.start()
  const artist = createArtist(new URL('draw.js', import.meta.url))
  const url = `http://127.0.0.1:${'port' in door ? String(door.port) : ''}`
  const entrance = { url, botToken: stack.botToken }
  const seeding = seedDemo({
    people,
    firstPeople,
    firstWithinMs,
    artist,
    log,
    door: entrance,
    dataDir: stack.dataDir,
  })
  const actors = createActors({ door: entrance, here: seeding.has, log })
  const drawn = seeding.done.then(() => artist.close())
  return {
    first: seeding.first,
    done: seeding.done,
    count: seeding.count,
    async stop() {
      await Promise.all([actors.stop(), seeding.stop().then(() => drawn)])
      await door.stop()
    },
  }
}
