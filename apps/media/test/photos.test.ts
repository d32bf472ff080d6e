import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { encodeCursor, newId } from '@kindred/kernel'
import { listCall } from '@kindred/testkit'

import { createNoise, createTestJpeg } from './pictures.js'
import { startMedia, type TestMedia } from './start-media.js'

let media: TestMedia
let jpeg: Buffer

beforeAll(async () => {
  jpeg = await createTestJpeg({ width: 400, height: 300 })
  media = await startMedia()
})
afterAll(() => media.stop())

async function personWithPhotos(count: number) {
  const person = await media.person()
  const ids: string[] = []
  for (let i = 0; i < count; i++) ids.push((await media.upload(jpeg, { token: person.token })).media!.mediaId)
  return { ...person, ids }
}

describe('listing own photos', () => {
  it('gives pages, newest first, and nobody else’s', async () => {
    const alice = await personWithPhotos(5)
    await personWithPhotos(1)
    const seen: string[] = []
    let pageToken = ''
    do {
      const page = await media.client.listMyMedia({ pageSize: 2, pageToken }, { token: alice.token })
      expect(page.media.length).toBeLessThanOrEqual(2)
      seen.push(...page.media.map((photo) => photo.mediaId))
      pageToken = page.nextPageToken
    } while (pageToken !== '')
    expect(seen).toEqual(alice.ids.toReversed())
  })

  it('keeps the order in which they came when a clock was wrong for one of them', async () => {
    const alice = await personWithPhotos(2)
    const ahead = newId(Date.now() + 365 * 24 * 60 * 60 * 1000)
    await media.db.updateTable('photo').set({ id: ahead }).where('id', '=', alice.ids[1]!).execute()
    const { media: newest } = await media.upload(jpeg, { token: alice.token })
    const listed = await media.client.listMyMedia({ pageSize: 0, pageToken: '' }, { token: alice.token })
    expect(listed.media.map((photo) => photo.mediaId)).toEqual([newest!.mediaId, ahead, alice.ids[0]])
  })

  it('refuses page tokens that it did not give out', async () => {
    const { token, userId } = await media.person()
    const own = listCall('/kindred.media.v1.MediaService/ListMyMedia', userId)
    const made = [[newId()], ['x'], [-1], [5, 1]].map((key) => encodeCursor(own, key))
    for (const pageToken of ['nonsense', ...made]) {
      const refused = media.client.listMyMedia({ pageSize: 2, pageToken }, { token })
      await expect(refused).rejects.toMatchObject({ code: 'PAGE_TOKEN_INVALID', kind: 'invalid' })
    }
  })
})

describe('looking photos up', () => {
  it('leaves out unknown ones and other people’s', async () => {
    const [alice, bob] = [await personWithPhotos(2), await personWithPhotos(1)]
    const mediaIds = [...alice.ids, ...bob.ids, newId()]
    const found = await media.client.batchGetMyMedia({ mediaIds }, { token: alice.token })
    expect(found.media.map((photo) => photo.mediaId).toSorted()).toEqual(alice.ids.toSorted())
    expect(await media.client.batchGetMyMedia({ mediaIds: [] }, { token: alice.token })).toEqual({
      media: [],
    })
  })
})

describe('reading a photo', () => {
  it('streams each size in chunks of at most 64 KiB', async () => {
    const { userId, token } = await media.person()
    const { media: photo } = await media.upload(await createNoise(1300, 1300), { token })
    const full = await media.read(photo!.mediaId, userId)
    expect(full.chunks.length).toBeGreaterThan(1)
    expect(Math.max(...full.chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(64 * 1024)
    expect(full.header.sizeBytes).toBe(full.bytes.length)
    const card = await media.read(photo!.mediaId, userId, { size: 'CARD' })
    const thumb = await media.read(photo!.mediaId, userId, { size: 'THUMB' })
    expect(full.bytes.length).toBeGreaterThan(card.bytes.length)
    expect(card.bytes.length).toBeGreaterThan(thumb.bytes.length)
    expect(new Set([full.header.etag, card.header.etag, thumb.header.etag]).size).toBe(3)
    expect((await media.read(photo!.mediaId, userId)).header.etag).toBe(full.header.etag)

    const part = await media.read(photo!.mediaId, userId, { offset: 70_000, length: 70_000 })
    expect(part.header).toEqual(full.header)
    expect(part.bytes.equals(full.bytes.subarray(70_000, 140_000))).toBe(true)
    const past = await media.read(photo!.mediaId, userId, { offset: full.bytes.length + 5 })
    expect(past.bytes.length).toBe(0)
  })

  it('is for services only', async () => {
    const alice = await personWithPhotos(1)
    const read = media.client.readPhoto({ mediaId: alice.ids[0]!, size: 'FULL', offset: 0, length: 0 }, alice)
    await expect(read[Symbol.asyncIterator]().next()).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it.each(['PENDING', 'REJECTED'] as const)('shows a photo that is %s to its owner alone', async (status) => {
    const [alice, bob] = [await personWithPhotos(1), await media.person()]
    const id = alice.ids[0]!
    expect((await media.read(id, bob.userId)).bytes.length).toBeGreaterThan(0)
    await media.db.updateTable('photo').set({ status }).where('id', '=', id).execute()
    const notFound = { code: 'MEDIA_NOT_FOUND', kind: 'notFound' }
    await expect(media.read(id, bob.userId)).rejects.toMatchObject(notFound)
    await expect(media.read(id, undefined)).rejects.toMatchObject(notFound)
    expect((await media.read(id, alice.userId)).bytes.length).toBeGreaterThan(0)
  })

  it('does not find what is not there', async () => {
    await expect(media.read(newId(), newId())).rejects.toMatchObject({ code: 'MEDIA_NOT_FOUND' })
  })
})
