import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { MediaServiceService, type UploadPhotoRequest } from '@kindred/contracts/media'
import { newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import { testTransport } from '@kindred/testkit'

import { createNoise, createTestJpeg, redAndBlue } from './pictures.js'
import { chunksOf, startMedia, type TestMedia } from './start-media.js'

let media: TestMedia
let jpeg: Buffer

beforeAll(async () => {
  jpeg = await createTestJpeg({ width: 1600, height: 1200, exifGps: true, orientation: 6 })
  media = await startMedia({ quota: 3 })
})
afterAll(() => media.stop())

const nothingLies = async () => expect((await media.files()).incoming).toEqual([])

describe('an upload', () => {
  it('becomes an approved photo that its owner gets back upright, small and bare', async () => {
    const { userId, token } = await media.person()
    const { media: photo } = await media.upload(jpeg, { token })
    expect(photo).toMatchObject({ status: 'APPROVED', width: 960, height: 1280, urls: undefined })
    expect(photo?.createdAt).toBeInstanceOf(Date)
    const { header, bytes } = await media.read(photo!.mediaId, userId)
    expect(header).toMatchObject({ contentType: 'image/webp', sizeBytes: bytes.length })
    expect(bytes.toString('latin1')).toMatch(/^RIFF[^]{4}WEBP/)
    expect(bytes.toString('latin1')).not.toMatch(/EXIF|GPS|camera/i)
    await nothingLies()
  })

  it('is kept under a name that has nothing to do with the photo or the person', async () => {
    const { userId, token } = await media.person()
    const before = new Set((await media.files()).kept)
    const { media: photo } = await media.upload(jpeg, { token })
    const added = (await media.files()).kept.filter((name) => !before.has(name))
    expect(added).toHaveLength(1)
    expect(added[0]).toMatch(/^[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{32}$/)
    const bare = added[0]!.slice(6)
    for (const id of [photo!.mediaId, userId]) expect(bare).not.toContain(id.replaceAll('-', '').slice(0, 12))
  })

  it('may come in chunks of any size up to 64 KiB', async () => {
    const { token } = await media.person()
    const { media: photo } = await media.client.uploadPhoto(chunksOf(jpeg, 1000), { token })
    expect(photo).toMatchObject({ width: 960, height: 1280 })
    const tooLong = media.client.uploadPhoto(chunksOf(Buffer.alloc(65_537), 65_537), { token })
    await expect(tooLong).rejects.toMatchObject({ code: 'MEDIA_CHUNK_TOO_LARGE', kind: 'invalid' })
    await nothingLies()
  })

  it('needs the token of a person', async () => {
    await expect(media.upload(jpeg, {})).rejects.toMatchObject({ kind: 'unauthenticated' })
    const token = await media.authority.serviceToken('profile', 'media', newId())
    await expect(media.upload(jpeg, { token })).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('leaves nothing when its sender goes away before the end', async () => {
    const { token } = await media.person()
    const leaving = new AbortController()
    async function* cutOff(): AsyncIterable<UploadPhotoRequest> {
      yield { chunk: jpeg }
      await expect.poll(async () => (await media.files()).incoming).toHaveLength(1)
      leaving.abort()
      await new Promise(() => {})
    }
    await expect(media.client.uploadPhoto(cutOff(), { token, signal: leaving.signal })).rejects.toMatchObject(
      {
        kind: 'canceled',
      },
    )
    await expect.poll(async () => (await media.files()).incoming).toEqual([])
    expect((await media.client.listMyMedia({ pageSize: 0, pageToken: '' }, { token })).media).toEqual([])
  })
})

describe('a refused upload', () => {
  it('is cut off at the first byte above 10 MB, however much would follow', async () => {
    const { token } = await media.person()
    let sent = 0
    async function* endless(): AsyncIterable<UploadPhotoRequest> {
      for (; sent < 100 * 1024 * 1024; sent += 65_536) yield { chunk: Buffer.alloc(65_536, 0xff) }
    }
    const refused = media.client.uploadPhoto(endless(), { token })
    await expect(refused).rejects.toMatchObject({ code: 'MEDIA_TOO_LARGE', kind: 'tooLarge' })
    expect(sent).toBeLessThan(30 * 1024 * 1024)
    await nothingLies()
  })

  it('is not refused for 10 MB exactly', async () => {
    const { token } = await media.person()
    const picture = await createNoise(1700, 1700)
    const padded = Buffer.concat([picture, Buffer.alloc(10 * 1024 * 1024 - picture.length)])
    expect((await media.upload(padded, { token })).media).toMatchObject({ width: 1280, height: 1280 })
  })

  it.each([
    ['nothing', async () => Buffer.alloc(0), 'MEDIA_UNREADABLE', 'invalid'],
    ['text', async () => Buffer.from('Hello'), 'MEDIA_UNSUPPORTED', 'unsupportedMedia'],
    ['a GIF', () => redAndBlue(400, 300).gif().toBuffer(), 'MEDIA_UNSUPPORTED', 'unsupportedMedia'],
    ['half a JPEG', async () => jpeg.subarray(0, jpeg.length / 2), 'MEDIA_UNREADABLE', 'invalid'],
    ['a tiny picture', () => createTestJpeg({ width: 50, height: 50 }), 'MEDIA_TOO_SMALL', 'invalid'],
    ['48 megapixels', () => redAndBlue(8000, 6000).png().toBuffer(), 'MEDIA_TOO_MANY_PIXELS', 'invalid'],
  ])('says of %s what is wrong and keeps nothing', async (_, make, code, kind) => {
    const { token } = await media.person()
    const before = (await media.files()).kept
    await expect(media.upload(await make(), { token })).rejects.toMatchObject({ code, kind })
    expect((await media.files()).kept).toEqual(before)
    await nothingLies()
  })
})

describe('the quota', () => {
  it('holds however many uploads come at once', async () => {
    const { userId, token } = await media.person()
    const small = await createTestJpeg({ width: 300, height: 300 })
    const tried = await Promise.allSettled(Array.from({ length: 8 }, () => media.upload(small, { token })))
    const refused = tried.filter((one) => one.status === 'rejected')
    expect(refused.map((one) => one.reason)).toEqual(
      Array(5).fill(expect.objectContaining({ code: 'MEDIA_QUOTA_REACHED', kind: 'wrongState' })),
    )
    const rows = await media.db
      .selectFrom('photo')
      .select('storage_key')
      .where('owner_id', '=', userId)
      .execute()
    expect(rows).toHaveLength(3)
    const known = await media.db.selectFrom('photo').select('storage_key').execute()
    await expect.poll(async () => (await media.files()).kept).toHaveLength(known.length)
  })
})

describe('a person with all photos that there may be', () => {
  it('is refused before a picture is looked at, and still gets the first answer to a repeated upload', async () => {
    const { token } = await media.person()
    const small = await createTestJpeg({ width: 300, height: 300 })
    const options = { token, idempotencyKey: newId() }
    const first = await media.upload(small, options)
    for (let at = 0; at < 2; at++) await media.upload(small, { token })
    // A picture that cannot be decoded: whoever tries would say so.
    const damaged = media.upload(jpeg.subarray(0, jpeg.length / 2), { token })
    await expect(damaged).rejects.toMatchObject({ code: 'MEDIA_QUOTA_REACHED' })
    expect(await media.upload(small, options)).toEqual(first)
    await nothingLies()
  })
})

describe('an Idempotency-Key', () => {
  it('gives the first photo for the same picture and refuses another', async () => {
    const { token } = await media.person()
    const options = { token, idempotencyKey: newId() }
    const first = await media.upload(jpeg, options)
    expect(await media.upload(jpeg, options)).toEqual(first)
    const other = await createTestJpeg({ width: 300, height: 300 })
    await expect(media.upload(other, options)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    const { media: photos } = await media.client.listMyMedia({ pageSize: 0, pageToken: '' }, { token })
    expect(photos).toHaveLength(1)
    const rows = await media.db.selectFrom('photo').select('storage_key').execute()
    expect((await media.files()).kept).toHaveLength(rows.length)
  })

  it('makes one photo of uploads that come at once', async () => {
    const { token } = await media.person()
    const options = { token, idempotencyKey: newId() }
    const tried = await Promise.allSettled(Array.from({ length: 4 }, () => media.upload(jpeg, options)))
    const ids = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value.media?.mediaId] : []))
    expect(new Set(ids).size).toBe(1)
    for (const one of tried)
      if (one.status === 'rejected') expect(one.reason.code).toBe('IDEMPOTENCY_IN_PROGRESS')
    expect((await media.client.listMyMedia({ pageSize: 0, pageToken: '' }, { token })).media).toHaveLength(1)
  })
})

describe('a crowd', () => {
  it('is worked through without refusing anyone who waits his turn', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => media.person()))
    const transport = testTransport(media.address)
    const client = createClient(MediaServiceService, transport)
    const done = await Promise.all(people.map(({ token }) => client.uploadPhoto(chunksOf(jpeg), { token })))
    expect(done.every((one) => one.media?.status === 'APPROVED')).toBe(true)
    transport.close()
  })
})
