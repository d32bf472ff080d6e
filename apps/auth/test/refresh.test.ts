import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { hashRefreshToken } from '../src/domain/refresh-token.js'
import { type AuthWorld, codeOf, openAuth, sessionIdOf } from './world.js'

let world: AuthWorld
let person = 5000

beforeAll(async () => {
  world = await openAuth()
})

afterAll(() => world.stop())

const refresh = (refreshToken: string) => world.auth.refreshSession({ refreshToken })
const seconds = (count: number): void => world.clock.advance(count * 1000)
const signIn = () => world.signIn(++person)

describe('a refresh token', () => {
  it('is exchanged for a new pair of the same session', async () => {
    const signedIn = await signIn()
    const pair = await refresh(signedIn.refreshToken)
    expect(pair).toMatchObject({ tokenType: 'Bearer', expiresIn: 300 })
    expect(sessionIdOf(pair.accessToken)).toBe(signedIn.sessionId)
    expect(pair.refreshToken).not.toBe(signedIn.refreshToken)
    expect(await world.auth.verifyToken({}, { token: pair.accessToken })).toMatchObject({
      userId: signedIn.user!.id,
    })
    expect(await codeOf(refresh(pair.refreshToken))).toBe('OK')
  })

  it('gives the same successor until that was used, to all who ask at once too: the answer may have been lost', async () => {
    const { refreshToken } = await signIn()
    const pairs = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)))
    expect(new Set(pairs.map((pair) => pair.refreshToken)).size).toBe(1)
    for (const awaySeconds of [11, 3_600, 20 * 86_400]) {
      seconds(awaySeconds)
      expect((await refresh(refreshToken)).refreshToken).toBe(pairs[0]!.refreshToken)
    }
    expect(await codeOf(refresh(pairs[0]!.refreshToken))).toBe('OK')
  })

  it('loses nothing when answer after answer is lost', async () => {
    let { refreshToken } = await signIn()
    for (let i = 0; i < 5; i++) {
      await refresh(refreshToken)
      seconds(60)
      ;({ refreshToken } = await refresh(refreshToken))
    }
    expect(await codeOf(refresh(refreshToken))).toBe('OK')
  })

  it('ends the session when it is used after its successor', async () => {
    const { refreshToken, accessToken } = await signIn()
    const pair = await refresh(refreshToken)
    const next = await refresh(pair.refreshToken)
    expect(await codeOf(refresh(refreshToken))).toBe('REFRESH_TOKEN_REUSED')
    expect(await codeOf(refresh(next.refreshToken))).toBe('SESSION_REVOKED')
    expect(await codeOf(world.auth.verifyToken({}, { token: accessToken }))).toBe('SESSION_REVOKED')
    expect(await codeOf(world.auth.verifyToken({}, { token: next.accessToken }))).toBe('SESSION_REVOKED')
  })

  it('ends only its own session', async () => {
    const [one, other] = [await world.signIn(++person), await world.signIn(person)]
    await refresh((await refresh(one.refreshToken)).refreshToken)
    expect(await codeOf(refresh(one.refreshToken))).toBe('REFRESH_TOKEN_REUSED')
    expect(await codeOf(refresh(other.refreshToken))).toBe('OK')
  })

  it('can be used after its access token has expired, for 30 idle days', async () => {
    const { refreshToken } = await signIn()
    seconds(29 * 86_400)
    const pair = await refresh(refreshToken)
    seconds(29 * 86_400)
    const next = await refresh(pair.refreshToken)
    seconds(30 * 86_400)
    expect(await codeOf(refresh(next.refreshToken))).toBe('REFRESH_TOKEN_INVALID')
  })

  it('serves for 90 days after the sign-in at most', async () => {
    let { refreshToken } = await signIn()
    for (let day = 0; day < 75; day += 25) {
      seconds(25 * 86_400)
      ;({ refreshToken } = await refresh(refreshToken))
    }
    seconds(15 * 86_400 - 1)
    ;({ refreshToken } = await refresh(refreshToken))
    seconds(1)
    expect(await codeOf(refresh(refreshToken))).toBe('REFRESH_TOKEN_INVALID')
  })

  it('is refused when nobody gave it out', async () => {
    for (const token of ['x', 'A'.repeat(43), `${'A'.repeat(42)}B`])
      expect(await codeOf(refresh(token))).toBe('REFRESH_TOKEN_INVALID')
  })
})

it('keeps nothing that leads to a token which was used', async () => {
  const { refreshToken, sessionId } = await signIn()
  const pair = await refresh(refreshToken)
  const sealed = () =>
    world.database.db
      .selectFrom('refresh_token')
      .select('hash')
      .where('session_id', '=', sessionId)
      .where('sealed_successor', 'is not', null)
      .execute()
  expect(await sealed()).toEqual([{ hash: hashRefreshToken(refreshToken) }])
  await refresh(pair.refreshToken)
  expect(await sealed()).toEqual([{ hash: hashRefreshToken(pair.refreshToken) }])
})

it('tells the role that a person has by now', async () => {
  const { refreshToken, user } = await signIn()
  await world.database.db
    .updateTable('user_account')
    .set({ roles: ['admin'] })
    .where('id', '=', user!.id)
    .execute()
  const { accessToken } = await refresh(refreshToken)
  const claims = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()) as {
    roles: string[]
  }
  expect(claims.roles).toEqual(['admin'])
})
