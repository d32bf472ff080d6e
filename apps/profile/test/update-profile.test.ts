import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { UpdateMyProfileRequest } from '@kindred/contracts/profile'

import { eventually, openWorld, type Person, type World } from './world.js'

let world: World
let alice: Person
beforeAll(async () => {
  world = await openWorld()
  alice = await world.resident({ interests: ['tea'] })
})
afterAll(() => world.close())

const patch = (fields: Parameters<typeof UpdateMyProfileRequest.fromPartial>[0], ...updateMask: string[]) =>
  alice.api.updateMyProfile(UpdateMyProfileRequest.fromPartial({ ...fields, updateMask }))

describe('updateMyProfile', () => {
  it('changes the named fields and no other', async () => {
    const { profile } = await patch({ bio: 'Hello', city: 'Riga', name: 'Mallory' }, 'bio', 'city')
    expect(profile).toMatchObject({ name: 'Alice', bio: 'Hello', city: 'Riga', interests: ['tea'] })
  })

  it('refuses a mask of thousands of unknown fields and goes on serving', async () => {
    const paths = Array.from({ length: 5_000 }, (_, i) => `field_${i}`)
    await expect(patch({}, ...paths)).rejects.toMatchObject({ code: 'MASK_PATH_UNKNOWN', kind: 'invalid' })
    expect((await alice.api.getMyProfile({})).profile?.name).toBe('Alice')
  })

  it('clears a named field without a value', async () => {
    const { profile } = await patch({}, 'bio', 'interests')
    expect(profile).toMatchObject({ bio: undefined, city: 'Riga', interests: [] })
  })

  it('changes the fields that have a value when there is no mask', async () => {
    const { profile } = await patch({ heightCm: 171 })
    expect(profile).toMatchObject({ heightCm: 171, city: 'Riga' })
  })

  it('does not clear name, birth date, gender or pause', async () => {
    const fields = ['/name', '/birth_date', '/gender', '/paused'].map((pointer) =>
      expect.objectContaining({ pointer }),
    )
    const refused = patch({}, 'name', 'birth_date', 'gender', 'paused', 'bio')
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', code: 'FIELD_REQUIRED', fields })
  })

  it('refuses a path that it does not know and changes nothing', async () => {
    const fields = [expect.objectContaining({ pointer: '/update_mask/paths/1' })]
    await expect(patch({ city: 'Oslo' }, 'city', 'user_id')).rejects.toMatchObject({
      code: 'MASK_PATH_UNKNOWN',
      fields,
    })
    expect((await alice.api.getMyProfile({})).profile?.city).toBe('Riga')
  })

  it('pauses a profile, which the others are told, and hides it from nobody who knows it', async () => {
    const lastPaused = () => world.discovery.changesOf(alice.userId).at(-1)?.paused
    expect((await alice.api.getMyProfile({})).profile?.paused).toBe(false)
    expect((await patch({ paused: true }, 'paused')).profile).toMatchObject({ paused: true, name: 'Alice' })
    await eventually(lastPaused).toBe(true)
    expect((await patch({ city: 'Riga' }, 'city')).profile?.paused).toBe(true)
    const seen = await world.admirer(alice.userId).api.getProfile({ userId: alice.userId })
    expect(seen.profile?.name).toBe('Alice')
    expect((await patch({ paused: false })).profile?.paused).toBe(false)
    await eventually(lastPaused).toBe(false)
  })

  it('holds the age limit', async () => {
    await expect(patch({ birthDate: '2010-05-05' }, 'birth_date')).rejects.toMatchObject({
      code: 'PROFILE_UNDERAGE',
    })
  })

  it('raises the version by one with each change, however many come at once', async () => {
    const bob = await world.resident({ name: 'Bob' })
    const request = (bio: string) => UpdateMyProfileRequest.fromPartial({ bio, updateMask: ['bio'] })
    const bios = Array.from({ length: 10 }, (_, n) => `bio ${n}`)
    await Promise.all(bios.map((bio) => bob.api.updateMyProfile(request(bio))))
    await eventually(() => world.discovery.changesOf(bob.userId).length).toBe(11)
    const events = world.discovery.changesOf(bob.userId)
    expect(events.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(
      events
        .slice(1)
        .map(({ bio }) => bio)
        .sort(),
    ).toEqual(bios)
    expect((await bob.api.getMyProfile({})).profile?.bio).toBe(events.at(-1)?.bio)
  })

  it('answers PROFILE_NOT_FOUND without a profile', async () => {
    const request = UpdateMyProfileRequest.fromPartial({ bio: 'Hello' })
    await expect(world.person().api.updateMyProfile(request)).rejects.toMatchObject({
      code: 'PROFILE_NOT_FOUND',
    })
  })
})
