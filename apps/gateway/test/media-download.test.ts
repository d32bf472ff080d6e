import { randomBytes } from 'node:crypto'
import { get, type IncomingMessage } from 'node:http'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { createPhotoUrls } from '../src/media/photo-urls.js'
import { type MediaWorld, settled, startMediaWorld } from './media-world.js'

const MEGABYTE = 1024 * 1024
let world: MediaWorld
const [mediaId, ownerId] = [newId(), newId()]

beforeAll(async () => {
  world = await startMediaWorld()
})
afterAll(() => world.close())
beforeEach(() => Object.assign(world.stream, { failAt: Infinity, bytes: world.picture }))

const sign = (viewerId: string) => world.gateway.context.photoUrls.sign({ mediaId, ownerId }, viewerId)

const fetchPhoto = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(world.url + path, { method, headers: { 'accept-encoding': 'identity', ...headers } })

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  return { status: response.status, code: ((await response.json()) as { code: string }).code }
}

describe('GET /v1/media/{media_id}/{size}', () => {
  it('serves a picture to an <img> without a token, cacheable by that browser only', async () => {
    const viewerId = newId()
    const response = await fetchPhoto(sign(viewerId).card)
    expect(response.status).toBe(200)
    expect((await bytesOf(response)).equals(world.picture)).toBe(true)
    const header = (name: string) => response.headers.get(name)
    expect(header('content-type')).toBe('image/webp')
    expect(header('content-length')).toBe('300000')
    expect(header('etag')).toBe('"abc"')
    expect(header('accept-ranges')).toBe('bytes')
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('cross-origin-resource-policy')).toBe('cross-origin')
    const [, maxAge] = /^private, max-age=(\d+), immutable$/.exec(header('cache-control') ?? '') ?? []
    expect(Number(maxAge)).toBeGreaterThan(14 * 60)
    expect(Number(maxAge)).toBeLessThanOrEqual(30 * 60)
    expect(world.reads.at(-1)!.principal).toEqual({ kind: 'service', service: 'gateway', userId: viewerId })
  })

  it('serves the viewer with and without a token, and nobody else with the viewer’s address', async () => {
    const [alice, bob] = [await world.person(), await world.person()]
    const { full } = sign(alice.userId)
    expect((await fetchPhoto(full, { authorization: alice.authorization })).status).toBe(200)
    expect(world.reads.at(-1)!.principal).toMatchObject({ kind: 'service', userId: alice.userId })
    const before = world.reads.length
    const refused = await fetchPhoto(full, { authorization: bob.authorization })
    expect(await problemOf(refused)).toEqual({ status: 403, code: 'MEDIA_URL_INVALID' })
    const borrowed = full.replace(alice.userId, bob.userId)
    const forged = await fetchPhoto(borrowed, { authorization: bob.authorization })
    expect(await problemOf(forged)).toEqual({ status: 403, code: 'MEDIA_URL_INVALID' })
    expect(world.reads).toHaveLength(before)
  })

  it.each([
    ['no signature', (url: string) => url.replace(/&sig=.*/, '')],
    ['another signature', (url: string) => url.replace(/&sig=.{4}/, '&sig=AAAA')],
    ['two signatures', (url: string) => `${url}&sig=AAAA`],
    ['another photo', (url: string) => url.replace(mediaId, newId())],
    ['another size', (url: string) => url.replace('/full', '/card')],
    ['a size that does not exist', (url: string) => url.replace('/full', '/original')],
    ['an id that is none', (url: string) => url.replace(mediaId, '..%2F..%2Fetc')],
    ['a later expiry', (url: string) => url.replace(/exp=\d+/, 'exp=4000000000')],
  ])('refuses an address with %s', async (_, change) => {
    const response = await fetchPhoto(change(sign(newId()).full))
    expect(await problemOf(response)).toEqual({ status: 403, code: 'MEDIA_URL_INVALID' })
  })

  it('says when an address has expired', async () => {
    const clock = { now: () => new Date(Date.now() - 60 * 60 * 1000) }
    const secret = world.gateway.context.config.mediaUrlSecret
    const { full } = createPhotoUrls({ secret, clock }).sign({ mediaId, ownerId }, newId())
    expect(await problemOf(await fetchPhoto(full))).toEqual({ status: 403, code: 'MEDIA_URL_EXPIRED' })
  })

  it('does not find what the media service does not show', async () => {
    const picture = world.picture
    world.picture = Buffer.alloc(0)
    expect(await problemOf(await fetchPhoto(sign(newId()).full))).toEqual({
      status: 404,
      code: 'MEDIA_NOT_FOUND',
    })
    world.picture = picture
  })

  it('is a photo that never was to whoever lost sight of its owner, until it is taken back', async () => {
    const { sight } = world.gateway.context
    const picture = world.picture
    const viewerId = newId()
    const outsideOf = async (method = 'GET', headers = {}) => {
      const response = await fetchPhoto(sign(viewerId).full, headers, method)
      const text = await response.text()
      const names = [...response.headers.keys()].sort()
      return { status: response.status, names, text: text.replace(/"request_id":"[^"]*"/, '') }
    }
    world.picture = Buffer.alloc(0)
    const unknown = await outsideOf()
    world.picture = picture
    expect(unknown).toMatchObject({ status: 404, text: expect.stringContaining('MEDIA_NOT_FOUND') as string })
    expect((await outsideOf()).status).toBe(200)

    await sight.blocked(ownerId, viewerId)
    world.only = mediaId
    expect(await outsideOf()).toEqual(unknown)
    for (const headers of [{ 'if-none-match': '"abc"' }, { range: 'bytes=0-1' }])
      expect((await outsideOf('GET', headers)).status).toBe(404)
    expect((await outsideOf('HEAD')).status).toBe(404)
    sight.unblocked(ownerId, viewerId)
    expect((await outsideOf()).status).toBe(200)
    world.only = undefined
  })

  it('shows whom the viewer blocked in that list only', async () => {
    const { sight, photoUrls } = world.gateway.context
    const viewerId = newId()
    const photo = { mediaId, ownerId }
    const [plain, listed] = [
      photoUrls.sign(photo, viewerId),
      photoUrls.sign({ ...photo, list: 'blocks' }, viewerId),
    ]
    const statusAt = async (path: string) => {
      const response = await fetchPhoto(path)
      await response.arrayBuffer()
      return response.status
    }
    world.only = mediaId
    await sight.blocked(viewerId, ownerId)
    expect([await statusAt(plain.thumb), await statusAt(listed.thumb)]).toEqual([404, 200])
    expect(await statusAt(listed.thumb.replace('&list=blocks', ''))).toBe(403)
    sight.unblocked(viewerId, ownerId)
    world.only = undefined
  })

  it('shows a moderator whatever stands in the way, by an address of the review alone', async () => {
    const { sight, photoUrls } = world.gateway.context
    const viewerId = newId()
    const { full } = photoUrls.sign({ mediaId, ownerId, list: 'review' }, viewerId)
    await sight.blocked(ownerId, viewerId)
    const statusAt = async (path: string) => {
      const response = await fetchPhoto(path)
      await response.arrayBuffer()
      return response.status
    }
    expect([await statusAt(full), world.forReview]).toEqual([200, true])
    sight.unblocked(ownerId, viewerId)
    expect([await statusAt(sign(viewerId).full), world.forReview]).toEqual([200, undefined])
    const raised = sign(viewerId).full.replace('&sig=', '&list=review&sig=')
    expect((await fetchPhoto(raised)).status).toBe(403)
    expect((await fetchPhoto(full.replace('&list=review', ''))).status).toBe(403)
  })

  it.each([
    ['lost the role', { roles: [] as string[], sessions: 1 }],
    ['signed out everywhere or was shut out', { roles: ['admin'], sessions: 0 }],
  ])('shows a photo of a review no more to who %s, from the cache of a browser neither', async (_, staff) => {
    const { photoUrls } = world.gateway.context
    const { full } = photoUrls.sign({ mediaId, ownerId, list: 'review' }, newId())
    world.only = mediaId
    const seen = await fetchPhoto(full)
    expect([seen.status, seen.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    await seen.arrayBuffer()
    const before = world.staff
    world.staff = staff
    const etag = seen.headers.get('etag') ?? ''
    const answers = [await fetchPhoto(full), await fetchPhoto(full, { 'if-none-match': etag })]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    world.staff = before
    expect((await bytesOf(await fetchPhoto(full))).length).toBe(world.picture.length)
    world.only = undefined
  })

  it('sends nothing to who has it already', async () => {
    for (const tag of ['"abc"', 'W/"abc"', '"x", "abc"', '*']) {
      const response = await fetchPhoto(sign(newId()).full, { 'if-none-match': tag })
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe('"abc"')
      expect(response.headers.get('cache-control')).toContain('immutable')
      expect((await bytesOf(response)).length).toBe(0)
    }
    const other = await fetchPhoto(sign(newId()).full, { 'if-none-match': '"x"' })
    expect((await bytesOf(other)).equals(world.picture)).toBe(true)
  })

  it('describes a picture by HEAD', async () => {
    const response = await fetchPhoto(sign(newId()).full, {}, 'HEAD')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe('300000')
    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(response.headers.get('etag')).toBe('"abc"')
  })

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=100000-', 100_000, 300_000],
    ['bytes=-5', 299_995, 300_000],
    ['bytes=299999-400000', 299_999, 300_000],
  ])('sends %s', async (range, start, end) => {
    const response = await fetchPhoto(sign(newId()).full, { range })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/300000`)
    expect(response.headers.get('content-length')).toBe(String(end - start))
    expect((await bytesOf(response)).equals(world.picture.subarray(start, end))).toBe(true)
  })

  it('refuses a range outside and passes over one that does not apply', async () => {
    const { full } = sign(newId())
    const outside = await fetchPhoto(full, { range: 'bytes=300000-' })
    expect(outside.headers.get('content-range')).toBe('bytes */300000')
    expect(await problemOf(outside)).toEqual({ status: 416, code: 'RANGE_NOT_SATISFIABLE' })
    for (const headers of [{ range: 'bytes=0-1,5-6' }, { range: 'bytes=0-1', 'if-range': '"old"' }]) {
      const response = await fetchPhoto(full, headers)
      expect(response.status).toBe(200)
      expect((await bytesOf(response)).length).toBe(300_000)
    }
    const holds = await fetchPhoto(full, { range: 'bytes=0-1', 'if-range': '"abc"' })
    expect(holds.status).toBe(206)
  })
})

describe('the way of a picture', () => {
  it('reads no faster than the client takes it, and stops when the client goes', async () => {
    world.stream.bytes = randomBytes(64 * MEGABYTE)
    const response = await new Promise<IncomingMessage>((resolve) =>
      get(world.url + sign(newId()).full, { agent: false }, resolve),
    )
    response.pause()
    expect(await settled(() => world.stream.sent)).toBeLessThan(32 * MEGABYTE)
    expect(world.stream.ended).toBe(false)
    response.destroy()
    await expect.poll(() => world.stream.ended).toBe(true)
    expect(world.stream.sent).toBeLessThan(32 * MEGABYTE)
  })

  it('breaks off visibly when the media service fails midway', async () => {
    world.stream.failAt = 200_000
    const response = await fetchPhoto(sign(newId()).full)
    expect(response.status).toBe(200)
    await expect(bytesOf(response)).rejects.toThrow()
  })

  it('answers 503 while the media service is away', async () => {
    const alone = await startMediaWorld()
    await alone.gateway.stopService('media')
    const { full } = alone.gateway.context.photoUrls.sign({ mediaId, ownerId }, newId())
    const response = await fetch(alone.url + full)
    expect(await problemOf(response)).toEqual({ status: 503, code: 'MEDIA_UNAVAILABLE' })
    await alone.close()
  })
})
