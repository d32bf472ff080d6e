import { afterAll, beforeAll, expect, it } from 'vitest'

import type { Privacy } from '@kindred/contracts/profile'

import { eventually, openWorld, type World } from './world.js'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world.close())

const open: Privacy = {
  hideAge: false,
  hideDistance: false,
  incognito: false,
  firstWriter: 'ANYONE',
  hideOnline: false,
}
const shy: Privacy = { ...open, hideDistance: true, incognito: true, firstWriter: 'ME', hideOnline: true }

it('a new profile keeps nothing from others', async () => {
  const { api } = await world.resident()
  expect(await api.getMyPrivacy({})).toEqual({ privacy: open })
})

it('what somebody keeps from others is stored as a whole and told to the other services', async () => {
  const { api, userId } = await world.resident()
  expect(await api.setMyPrivacy(shy)).toEqual({ privacy: shy })
  expect(await api.getMyPrivacy({})).toEqual({ privacy: shy })
  await eventually(() => world.discovery.changesOf(userId).at(-1)).toMatchObject({ version: 2, privacy: shy })
  expect(await api.setMyPrivacy({ ...open, hideAge: true })).toEqual({ privacy: { ...open, hideAge: true } })
  expect(await api.getMyPrivacy({})).toEqual({ privacy: { ...open, hideAge: true } })
})

it('a hidden age is told to the person and to staff, and to nobody else', async () => {
  const { api, userId } = await world.resident()
  const admirer = world.admirer(userId)
  const ageFor = async (reader: Pick<typeof admirer, 'api'>) =>
    (await reader.api.getProfile({ userId })).profile!.age
  const known = (await api.getMyProfile({})).profile!.age
  expect(known).toBeGreaterThan(18)
  expect(await ageFor(admirer)).toBe(known)
  await api.setMyPrivacy({ ...open, hideAge: true })
  expect(await ageFor(admirer)).toBe(0)
  expect(await ageFor({ api })).toBe(0)
  expect((await api.getMyProfile({})).profile!.age).toBe(known)
  expect(await ageFor(world.person('moderator'))).toBe(known)
})

it('somebody without a profile has nothing to keep', async () => {
  const { api } = world.person()
  await expect(api.getMyPrivacy({})).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
  await expect(api.setMyPrivacy(shy)).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
})
