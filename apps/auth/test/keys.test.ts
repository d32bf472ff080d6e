import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createTestDatabase } from '@kindred/testkit'

import { openKeyring } from '../src/keys/keyring.js'
import { createAuthService } from '../src/service.js'
import { type AuthWorld, codeOf, openAuth } from './world.js'

let world: AuthWorld
const day = 24 * 3_600_000

beforeEach(async () => {
  world = await openAuth()
})

afterEach(() => world.stop())

const publishedBy = async ({ auth }: AuthWorld) => (await auth.getJwks({})).keys
const kidOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid
const statuses = async () => {
  const rows = await world.database.db
    .selectFrom('signing_key')
    .select(['kid', 'status'])
    .orderBy('since')
    .execute()
  return Object.fromEntries(rows.map(({ kid, status }) => [kid, status]))
}

const openRing = (secret = world.config.keySecret) =>
  openKeyring({
    db: world.database.db,
    clock: world.clock,
    rotateAfterMs: 30 * day,
    secret,
    issuer: world.config.issuer,
    audience: world.config.audience,
  })

const subject = { userId: 'u', sessionId: 's' }

it('publishes the public halves only, as RFC 8037 keys', async () => {
  const keys = await publishedBy(world)
  expect(keys).toHaveLength(2)
  for (const key of keys) expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' })
  for (const { x } of keys) expect(Buffer.from(x, 'base64url')).toHaveLength(32)
  expect(JSON.stringify(keys)).not.toContain('"d"')
})

it('makes one set of keys when several instances start at once', async () => {
  await world.database.db.deleteFrom('signing_key').execute()
  const rings = await Promise.all(Array.from({ length: 8 }, () => openRing()))
  expect(Object.values(await statuses()).sort()).toEqual(['active', 'next'])
  expect(new Set(await Promise.all(rings.map(async (ring) => kidOf(await ring.issue(subject))))).size).toBe(1)
})

it('keeps its keys over a restart', async () => {
  const { accessToken } = await world.signIn(1)
  const again = await world.another()
  expect(await publishedBy(again)).toEqual(await publishedBy(world))
  expect(await codeOf(again.auth.verifyToken({}, { token: accessToken }))).toBe('OK')
  await again.stop()
})

describe('rotation', () => {
  it('signs with the key that was next, verifies with the old one until its tokens are dead', async () => {
    const ring = await openRing()
    const before = ring.published().map(({ kid }) => kid)
    const old = kidOf(await ring.issue(subject))
    world.clock.advance(30 * day)
    await ring.refresh()
    const fresh = kidOf(await ring.issue(subject))
    expect(fresh).not.toBe(old)
    expect(before).toContain(fresh)
    expect(await statuses()).toMatchObject({ [old]: 'retired', [fresh]: 'active' })
    expect(ring.published()).toHaveLength(3)
    expect(await ring.findKey(old)).toBeDefined()
    world.clock.advance(16 * 60_000)
    await ring.refresh()
    expect(ring.published().map(({ kid }) => kid)).not.toContain(old)
    expect(await ring.findKey(old)).toBeUndefined()
  })

  it('happens once, however many instances see that it is time', async () => {
    const rings = await Promise.all(Array.from({ length: 6 }, () => openRing()))
    world.clock.advance(30 * day)
    await Promise.all(rings.map((ring) => ring.refresh()))
    expect(Object.values(await statuses()).sort()).toEqual(['active', 'next', 'retired'])
    expect(new Set(await Promise.all(rings.map(async (ring) => kidOf(await ring.issue(subject))))).size).toBe(
      1,
    )
  })

  it('happens by itself in a running service', async () => {
    const { accessToken } = await world.signIn(1)
    world.clock.advance(30 * day)
    await vi.waitFor(async () => expect(await publishedBy(world)).toHaveLength(3), {
      timeout: 60_000,
      interval: 200,
    })
    expect(kidOf((await world.signIn(1)).accessToken)).not.toBe(kidOf(accessToken))
  })
})

describe('private keys', () => {
  it('lie sealed in the database', async () => {
    const rows = await world.database.db.selectFrom('signing_key').selectAll().execute()
    for (const row of rows) expect(row.sealed_private.toString('latin1')).not.toMatch(/"d"|OKP/)
  })

  it('cannot be opened with another secret: the start says which setting is wrong', async () => {
    await expect(openRing('another secret')).rejects.toThrow(/^AUTH_KEY_SECRET is not the secret/)
    const service = createAuthService({ ...world.config, keySecret: 'another secret' })
    await expect(service.start()).rejects.toThrow(/^AUTH_KEY_SECRET/)
    await service.stop()
  })

  it('of another authority are worth nothing here', async () => {
    const elsewhere = await openAuth()
    const { accessToken } = await elsewhere.signIn(1)
    expect(await codeOf(world.auth.verifyToken({}, { token: accessToken }))).toBe('TOKEN_INVALID')
    await elsewhere.stop()
  })
})

it('migrates and nothing else when asked to', async () => {
  const place = await createTestDatabase('auth')
  const service = createAuthService({ ...world.config, databaseUrl: place.url })
  expect(await service.migrate()).toContain('0001-identity')
  await place.drop()
})
