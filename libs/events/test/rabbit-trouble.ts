import { expect } from 'vitest'

import { openTcpProxy } from '@kindred/testkit'
import type { Rabbit } from '@kindred/testkit/rabbitmq'

import { startLoad } from './load.js'
import { openPair, transportOf, versionsOf } from './rabbit-world.js'
import { countInOutbox, patience, receive, startRelay } from './transport-suite.js'
import type { World } from './world.js'

interface Trouble {
  readonly cuts: number
  readonly restarts: number
  /** Between two changes. */
  readonly everyMs: number
}

const long = { ...patience, timeout: 300_000 }

/** Cuts every connection and kills the broker, again and again while events flow; then all must have arrived once and in order. Resolves with their number. */
export async function surviveTrouble(
  world: World,
  rabbit: Rabbit,
  { cuts, restarts, everyMs }: Trouble,
): Promise<number> {
  const proxy = await openTcpProxy(rabbit.port)
  world.cleaner.later(() => proxy.close())
  const url = proxy.through(rabbit.url)
  const { owner, listener } = await openPair(world)
  await receive(world, transportOf(world, url, 'chat'), listener)
  const ofProfile = transportOf(world, url, 'profile')
  await startRelay(world, owner, ofProfile)
  world.cleaner.later(() => ofProfile.close())
  const load = startLoad(owner, everyMs)
  world.cleaner.later(() => load.stop())

  const progress = async (): Promise<void> => {
    const before = (await listener.applied()).length
    await expect.poll(async () => (await listener.applied()).length, long).toBeGreaterThan(before)
  }
  const restartAfter = Math.max(Math.floor(cuts / restarts), 1)
  for (let cut = 1; cut <= cuts; cut += 1) {
    await progress()
    proxy.cut()
    if (cut % restartAfter !== 0 || cut / restartAfter > restarts) continue
    await progress()
    await rabbit.kill()
    const written = load.written()
    await expect.poll(load.written, long).toBeGreaterThan(written + 10)
    await rabbit.start()
  }
  await progress()
  const written = await load.stop()
  await expect.poll(() => countInOutbox(owner), long).toBe(0)
  await expect.poll(async () => (await listener.applied()).length, long).toBe(load.written())
  expect(versionsOf(await listener.applied())).toEqual(written)
  return load.written()
}
