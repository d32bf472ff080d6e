import { describe, expect, it } from 'vitest'

import { photoOf, pixel, profileOf } from './fake-gateway.js'
import { appUrl, buttonsOf, type Mode, openWorld } from './world.js'

const modes: Mode[] = ['polling', 'webhook']

describe('a photo sent to the bot', () => {
  it.each(modes)('becomes the last of the profile (%s)', async (mode) => {
    const { anna, gateway } = await openWorld(mode)
    gateway.person(anna.id).profile = profileOf({ photos: [photoOf(7)] })
    anna.sendPhoto(pixel)
    const answer = await anna.waitFor('You now have 2 of 6 photos')
    expect(buttonsOf(answer)).toEqual([['Arrange my photos', `${appUrl}/profile/photos`]])
    const ids = gateway.person(anna.id).profile!.photos.map(({ media_id }) => media_id)
    expect(ids).toEqual([photoOf(7).media_id, photoOf(50).media_id])
  })

  it('needs a profile first', async () => {
    const { anna, gateway } = await openWorld('polling')
    anna.sendPhoto(pixel)
    expect(buttonsOf(await anna.waitFor('You have no profile yet'))).toEqual([['Create my profile', `${appUrl}/`]])
    expect(gateway.seen.map(({ route }) => route)).not.toContain('POST /v1/media')
  })

  it('is refused when there are six already', async () => {
    const { anna, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf({ photos: [1, 2, 3, 4, 5, 6].map(photoOf) })
    anna.sendPhoto(pixel)
    await anna.waitFor('You have 6 photos already')
    expect(gateway.seen.map(({ route }) => route)).not.toContain('POST /v1/media')
  })

  it('is not shown while it is being checked, nor when it breaks the rules', async () => {
    const { anna, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    gateway.photoStatus = 'PENDING'
    anna.sendPhoto(pixel)
    await anna.waitFor('is being checked')
    gateway.photoStatus = 'REJECTED'
    anna.sendPhoto(pixel)
    await anna.waitFor('breaks our rules')
    expect(gateway.person(anna.id).profile!.photos).toEqual([])
  })

  it.each([
    [413, 'MEDIA_TOO_LARGE', 'too large'],
    [400, 'MEDIA_TOO_MANY_PIXELS', 'too large'],
    [400, 'MEDIA_TOO_SMALL', 'too small'],
    [415, 'MEDIA_UNSUPPORTED', 'JPEG, PNG and WebP'],
    [400, 'MEDIA_UNREADABLE', 'JPEG, PNG and WebP'],
    [409, 'MEDIA_QUOTA_REACHED', 'too many uploaded photos'],
    [503, 'MEDIA_BUSY', 'a bit too fast'],
    [503, 'UNAVAILABLE', 'a short break'],
    [500, 'INTERNAL', 'Something went wrong'],
  ])('that the gateway refuses by %i %s is answered by "%s"', async (status, code, text) => {
    const { anna, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    gateway.photoProblem = { status, code }
    anna.sendPhoto(pixel)
    await anna.waitFor(text)
  })

  it('is one of an album: all of them are added, one after the other', async () => {
    const { anna, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    for (const _ of [1, 2, 3]) anna.sendPhoto(pixel)
    await anna.waitFor('You now have 3 of 6 photos')
    expect(gateway.person(anna.id).profile!.photos).toHaveLength(3)
  })
})
