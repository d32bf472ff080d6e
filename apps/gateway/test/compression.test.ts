import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'

import type { Response } from 'light-my-request'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { GetCatalogueResponse, GetProfileResponse } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'

import { registerWebApp } from '../src/web/index.js'
import { startGateway, type TestGateway } from './harness.js'

const folder = mkdtempSync(join(tmpdir(), 'kindred-packed-'))
const script = `export const text = '${'Hello. '.repeat(2_000)}'`
const longBio = 'Long walks and short nights. '.repeat(100)
let gateway: TestGateway
let token: string

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), `<!doctype html><title>Kindred</title>${' '.repeat(2_000)}`)
  writeFileSync(join(folder, 'assets', 'core.js'), script)
  writeFileSync(join(folder, 'assets', 'core.js.br'), brotliCompressSync(script))
  writeFileSync(join(folder, 'assets', 'core.js.gz'), gzipSync(script))
  writeFileSync(join(folder, 'assets', 'tiny.js'), 'export {}')
  const tokens = { accessToken: 'a'.repeat(3_000), refreshToken: 'r', tokenType: 'Bearer', expiresIn: 300 }
  gateway = await startGateway({
    rooms: [registerWebApp],
    config: { webFolder: folder },
    services: {
      auth: { refreshSession: async () => tokens },
      profile: {
        getProfile: async () => GetProfileResponse.fromPartial({ profile: { name: 'Ann', bio: longBio } }),
        getCatalogue: async () => GetCatalogueResponse.fromPartial({}),
      },
    },
  })
  token = await gateway.authority.issue(newId())
})
afterAll(async () => {
  await gateway.close()
  rmSync(folder, { recursive: true })
})

const get = (url: string, accept?: string, more: Record<string, string> = {}): Promise<Response> =>
  gateway.app.inject({
    url,
    headers: {
      authorization: `Bearer ${token}`,
      ...(accept !== undefined && { 'accept-encoding': accept }),
      ...more,
    },
  })
const profile = `/v1/profiles/${newId()}`

describe('an answer of JSON', () => {
  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0.2, gzip;q=0.8', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['GZIP', 'gzip', gunzipSync],
  ])('is compressed for a client that accepts %s', async (accept, encoding, unpack) => {
    const plain = await get(profile)
    const packed = await get(profile, accept)
    expect(packed.headers).toMatchObject({ 'content-encoding': encoding, etag: plain.headers['etag'] })
    expect(packed.headers['vary']).toMatch(/accept-encoding/i)
    expect(unpack(packed.rawPayload).toString()).toBe(plain.body)
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3)
    expect(Number(packed.headers['content-length'])).toBe(packed.rawPayload.length)
  })

  it.each([undefined, '', 'identity', 'deflate', 'br;q=0, gzip;q=0', 'nonsense'])(
    'is plain for a client that accepts %s, and caches are told that others differ',
    async (accept) => {
      const { headers, body } = await get(profile, accept)
      expect(headers['content-encoding']).toBeUndefined()
      expect(headers['vary']).toMatch(/accept-encoding/i)
      expect(body).toContain(longBio.trim())
    },
  )

  it('is 304 for a client that has it, however it was packed', async () => {
    const { etag } = (await get(profile, 'br')).headers
    const again = await get(profile, 'gzip', { 'if-none-match': String(etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect(again.headers['vary']).toMatch(/accept-encoding/i)
  })

  it('is plain below 1 KB, and for whatever carries tokens', async () => {
    expect((await get('/v1/profiles/catalogue', 'br')).headers['content-encoding']).toBeUndefined()
    const refreshed = await gateway.app.inject({
      method: 'POST',
      url: '/v1/auth/refresh',
      headers: { 'accept-encoding': 'br, gzip' },
      payload: { refresh_token: 'A'.repeat(43) },
    })
    expect(refreshed.rawPayload.length).toBeGreaterThan(3_000)
    expect(refreshed.headers['content-encoding']).toBeUndefined()
  })
})

describe('the documentation', () => {
  it.each([
    '/',
    '/openapi.json',
    '/asyncapi.json',
    '/docs/websocket',
    '/docs/swagger-ui-bundle.js',
    '/docs/swagger-ui.css',
  ])('goes out compressed at %s', async (url) => {
    const packed = await get(url, 'gzip')
    const plain = await get(url)
    expect([packed.statusCode, packed.headers['content-encoding']]).toEqual([200, 'gzip'])
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
  })

  it('leaves pictures as they are', async () => {
    expect((await get('/docs/favicon-32x32.png', 'br')).headers['content-encoding']).toBeUndefined()
  })
})

describe('the Mini App', () => {
  const url = '/app/assets/core.js'

  it('goes out as it was compressed when it was built', async () => {
    const br = await get(url, 'gzip, deflate, br')
    expect(br.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(br.headers['vary']).toMatch(/accept-encoding/i)
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(script)
    const gz = await get(url, 'gzip')
    expect(gunzipSync(gz.rawPayload).toString()).toBe(script)
    const plain = await get(url)
    expect(plain.body).toBe(script)
    expect(new Set([br, gz, plain].map(({ headers }) => headers['etag'])).size).toBe(3)
  })

  it('is 304 for a client that has this very packing', async () => {
    const { etag } = (await get(url, 'br')).headers
    expect((await get(url, 'br', { 'if-none-match': String(etag) })).statusCode).toBe(304)
    expect((await get(url, 'gzip', { 'if-none-match': String(etag) })).statusCode).toBe(200)
  })

  it('gives ranges of what it is plain, and of what it is packed', async () => {
    const plain = await get(url, 'identity', { range: 'bytes=0-9' })
    expect([plain.statusCode, plain.body, plain.headers['content-range']]).toEqual([
      ...[206, script.slice(0, 10), `bytes 0-9/${script.length}`],
    ])
    const whole = (await get(url, 'br')).rawPayload
    const part = await get(url, 'br', { range: 'bytes=2-5' })
    expect(part.headers).toMatchObject({
      'content-encoding': 'br',
      'content-range': `bytes 2-5/${whole.length}`,
    })
    expect(part.rawPayload).toEqual(whole.subarray(2, 6))
  })

  it('has files that were not compressed', async () => {
    const { headers, body } = await get('/app/assets/tiny.js', 'br')
    expect([headers['content-encoding'], body]).toEqual([undefined, 'export {}'])
  })
})
