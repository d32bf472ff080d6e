import { afterAll, beforeAll, expect, it } from 'vitest'

import { openWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

it('a person’s time zone is asked for with the badges until a client has told it', async () => {
  const { api } = world.person()
  expect(await api.getBadges({})).toMatchObject({ timeZoneKnown: false })
  await api.updateSettings({ kinds: [], paused: true })
  expect(await api.getBadges({})).toMatchObject({ timeZoneKnown: false })
  await api.updateSettings({ kinds: [], timeZone: 'Europe/Riga' })
  expect(await api.getBadges({})).toMatchObject({ timeZoneKnown: true })
})

it('a time zone that nobody knows is refused, and asked for on', async () => {
  const { api } = world.person()
  await expect(api.updateSettings({ kinds: [], timeZone: 'Moon/Tycho' })).rejects.toMatchObject({
    code: 'TIME_ZONE_UNKNOWN',
  })
  expect(await api.getBadges({})).toMatchObject({ timeZoneKnown: false })
})
