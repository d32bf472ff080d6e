import { createLog } from '@kindred/runtime'

import type { Stack } from '../create-stack.js'
import { createArtist } from '../demo/artist.js'
import { seedDemo, type Seeding } from '../demo/seed.js'
import { createApp } from './in-process.js'

/** Demo people, on a start that waits for the first of them only. */
export interface DemoOptions {
  readonly people: number
  readonly logLevel: string
}

const firstPeople = 40
const firstWithinMs = 5_000

/**
 * Lets the demo people join through a gateway of their own: the same code on a port nobody knows, with limits that do not
 * hinder three hundred people who arrive at one address. It closes when all have joined.
 */
export async function startDemo(stack: Stack, { people, logLevel }: DemoOptions): Promise<Seeding> {
  const { plan } = stack
  const ports = { ...plan.ports, gateway: 0, ops: { ...plan.ports.ops, gateway: 0 } }
  // Three hundred people make thousands of requests: they would bury what an operator reads.
  const log = createLog({ name: 'demo', level: logLevel === 'info' ? 'warn' : logLevel, pretty: true })
  const door = createApp('gateway', { plan: { ...plan, ports, rateLimitScale: 1_000_000 }, logOf: () => log })
  await door.start()
  const artist = createArtist(new URL('draw.js', import.meta.url))
  const url = `http://127.0.0.1:${'port' in door ? String(door.port) : ''}`
  const seeding = seedDemo({
    ...{ people, firstPeople, firstWithinMs, artist, log },
    door: { url, botToken: stack.botToken },
    dataDir: stack.dataDir,
  })
  const done = seeding.done.then(() => {
    artist.close()
    return door.stop()
  })
  return { ...seeding, done, stop: () => seeding.stop().then(() => done) }
}
