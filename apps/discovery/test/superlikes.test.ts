import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

it('says how many superlikes are left and when the next one comes back', async () => {
  const [alice, bob, carol] = await house.addPeople([{}, {}, {}])
  const ask = async () => house.discovery.getSuperlikes({}, await house.as(alice!))
  const superlike = async (targetUserId: string) =>
    house.discovery.like({ targetUserId, kind: 'SUPERLIKE', message: '' }, await house.as(alice!))
  expect(await ask()).toEqual({ left: 5, nextAt: undefined })
  const first = house.clock.now().getTime()
  await superlike(bob!)
  house.clock.advance(3_600_000)
  await superlike(carol!)
  expect(await ask()).toEqual({ left: 3, nextAt: new Date(first + 24 * 3_600_000) })
  house.clock.set(new Date(first + 24 * 3_600_000))
  expect(await ask()).toMatchObject({ left: 4 })
})
