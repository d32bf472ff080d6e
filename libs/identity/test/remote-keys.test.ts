import { type CryptoKey, importJWK, type JWK } from 'jose'
import { beforeEach, expect, it, vi } from 'vitest'

import type { Jwk } from '@kindred/contracts/auth'

import {
  createTokenVerifier,
  generateSigningKey,
  localRevocations,
  remoteKeys,
  signAccessToken,
} from '../src/index.js'
import { alice, audience, issuer, movableClock, serviceSecret, silent } from './fixture.js'

const asMessage = (jwk: JWK): Jwk => ({
  kty: 'OKP',
  crv: 'Ed25519',
  alg: 'EdDSA',
  use: 'sig',
  x: jwk.x!,
  kid: jwk.kid!,
})

let published: Jwk[]
let auth: { getJwks: ReturnType<typeof vi.fn<() => Promise<{ keys: Jwk[] }>>> }
let clock: ReturnType<typeof movableClock>

beforeEach(async () => {
  clock = movableClock()
  published = [asMessage((await generateSigningKey()).publicJwk)]
  auth = { getJwks: vi.fn(() => Promise.resolve({ keys: published })) }
})

const openKeys = () => remoteKeys(auth, { log: silent, clock })
const goDown = () => auth.getJwks.mockImplementation(() => Promise.reject(new Error('down')))

it('shares one fetch between all who wait', async () => {
  const keys = openKeys()
  const found = await Promise.all(Array.from({ length: 20 }, () => keys.findKey(published[0]!.kid)))
  expect(found.every((key) => key !== undefined)).toBe(true)
  expect(auth.getJwks).toHaveBeenCalledTimes(1)
})

it('fetches a rotated key when its kid turns up', async () => {
  const keys = openKeys()
  await keys.findKey(published[0]!.kid)
  const next = asMessage((await generateSigningKey()).publicJwk)
  published = [...published, next]
  clock.advance(6)
  expect(await keys.findKey(next.kid)).toBeDefined()
  expect(auth.getJwks).toHaveBeenCalledTimes(2)
})

it('does not let unknown kids hammer auth', async () => {
  const keys = openKeys()
  for (let i = 0; i < 50; i++) expect(await keys.findKey(`made-up-${i}`)).toBeUndefined()
  expect(auth.getJwks).toHaveBeenCalledTimes(1)
})

it('keeps the last good set while auth is down', async () => {
  const keys = openKeys()
  await keys.findKey(published[0]!.kid)
  goDown()
  clock.advance(3600)
  for (let i = 0; i < 3; i++) expect(await keys.findKey(published[0]!.kid)).toBeDefined()
  await expect(keys.findKey('unknown')).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'KEYS_UNAVAILABLE',
  })
})

it('says unavailable, not invalid, as long as it never had a set, and recovers soon', async () => {
  goDown()
  const keys = openKeys()
  await expect(keys.findKey(published[0]!.kid)).rejects.toMatchObject({ kind: 'unavailable' })
  auth.getJwks.mockImplementation(() => Promise.resolve({ keys: published }))
  clock.advance(1)
  expect(await keys.findKey(published[0]!.kid)).toBeDefined()
})

it('takes a withdrawn key out of use within the age of the set', async () => {
  const keys = openKeys()
  const old = published[0]!.kid
  await keys.findKey(old)
  published = [asMessage((await generateSigningKey()).publicJwk)]
  clock.advance(601)
  await keys.findKey(old)
  await vi.waitFor(async () => expect(await keys.findKey(old)).toBeUndefined())
})

it('passes over keys of another kind', async () => {
  published = [{ ...published[0]!, kid: 'odd', crv: 'X25519' }, published[0]!]
  const keys = openKeys()
  expect(await keys.findKey('odd')).toBeUndefined()
  expect(await keys.findKey(published[1]!.kid)).toBeDefined()
})

it('verifies tokens over a rotation', async () => {
  const pair = await generateSigningKey()
  const privateKey = (await importJWK(pair.privateJwk, 'EdDSA')) as CryptoKey
  const keys = openKeys()
  const revocations = localRevocations()
  const verifier = createTokenVerifier({
    keys,
    revocations,
    serviceSecret,
    self: 'chat',
    issuer,
    audience,
    clock,
    log: silent,
  })
  const token = await signAccessToken({ kid: pair.kid, privateKey, issuer, audience, clock }, alice)
  await expect(verifier.authenticate(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  published = [asMessage(pair.publicJwk)]
  clock.advance(6)
  await expect(verifier.authenticate(token)).resolves.toMatchObject({ userId: alice.userId })
})
