import { createHash, randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { AppError, newId } from '@kindred/kernel'

import { registerMediaRoutes } from '../src/media/index.js'
import { startGateway, type TestGateway, type TestServices } from './harness.js'

const video = randomBytes(300_000)
const [knownCase, verificationId] = [newId(), newId()]
const uploads: { ids: Set<string>; sha256: string; userId: string | undefined }[] = []
const reads: { caseId: string; offset: number; length: number }[] = []
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A safety service that takes every video note, and shows one. */
const safety: TestServices['safety'] = {
  async submitVerification(_, requests, { principal }) {
    const [hash, ids] = [createHash('sha256'), new Set<string>()]
    for await (const { verificationId, chunk } of requests) {
      ids.add(verificationId)
      hash.update(chunk)
    }
    const userId = principal.kind === 'user' ? principal.userId : undefined
    uploads.push({ ids, sha256: hash.digest('hex'), userId })
    return {}
  },
  async *readVerificationVideo(_, { caseId, offset, length }) {
    reads.push({ caseId, offset, length })
    if (caseId !== knownCase)
      throw new AppError({ kind: 'notFound', code: 'CASE_NOT_FOUND', detail: 'There is no such case.' })
    const header = { contentType: 'video/mp4', sizeBytes: video.length, etag: 'abc' }
    yield { part: { $case: 'header', value: header } }
    const end = length > 0 ? Math.min(offset + length, video.length) : video.length
    for (let at = offset; at < end; at += 65_536)
      yield { part: { $case: 'chunk', value: video.subarray(at, Math.min(at + 65_536, end)) } }
  },
}

let gateway: TestGateway
let url: string
beforeAll(async () => {
  gateway = await startGateway({ services: { safety }, rooms: [registerMediaRoutes] })
  await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  url = `http://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`
})
afterAll(() => gateway.close())

const tokenOf = async (userId: string, ...roles: string[]): Promise<string> =>
  `Bearer ${await gateway.authority.issue(userId, { roles })}`

async function post(bytes: Uint8Array, userId = newId(), id = verificationId) {
  const body = new FormData()
  body.append('file', new Blob([Buffer.from(bytes)]), 'video.mp4')
  const headers = { authorization: await tokenOf(userId) }
  return fetch(`${url}/v1/safety/verifications/${id}/video`, { method: 'POST', body, headers })
}

async function get(headers: Record<string, string> = {}, caseId = knownCase, role = 'moderator') {
  const authorization = await tokenOf(newId(), role)
  return fetch(`${url}/v1/moderation/cases/${caseId}/video`, { headers: { authorization, ...headers } })
}

const codeOf = async (response: Response): Promise<[number, string]> => [
  response.status,
  ((await response.json()) as { code: string }).code,
]

describe('POST /v1/safety/verifications/{verification_id}/video', () => {
  it('streams a video note of more than a photo’s size to safety under the person’s own token', async () => {
    const userId = newId()
    const large = randomBytes(12 * 1024 * 1024)
    expect((await post(large, userId)).status).toBe(204)
    expect(uploads.at(-1)).toEqual({ ids: new Set([verificationId]), sha256: sha256(large), userId })
  })

  it('refuses a video note above 20 MB, and an id that is none', async () => {
    const before = uploads.length
    expect(await codeOf(await post(Buffer.alloc(20 * 1024 * 1024 + 1)))).toEqual([413, 'VIDEO_TOO_LARGE'])
    expect(await codeOf(await post(video, newId(), 'nobody'))).toEqual([400, 'VALIDATION_FAILED'])
    expect(uploads).toHaveLength(before)
  })
})

describe('GET /v1/moderation/cases/{case_id}/video', () => {
  it('serves the video note to a moderator, to be kept by nobody', async () => {
    const response = await get()
    expect(response.status).toBe(200)
    expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(sha256(video))
    expect(response.headers.get('content-type')).toBe('video/mp4')
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('accept-ranges')).toBe('bytes')
  })

  it('serves a range, as players ask for', async () => {
    const response = await get({ range: 'bytes=100-199' })
    expect([response.status, response.headers.get('content-range')]).toEqual([206, 'bytes 100-199/300000'])
    expect(Buffer.from(await response.arrayBuffer()).equals(video.subarray(100, 200))).toBe(true)
    expect(reads.at(-1)).toEqual({ caseId: knownCase, offset: 100, length: 100 })
    expect(await codeOf(await get({ range: 'bytes=300000-' }))).toEqual([416, 'RANGE_NOT_SATISFIABLE'])
  })

  it('refuses everybody who is no moderator without asking, and a case that is none', async () => {
    const before = reads.length
    expect(await codeOf(await get({}, knownCase, 'nothing'))).toEqual([403, 'FORBIDDEN'])
    expect((await fetch(`${url}/v1/moderation/cases/${knownCase}/video`)).status).toBe(401)
    expect(reads).toHaveLength(before)
    expect(await codeOf(await get({}, newId()))).toEqual([404, 'CASE_NOT_FOUND'])
    expect(await codeOf(await get({}, 'nobody'))).toEqual([400, 'VALIDATION_FAILED'])
  })
})
