import { randomUUID } from 'node:crypto'

import {
  type CryptoKey,
  exportSPKI,
  importJWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'

import { createServiceTokens, generateSigningKey, importPublicKey, signAccessToken } from '../src/index.js'
import { alice, audience, issuer, openWorld, serviceSecret } from './fixture.js'

type World = Awaited<ReturnType<typeof openWorld>>
let world: World

beforeEach(async () => {
  world = await openWorld()
})

const goodClaims = (): JWTPayload => {
  const iat = world.clock.now().getTime() / 1000
  return {
    iss: issuer,
    aud: audience,
    sub: alice.userId,
    sid: alice.sessionId,
    roles: [],
    iat,
    exp: iat + 300,
    jti: randomUUID(),
  }
}

const goodHeader = (): JWTHeaderParameters => ({ alg: 'EdDSA', typ: 'at+jwt', kid: world.key.kid })

const sign = (
  claims: Record<string, unknown> = {},
  header: object = {},
  key: CryptoKey | Uint8Array = world.privateKey,
): Promise<string> =>
  new SignJWT({ ...goodClaims(), ...claims }).setProtectedHeader({ ...goodHeader(), ...header }).sign(key)

const refuses = (token: string, code = 'TOKEN_INVALID') =>
  expect(world.verifier.authenticate(token)).rejects.toMatchObject({ kind: 'unauthenticated', code })

describe('an access token', () => {
  it('says who is calling', async () => {
    expect(await world.verifier.authenticate(await world.issue({ roles: ['moderator'] }))).toEqual({
      kind: 'user',
      ...alice,
      roles: ['moderator'],
      expiresAt: new Date('2026-01-01T12:05:00Z'),
    })
    expect(await world.verifier.authenticate(await sign())).toMatchObject({
      kind: 'user',
      userId: alice.userId,
    })
  })

  it('is not needed to be anonymous', async () => {
    expect(await world.verifier.authenticate(undefined)).toEqual({ kind: 'anonymous' })
  })

  it('is refused when it is not a token', async () => {
    for (const text of ['x', 'a.b.c', 'null', `${'a'.repeat(9000)}.b.c`, `Bearer ${await world.issue()}`])
      await refuses(text)
  })

  it('is refused without a signature', async () => {
    await refuses(new UnsecuredJWT(goodClaims()).encode())
    const header = Buffer.from(JSON.stringify({ ...goodHeader(), alg: 'none' })).toString('base64url')
    const payload = (await world.issue()).split('.')[1]
    await refuses(`${header}.${payload}.`)
  })

  it('is refused when the public key was used as an HMAC secret', async () => {
    const publicKey = await importPublicKey(world.key.publicJwk)
    const secrets = [
      Buffer.from(await exportSPKI(publicKey)),
      Buffer.from(world.key.publicJwk.x!, 'base64url'),
    ]
    for (const secret of secrets) await refuses(await sign({}, { alg: 'HS256' }, secret))
  })

  it('is refused when it is of another type', async () => {
    for (const typ of [undefined, 'JWT', 'service+jwt', 'AT+JWT', 'application/at+jwt'])
      await refuses(await sign({}, { typ }))
  })

  it('is refused when another key signed it, under our kid or its own', async () => {
    const foreign = await generateSigningKey()
    const foreignKey = (await importJWK(foreign.privateJwk, 'EdDSA')) as CryptoKey
    await refuses(await sign({}, {}, foreignKey))
    await refuses(await sign({}, { kid: foreign.kid }, foreignKey))
    await refuses(await sign({}, { kid: foreign.kid, jwk: foreign.publicJwk }, foreignKey))
  })

  it('is refused without a kid', async () => {
    await refuses(await sign({}, { kid: undefined }))
    await refuses(await sign({}, { kid: '' }))
  })

  it('is refused for another issuer or audience', async () => {
    await refuses(await sign({ iss: 'evil' }))
    await refuses(await sign({ aud: 'other' }))
    await refuses(await sign({ iss: undefined }))
    await refuses(await sign({ aud: undefined }))
  })

  it('is refused without a claim that it must have', async () => {
    for (const claim of ['sub', 'sid', 'iat', 'exp', 'jti', 'roles'])
      await refuses(await sign({ [claim]: undefined }))
    await refuses(await sign({ sub: '' }))
    await refuses(await sign({ roles: 'admin' }))
    await refuses(await sign({ roles: [1] }))
  })

  it('expires, with 30 s for clocks that differ', async () => {
    const token = await world.issue()
    world.clock.advance(329)
    await expect(world.verifier.authenticate(token)).resolves.toMatchObject({ kind: 'user' })
    world.clock.advance(2)
    await refuses(token, 'TOKEN_EXPIRED')
  })

  it('is recalled from its first use until it expires or its session ends', async () => {
    const [token, other] = [await world.issue(), await world.issue({ sessionId: 'other' })]
    expect(world.verifier.recall(token)).toBeUndefined()
    for (const one of [token, other]) await world.verifier.authenticate(one)
    expect(world.verifier.recall(token)).toMatchObject({
      principal: { kind: 'user', userId: alice.userId },
      token,
    })
    expect(world.verifier.recall(`${token}x`)).toBeUndefined()
    world.revocations.revoke(['other'])
    expect(world.verifier.recall(other)).toBeUndefined()
    world.clock.advance(301)
    expect(world.verifier.recall(token)).toBeUndefined()
  })

  it('is refused when it was issued in the future', async () => {
    const now = world.clock.now().getTime() / 1000
    await expect(
      world.verifier.authenticate(await sign({ iat: now + 29, exp: now + 329 })),
    ).resolves.toBeDefined()
    await refuses(await sign({ iat: now + 60, exp: now + 360 }))
    await refuses(await sign({ nbf: now + 60 }))
    await refuses(await sign({ exp: now - 1, iat: now }))
  })

  it('is refused when any character of it changes', async () => {
    const token = await world.issue()
    for (let at = 0; at < token.length; at += 17) {
      const other = token[at] === 'A' ? 'B' : 'A'
      await refuses(token.slice(0, at) + other + token.slice(at + 1))
    }
  })

  it('is verified again when the cache must not answer any more', async () => {
    const token = await world.issue()
    await world.verifier.authenticate(token)
    world.published.length = 0
    await expect(world.verifier.authenticate(token)).resolves.toBeDefined()
    world.clock.advance(301)
    await refuses(token)
  })
})

describe('a revoked session', () => {
  it('is refused at once, also from the cache, and tells the listeners', async () => {
    const token = await world.issue()
    const told: string[][] = []
    const leave = world.verifier.onRevoked((ids) => void told.push([...ids]))
    await world.verifier.authenticate(token)
    world.revocations.revoke([alice.sessionId])
    await refuses(token, 'SESSION_REVOKED')
    await refuses(await world.issue(), 'SESSION_REVOKED')
    await expect(
      world.verifier.authenticate(await world.issue({ sessionId: randomUUID() })),
    ).resolves.toBeDefined()
    leave()
    world.revocations.revoke([randomUUID()])
    expect(told).toEqual([[alice.sessionId]])
  })

  it('reaches every listener, also after one that throws', () => {
    let told = 0
    world.verifier.onRevoked(() => {
      throw new Error('broken listener')
    })
    world.verifier.onRevoked(() => void told++)
    world.revocations.revoke([alice.sessionId])
    expect(told).toBe(1)
  })

  it('is forgotten when its tokens are dead', async () => {
    world.revocations.revoke([alice.sessionId])
    world.clock.advance(359)
    await refuses(await world.issue(), 'SESSION_REVOKED')
    world.clock.advance(2)
    await expect(world.verifier.authenticate(await world.issue())).resolves.toBeDefined()
  })

  it('is not learnt of after the stop', async () => {
    await world.verifier.stop()
    world.revocations.revoke([alice.sessionId])
    await expect(world.verifier.authenticate(await world.issue())).resolves.toBeDefined()
  })
})

describe('a service token', () => {
  const tokensOf = (secret: string) => createServiceTokens({ service: 'gateway', secret, clock: world.clock })

  it('says which service calls and for whom', async () => {
    const tokens = tokensOf(serviceSecret)
    const bare = { kind: 'service', service: 'gateway', userId: undefined }
    expect(await world.verifier.authenticate(await tokens.issue('profile'))).toEqual(bare)
    expect(await world.verifier.authenticate(await tokens.issue('profile', alice.userId))).toEqual({
      ...bare,
      userId: alice.userId,
    })
  })

  it('is refused by another service', async () => {
    await refuses(await tokensOf(serviceSecret).issue('chat'))
  })

  it('is refused with another secret and as an access token', async () => {
    await refuses(await tokensOf('some other secret').issue('profile'))
    const [, payload, signature] = (await tokensOf(serviceSecret).issue('profile')).split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'at+jwt', kid: world.key.kid })).toString(
      'base64url',
    )
    await refuses(`${header}.${payload}.${signature}`)
  })

  it('is refused when an access key signed it', async () => {
    const subject = { iss: 'gateway', sub: 'gateway', aud: 'profile' }
    await refuses(await sign(subject, { typ: 'service+jwt' }))
  })

  it('lives a minute and is made anew in time', async () => {
    const tokens = tokensOf(serviceSecret)
    const first = await tokens.issue('profile')
    expect(await tokens.issue('profile')).toBe(first)
    world.clock.advance(45)
    expect(await tokens.issue('profile')).not.toBe(first)
    world.clock.advance(46)
    await refuses(first, 'TOKEN_EXPIRED')
    await expect(world.verifier.authenticate(await tokens.issue('profile'))).resolves.toBeDefined()
  })
})

it('does not publish the private half of a key', async () => {
  expect(Object.keys((await generateSigningKey()).publicJwk).sort()).toEqual([
    'alg',
    'crv',
    'kid',
    'kty',
    'use',
    'x',
  ])
  const other = { ...world.signer, audience: 'elsewhere' }
  await refuses(await signAccessToken(other, alice))
})
