import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { photoOf, pixel, profileOf } from './fake-gateway.js'
import { appUrl, buttonsOf, type Mode, openWorld, saidTo } from './world.js'

const modes: Mode[] = ['polling', 'webhook']

describe('a photo sent to the bot', () => {
  it.each(modes)('a photo sent to the bot becomes the last of the profile (%s)', async (mode) => {
    const { anna, gateway } = await openWorld(mode)
    gateway.person(anna.id).profile = profileOf({ photos: [photoOf(7)] })
    anna.sendPhoto(pixel)
    const answer = await anna.waitFor('You now have 2 of 6 photos')
    expect(buttonsOf(answer)).toEqual([['Arrange my photos', `${appUrl}/profile/photos`]])
    const ids = gateway.person(anna.id).profile!.photos.map(({ media_id }) => media_id)
    expect(ids).toEqual([photoOf(7).media_id, photoOf(50).media_id])
  })

  it('a photo sent to the bot needs a profile first', async () => {
    const { anna, gateway } = await openWorld('polling')
    anna.sendPhoto(pixel)
    expect(buttonsOf(await anna.waitFor('You have no profile yet'))).toEqual([
      ['Create my profile', `${appUrl}/`],
      ['Do it here in the chat', ''],
    ])
    expect(gateway.seen.map(({ route }) => route)).not.toContain('POST /v1/media')
  })

  it('a photo sent to the bot is refused when there are six already', async () => {
    const { anna, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf({ photos: [1, 2, 3, 4, 5, 6].map(photoOf) })
    anna.sendPhoto(pixel)
    await anna.waitFor('You have 6 photos already')
    expect(gateway.seen.map(({ route }) => route)).not.toContain('POST /v1/media')
  })

  it('a photo sent to the bot is not shown while it is being checked, nor when it breaks the rules', async () => {
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
    [400, 'MEDIA_UNREADABLE', 'is damaged'],
    [409, 'MEDIA_QUOTA_REACHED', 'too many uploaded photos'],
    [503, 'MEDIA_BUSY', 'a bit too fast'],
    [503, 'UNAVAILABLE', 'a short break'],
    [500, 'INTERNAL', 'Something went wrong'],
  ])(
    'a photo sent to the bot that the gateway refuses by %i %s is answered by "%s"',
    async (status, code, text) => {
      const { anna, gateway } = await openWorld('polling')
      gateway.person(anna.id).profile = profileOf()
      gateway.photoProblem = { status, code }
      anna.sendPhoto(pixel)
      await anna.waitFor(text)
    },
  )

  it.each([
    ['wrong file_id or the file is temporarily unavailable', 'Telegram did not hand me this picture'],
    ['file is too big', 'too large'],
  ])('a photo sent to the bot that Telegram does not give out (%s) is answered', async (reason, answer) => {
    const { anna, sim, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    sim.faults.refuse({ status: 400, reason, method: 'getFile' })
    anna.sendPhoto(pixel)
    await anna.waitFor(answer)
    sim.faults.refuse({ status: 400, reason, method: 'getFile' })
    anna.sendDocument(pixel, 'me.png', 'image/png')
    await anna.waitFor(answer)
  })

  it('a photo sent to the bot counts although Telegram does not show that the bot is busy', async () => {
    const { anna, sim, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    sim.faults.refuse({ status: 400, method: 'sendChatAction' })
    anna.sendPhoto(pixel)
    await anna.waitFor('You now have 1 of 6 photos')
  })

  it('a photo sent to the bot is read as a file as well, and an empty file gets a word', async () => {
    const { anna, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    anna.sendDocument(pixel, 'me.png', 'image/png')
    await anna.waitFor('You now have 1 of 6 photos')
    anna.sendDocument(Buffer.alloc(0), 'me.jpg', 'image/jpeg')
    await anna.waitFor('is damaged')
    anna.sendDocument(Buffer.from('%PDF'), 'me.pdf', 'application/pdf')
    await anna.waitFor('JPEG, PNG and WebP')
  })

  it('a photo sent to the bot is read from the disk of a Bot API server in local mode', async () => {
    const filesFolder = await mkdtemp(join(tmpdir(), 'kindred-bot-files-'))
    onTestFinished(() => rm(filesFolder, { recursive: true }))
    const { anna, gateway } = await openWorld('polling', { filesFolder })
    gateway.person(anna.id).profile = profileOf()
    anna.sendPhoto(pixel)
    await anna.waitFor('You now have 1 of 6 photos')
  })

  it('a photo sent to the bot is asked of a Bot API server in local mode whose disk is elsewhere', async () => {
    const filesFolder = await mkdtemp(join(tmpdir(), 'kindred-bot-files-'))
    const { anna, gateway } = await openWorld('polling', { filesFolder })
    gateway.person(anna.id).profile = profileOf()
    anna.sendPhoto(pixel)
    await rm(filesFolder, { recursive: true })
    await anna.waitFor('You now have 1 of 6 photos')
  })
})

it('the own photos are shown in their order, with buttons that put one first or remove it', async () => {
  const { anna, gateway } = await openWorld('polling')
  const person = gateway.person(anna.id)
  const ids = () => person.profile?.photos.map(({ media_id: id }) => id)
  person.profile = profileOf()
  anna.send('/photos')
  await anna.waitFor('You have no photos yet')
  person.profile = profileOf({ photos: [1, 2, 3].map(photoOf) })
  anna.send('/photos')
  await anna.waitFor('These are your 3 photos')
  expect(anna.messages().filter(({ media_group_id: group }) => group !== undefined)).toHaveLength(3)
  await anna.press('Put 3 first')
  await anna.waitFor('These are your 3 photos')
  expect(ids()).toEqual([3, 1, 2].map((n) => photoOf(n).media_id))
  await anna.press('Remove photo 2')
  await anna.waitFor('These are your 2 photos')
  expect(ids()).toEqual([3, 2].map((n) => photoOf(n).media_id))
})

it('the own card is shown without its photo when Telegram does not take the photo', async () => {
  const { anna, sim, gateway } = await openWorld('polling')
  gateway.person(anna.id).profile = profileOf({ photos: [photoOf(7)] })
  sim.faults.refuse({ status: 400, reason: 'IMAGE_PROCESS_FAILED', method: 'sendPhoto' })
  anna.send('/profile')
  await anna.waitFor('Anna, 29')
})

describe('an album sent to the bot', () => {
  it.each(modes)(
    'an album sent to the bot becomes photos of the profile in its order, with one answer (%s)',
    async (mode) => {
      const { anna, gateway } = await openWorld(mode)
      gateway.person(anna.id).profile = profileOf()
      anna.sendAlbum([pixel, pixel, pixel, pixel])
      await anna.waitFor('You now have 4 of 6 photos', 15_000)
      anna.send('/help')
      await anna.waitFor('Here I answer to')
      expect(saidTo(anna)).toHaveLength(2)
      expect(gateway.person(anna.id).profile!.photos.map(({ media_id }) => media_id)).toEqual(
        [50, 51, 52, 53].map((n) => photoOf(n).media_id),
      )
    },
  )

  it('an album sent to the bot says apart how many photos the profile has and how many are still being checked', async () => {
    const { anna, boris, gateway } = await openWorld('polling')
    for (const { id } of [anna, boris]) gateway.person(id).profile = profileOf()
    const statuses = ['APPROVED', 'PENDING', 'APPROVED', 'PENDING', 'PENDING', 'PENDING', 'PENDING'] as const
    let uploads = 0
    Object.defineProperty(gateway, 'photoStatus', { get: () => statuses[uploads++] })
    anna.sendAlbum([pixel, pixel])
    expect((await anna.waitFor('You now have', 15_000)).text).toBe(
      'Done! You now have 1 of 6 photos on your profile.\n\nOne more is still being checked. It is not counted yet, and joins your profile once it is approved.',
    )
    boris.sendAlbum([pixel, pixel, pixel])
    expect((await boris.waitFor('Теперь в профиле', 15_000)).text).toBe(
      'Готово! Теперь в профиле 1 из 6 фото.\n\nЕщё 2 фото проверяются. Они пока не посчитаны и появятся в профиле, как только их одобрят.',
    )
    anna.sendAlbum([pixel, pixel])
    expect((await anna.waitFor('Thank you', 15_000)).text).toBe(
      'Thank you! 2 photos are being checked and join your profile once they are approved.',
    )
  })

  it('an album sent to the bot is told once what was left out and why', async () => {
    const { anna, sim, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf({ photos: [1, 2, 3].map(photoOf) })
    sim.faults.refuse({ status: 400, reason: 'file is too big', method: 'getFile' })
    anna.sendAlbum([pixel, pixel, pixel, pixel, pixel, pixel])
    const { text } = await anna.waitFor('You now have 6 of 6 photos', 15_000)
    expect(text).toMatch(/One of them was not added. This picture is too large/)
    expect(text).toMatch(/2 of them were not added. You have 6 photos already/)
    expect(saidTo(anna)).toHaveLength(1)
  })

  it('an album sent to the bot gets one word when Kindred is away', async () => {
    const { anna, gateway } = await openWorld('polling')
    gateway.person(anna.id).profile = profileOf()
    gateway.photoProblem = { status: 503, code: 'UNAVAILABLE' }
    anna.sendAlbum([pixel, pixel])
    await anna.waitFor('2 of them were not added. Kindred is having a short break', 20_000)
    expect(saidTo(anna)).toHaveLength(1)
  })
})
