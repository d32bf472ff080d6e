import { createHash, randomBytes } from 'node:crypto'
import { request as openRequest } from 'node:http'
import { connect, type Socket } from 'node:net'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { AppError } from '@kindred/kernel'

import { arrivalMs } from '../src/edge/request.js'
import { type MediaWorld, settled, startMediaWorld } from './media-world.js'

const MEGABYTE = 1024 * 1024
let world: MediaWorld

beforeAll(async () => {
  world = await startMediaWorld()
})
afterAll(() => world.close())

function formOf(...files: [field: string, bytes: Uint8Array][]): FormData {
  const form = new FormData()
  for (const [field, bytes] of files) form.append(field, new Blob([Buffer.from(bytes)]), 'photo.jpg')
  return form
}

async function post(body: FormData | string, headers: Record<string, string> = {}) {
  const { authorization } = await world.person()
  const response = await fetch(`${world.url}/v1/media`, {
    method: 'POST',
    body,
    headers: { authorization, ...headers },
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('POST /v1/media', () => {
  it('streams the file to the media service with the caller’s own token', async () => {
    const { userId, authorization } = await world.person()
    const picture = randomBytes(1_000_000)
    const form = formOf(['file', picture])
    form.append('caption', 'text is passed over')
    const headers = { authorization, 'idempotency-key': 'key-1' }
    const response = await fetch(`${world.url}/v1/media`, { method: 'POST', body: form, headers })
    expect(response.status).toBe(201)
    const body = (await response.json()) as Record<string, unknown>
    expect(body).toMatchObject({ status: 'APPROVED', width: 960, height: 1280, thumbhash: 'YWJj' })
    expect(body['created_at']).toMatch(/^2026-03-01T12:00:00(\.000)?Z$/)
    const path = (size: string) => `/v1/media/${body['media_id'] as string}/${size}?viewer=${userId}&exp=`
    for (const size of ['thumb', 'card', 'full']) {
      expect((body['urls'] as Record<string, string>)[size]).toContain(path(size))
    }
    const seen = world.uploads.at(-1)!
    expect(seen.sha256).toBe(sha256(picture))
    expect(Math.max(...seen.sizes)).toBeLessThanOrEqual(65_536)
    expect(seen.call.principal).toMatchObject({ kind: 'user', userId })
    expect(seen.call.idempotencyKey).toBe('key-1')
    // A line that needs the whole time that the edge grants must not meet a shorter deadline here.
    expect(seen.call.outgoing().deadlineMs).toBeGreaterThan(arrivalMs)
    expect(seen.call.requestId).toBe(response.headers.get('x-request-id'))
  })

  it('takes 10 MB exactly and refuses one byte more', async () => {
    const picture = randomBytes(10 * MEGABYTE + 1)
    expect(await post(formOf(['file', picture.subarray(1)]))).toMatchObject({ status: 201 })
    expect(world.uploads.at(-1)!.sha256).toBe(sha256(picture.subarray(1)))
    expect(await post(formOf(['file', picture]))).toMatchObject({
      status: 413,
      body: { code: 'MEDIA_TOO_LARGE' },
    })
    await expect.poll(() => world.uploads.at(-1)!.ended).toBe('cut off')
  })

  it('answers far too large uploads without passing them on', async () => {
    const before = world.uploads.length
    const answer = await post(formOf(['file', Buffer.alloc(14 * MEGABYTE)]))
    expect(answer).toMatchObject({ status: 413, body: { code: 'MEDIA_TOO_LARGE' } })
    expect(world.uploads).toHaveLength(before)
  })

  it('refuses a form that is not one file in "file", and nothing of it is kept', async () => {
    const picture = randomBytes(200_000)
    const two = await post(formOf(['file', picture], ['file', picture]))
    expect(two).toMatchObject({ status: 400, body: { code: 'MEDIA_ONLY_ONE_FILE' } })
    await expect.poll(() => world.uploads.at(-1)!.ended).toBe('cut off')
    const misnamed = await post(formOf(['photo', picture]))
    expect(misnamed).toMatchObject({
      status: 400,
      body: { code: 'MEDIA_FILE_MISSING', errors: [{ pointer: '/file' }] },
    })
    const form = new FormData()
    form.append('file', 'just text')
    expect(await post(form)).toMatchObject({ status: 400, body: { code: 'MEDIA_FILE_MISSING' } })
    expect(await post(new FormData())).toMatchObject({ status: 400, body: { code: 'MEDIA_FILE_MISSING' } })
    await expect.poll(() => world.uploads.every((seen) => seen.ended !== undefined)).toBe(true)
  })

  it.each([
    ['application/json', '{"file": "x"}', 415, 'MEDIA_NOT_MULTIPART'],
    ['image/jpeg', 'bytes', 415, 'MEDIA_NOT_MULTIPART'],
    ['text/plain', 'bytes', 415, 'MEDIA_NOT_MULTIPART'],
    ['multipart/form-data', 'no boundary', 400, 'MEDIA_FORM_INVALID'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-', 400, 'MEDIA_FORM_INVALID'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf',
      400,
      'MEDIA_FORM_INVALID',
    ],
  ])('answers a body of %s (%s) with %d %s', async (type, body, status, code) => {
    const answer = await post(body, { 'content-type': type })
    expect(answer).toMatchObject({ status, body: { code, status } })
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    await expect.poll(() => world.uploads.every((seen) => seen.ended !== 'whole' || seen.sha256)).toBeTruthy()
  })

  it('needs the token of a person', async () => {
    const response = await fetch(`${world.url}/v1/media`, {
      method: 'POST',
      body: formOf(['file', randomBytes(10)]),
    })
    expect(response.status).toBe(401)
  })

  it('hands on what the media service refuses, while the client is still sending', async () => {
    world.refuseUploads = new AppError({ kind: 'wrongState', code: 'MEDIA_QUOTA_REACHED', detail: 'Enough.' })
    const answer = await post(formOf(['file', randomBytes(9 * MEGABYTE)]))
    expect(answer).toMatchObject({ status: 409, body: { code: 'MEDIA_QUOTA_REACHED', detail: 'Enough.' } })
    world.refuseUploads = undefined
    expect((await post(formOf(['file', randomBytes(10)]))).status).toBe(201)
  })
})

describe('the way of an upload', () => {
  it('takes from the client only what the media service takes', async () => {
    let release = () => {}
    world.hold = new Promise((resolve) => (release = resolve))
    let socket: Socket | undefined
    world.gateway.app.server.once('connection', (opened: Socket) => (socket = opened))
    const picture = randomBytes(10 * MEGABYTE)
    const { authorization } = await world.person()
    // A connection of its own, so that the bytes on it are this upload's.
    const answer = postOnOwnConnection(picture, authorization)
    const taken = await settled(() => socket?.bytesRead ?? 0)
    expect(taken).toBeLessThan(4 * MEGABYTE)
    release()
    expect(await answer).toBe(201)
    expect(world.uploads.at(-1)!.sha256).toBe(sha256(picture))
  })

  it('ends the call when the client goes away', async () => {
    const { authorization } = await world.person()
    const before = world.uploads.length
    const socket = connect(world.port, '127.0.0.1')
    socket.write(`${headOf(authorization, 5 * MEGABYTE)}${PART_HEAD}some bytes`)
    await expect.poll(() => world.uploads.length).toBe(before + 1)
    socket.destroy()
    await expect.poll(() => world.uploads.at(-1)!.ended).toBe('cut off')
  })

  it('does not wait for ever for the rest of a refused upload', async () => {
    world.refuseUploads = new AppError({ kind: 'wrongState', code: 'MEDIA_QUOTA_REACHED', detail: 'Enough.' })
    const { authorization } = await world.person()
    const socket = connect(world.port, '127.0.0.1')
    let answer = ''
    let closed = false
    socket.on('data', (data) => (answer += data.toString()))
    socket.on('close', () => (closed = true))
    socket.on('error', () => {})
    socket.write(`${headOf(authorization, 5 * MEGABYTE)}${PART_HEAD}some bytes`)
    await expect.poll(() => answer).toContain('MEDIA_QUOTA_REACHED')
    await expect.poll(() => closed, { timeout: 60_000 }).toBe(true)
    world.refuseUploads = undefined
  })
})

const PART_HEAD = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'

const headOf = (authorization: string, length: number) =>
  [
    'POST /v1/media HTTP/1.1',
    'Host: kindred.test',
    `Authorization: ${authorization}`,
    'Content-Type: multipart/form-data; boundary=x',
    `Content-Length: ${length}`,
    '',
    '',
  ].join('\r\n')

function postOnOwnConnection(picture: Buffer, authorization: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { authorization, 'content-type': 'multipart/form-data; boundary=x' }
    const request = openRequest(`${world.url}/v1/media`, { method: 'POST', headers, agent: false })
    request.on('response', (response) => (response.resume(), resolve(response.statusCode)))
    request.on('error', reject)
    request.write(PART_HEAD)
    request.write(picture)
    request.end('\r\n--x--\r\n')
  })
}
