import { expect, it } from 'vitest'

import { openTcpProxy, testAdminUrl } from '@kindred/testkit'

import { event, patience, startRelay, useWorld } from './transport-suite.js'
import { openListener, openOwner } from './world.js'

const worldOf = useWorld()

const versions = Array.from({ length: 30 }, (_, at) => at + 1)

it('a service that cannot apply a batch in the time that its sender gives gets done with it all the same', async () => {
  const world = worldOf()
  const proxy = await openTcpProxy(Number(new URL(testAdminUrl()).port))
  world.cleaner.later(() => proxy.close())
  const listener = await openListener(world, 'chat', undefined, { through: proxy.through })
  const owner = await openOwner(world)
  await owner.subscribe('chat')
  for (const version of versions) await owner.change('ann', version)
  // To look whether each is applied takes longer than the 5 s of a delivery.
  proxy.latencyMs = 40
  await startRelay(world, owner, owner.transport)
  await expect
    .poll(listener.applied, { ...patience, timeout: 180_000 })
    .toEqual(versions.map((version) => `ann:${version}`))
})

it('what is late is left for the next time, but for the first that is new', async () => {
  const { receiver, applied } = await openListener(worldOf(), 'chat')
  const [one, two, other] = [event('ann', 1), event('ann', 2), event('bob', 1)]
  const come = () => receiver.applyEvents('profile', [one, two, other], { withinMs: -1 })
  const left = (...events: { id: string }[]) => events.map(({ id }) => ({ eventId: id, code: 'HELD_BACK' }))
  expect(await come()).toEqual(left(two, other))
  expect(await come()).toEqual(left(other))
  expect(await come()).toEqual([])
  expect(await applied()).toEqual(['ann:1', 'ann:2', 'bob:1'])
})

it('nothing is applied for a sender who is gone', async () => {
  const { receiver, applied } = await openListener(worldOf(), 'chat')
  const come = receiver.applyEvents('profile', [event('ann', 1)], { signal: AbortSignal.abort() })
  await expect(come).rejects.toMatchObject({ name: 'AbortError' })
  expect(await applied()).toEqual([])
})
