import { afterAll, beforeAll, expect, it } from 'vitest'

import { ProfileServiceService } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'
import { createClient, type Transport } from '@kindred/rpc'
import { testTransport } from '@kindred/testkit'

import { alice, openWorld, type World } from './world.js'

let world: World
let transport: Transport
beforeAll(async () => {
  world = await openWorld()
  transport = testTransport(world.address())
})
afterAll(async () => {
  transport.close()
  await world.close()
})

const snapshot = async (userId: string) =>
  createClient(ProfileServiceService, transport).snapshotProfile(
    { userId },
    { token: await world.authority.serviceToken('safety', 'profile') },
  )

it('hands a service the profile as others see it, with the birth date and nothing of wishes or places', async () => {
  const person = await world.resident({ interests: ['hiking'] })
  await person.api.setMyLocation({ latitude: 56.95, longitude: 24.11 })
  const { profile, birthDate, createdAt } = await snapshot(person.userId)
  const { profile: seen } = await world.admirer(person.userId).api.getProfile({ userId: person.userId })
  expect(profile).toEqual(seen)
  expect([birthDate, createdAt]).toEqual([alice.birthDate, expect.any(Date)])
})

it('is not for people, whoever they are', async () => {
  const person = await world.resident()
  for (const asking of [person, world.admirer(person.userId), world.person('moderator')])
    await expect(asking.api.snapshotProfile({ userId: person.userId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
})

it('finds nobody where there is no profile', async () => {
  await expect(snapshot(newId())).rejects.toMatchObject({ code: 'PROFILE_NOT_FOUND' })
})
