import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { encodeCursor } from '@kindred/kernel'
import { listCall } from '@kindred/testkit'

import { type AuthWorld, codeOf, openAuth } from './world.js'

let world: AuthWorld
let person = 6000

beforeAll(async () => {
  world = await openAuth()
})

afterAll(() => world.stop())

const list = (token: string, pageSize = 0, pageToken = '') =>
  world.auth.listSessions({ pageSize, pageToken }, { token })
const revoke = (token: string, sessionId: string) => world.auth.revokeSession({ sessionId }, { token })

it('lists the live sessions of the caller, newest first, page by page', async () => {
  person++
  const signedIn = []
  for (let i = 0; i < 5; i++) {
    signedIn.push(await world.signIn(person, `device ${i}`))
    world.clock.advance(1000)
  }
  await world.signIn(person + 1000)
  const token = signedIn[2]!.accessToken
  const { sessions } = await list(token)
  expect(sessions.map(({ deviceName }) => deviceName)).toEqual([4, 3, 2, 1, 0].map((i) => `device ${i}`))
  expect(sessions.map(({ current }) => current)).toEqual([false, false, true, false, false])
  const names: string[] = []
  let pageToken = ''
  do {
    const page = await list(token, 2, pageToken)
    names.push(...page.sessions.map(({ deviceName }) => deviceName))
    pageToken = page.nextPageToken
  } while (pageToken !== '')
  expect(names).toEqual(sessions.map(({ deviceName }) => deviceName))
})

it('tells when a session was last used', async () => {
  const { refreshToken, accessToken } = await world.signIn(++person)
  const createdAt = world.clock.now()
  world.clock.advance(60_000)
  await world.auth.refreshSession({ refreshToken })
  const { sessions } = await list(accessToken)
  expect(sessions[0]).toMatchObject({ createdAt, lastUsedAt: world.clock.now() })
})

it('refuses a page token that it did not give out', async () => {
  const { accessToken, user } = await world.signIn(++person)
  const own = listCall('/kindred.auth.v1.AuthService/ListSessions', user?.id ?? '')
  const made = [[7], ["' or 1=1"], [randomUUID(), 'more']].map((key) => encodeCursor(own, key))
  for (const pageToken of ['x', ...made])
    expect(await codeOf(list(accessToken, 0, pageToken))).toBe('PAGE_TOKEN_INVALID')
})

it('ends another session of the caller, and again without complaint', async () => {
  const [here, there] = [await world.signIn(++person), await world.signIn(person)]
  await revoke(here.accessToken, there.sessionId)
  expect(await codeOf(revoke(here.accessToken, there.sessionId))).toBe('OK')
  expect(await codeOf(list(there.accessToken))).toBe('SESSION_REVOKED')
  expect(await codeOf(world.auth.refreshSession({ refreshToken: there.refreshToken }))).toBe(
    'SESSION_REVOKED',
  )
  expect((await list(here.accessToken)).sessions.map(({ sessionId }) => sessionId)).toEqual([here.sessionId])
})

it("finds neither someone else's session nor one that never was", async () => {
  const [alice, bob] = [await world.signIn(++person), await world.signIn(++person)]
  expect(await codeOf(revoke(alice.accessToken, bob.sessionId))).toBe('SESSION_NOT_FOUND')
  expect(await codeOf(revoke(alice.accessToken, randomUUID()))).toBe('SESSION_NOT_FOUND')
  expect(await codeOf(list(bob.accessToken))).toBe('OK')
})

it('signs out', async () => {
  const { accessToken, refreshToken } = await world.signIn(++person)
  await world.auth.signOut({}, { token: accessToken })
  expect(await codeOf(world.auth.verifyToken({}, { token: accessToken }))).toBe('SESSION_REVOKED')
  expect(await codeOf(world.auth.refreshSession({ refreshToken }))).toBe('SESSION_REVOKED')
})

it('needs a token', async () => {
  expect(await codeOf(world.auth.verifyToken({}))).toBe('UNAUTHENTICATED')
  expect(await codeOf(world.auth.listSessions({ pageSize: 0, pageToken: '' }))).toBe('UNAUTHENTICATED')
  expect(await codeOf(world.auth.verifyToken({}, { token: 'x' }))).toBe('TOKEN_INVALID')
  const foreign = await world.authority.issue(randomUUID())
  expect(await codeOf(world.auth.verifyToken({}, { token: foreign }))).toBe('TOKEN_INVALID')
})
