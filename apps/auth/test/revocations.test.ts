import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { AuthServiceService, type WatchRevocationsResponse } from '@kindred/contracts/auth'
import { sql } from '@kindred/db'
import { createServiceTokens, createTokenVerifier, remoteKeys, remoteRevocations } from '@kindred/identity'
import { createClient } from '@kindred/rpc'
import { freePorts, testLog, testTransport } from '@kindred/testkit'

import { type AuthWorld, codeOf, openAuth } from './world.js'

let world: AuthWorld
let other: AuthWorld
let person = 7000

beforeAll(async () => {
  world = await openAuth()
  other = await world.another()
})

afterAll(async () => {
  await other.stop()
  await world.stop()
})

const soon = { interval: 20 }
const verify = ({ auth }: AuthWorld, token: string) => codeOf(auth.verifyToken({}, { token }))

/** What a service follows, until it is left. */
async function watch(at: AuthWorld) {
  const token = await at.authority.serviceToken('profile', 'auth')
  const gone = new AbortController()
  const messages: WatchRevocationsResponse[] = []
  const done = (async () => {
    for await (const message of at.auth.watchRevocations({}, { token, signal: gone.signal }))
      messages.push(message)
  })().catch(() => undefined)
  await vi.waitFor(() => expect(messages.length).toBeGreaterThan(0))
  const leave = () => (gone.abort(), done)
  return { messages, leave, ids: () => messages.flatMap(({ sessionIds }) => sessionIds) }
}

describe('a revoked session', () => {
  it('is refused by every instance of auth', async () => {
    const { accessToken, refreshToken } = await world.signIn(++person)
    expect(await verify(other, accessToken)).toBe('OK')
    await world.auth.signOut({}, { token: accessToken })
    await vi.waitFor(async () => expect(await verify(other, accessToken)).toBe('SESSION_REVOKED'), soon)
    expect(await codeOf(other.auth.refreshSession({ refreshToken }))).toBe('SESSION_REVOKED')
  })

  it('is told to who watches any instance: first all, then each', async () => {
    const [before, after] = [await world.signIn(++person), await world.signIn(++person)]
    await world.auth.signOut({}, { token: before.accessToken })
    await vi.waitFor(
      async () => expect(await verify(other, before.accessToken)).toBe('SESSION_REVOKED'),
      soon,
    )
    const watching = await watch(other)
    expect(watching.messages[0]!.snapshot).toBe(true)
    expect(watching.ids()).toContain(before.sessionId)
    await world.auth.signOut({}, { token: after.accessToken })
    await vi.waitFor(() => expect(watching.ids()).toContain(after.sessionId), soon)
    expect(watching.messages.slice(1).some(({ snapshot }) => snapshot)).toBe(false)
    await watching.leave()
  })

  it('is told even when the notification is lost', async () => {
    const { sessionId } = await world.signIn(++person)
    const watching = await watch(other)
    const expires_at = new Date(world.clock.now().getTime() + 60_000)
    await world.database.db
      .insertInto('revoked_session')
      .values({ session_id: sessionId, expires_at })
      .execute()
    await vi.waitFor(() => expect(watching.ids()).toContain(sessionId), soon)
    await watching.leave()
  })

  it('is told after every connection to the database was cut', async () => {
    const { accessToken, sessionId } = await world.signIn(++person)
    const watching = await watch(other)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(world.database.db)
    await vi.waitFor(() => world.auth.signOut({}, { token: accessToken }), { timeout: 60_000, interval: 50 })
    await vi.waitFor(() => expect(watching.ids()).toContain(sessionId), { interval: 20 })
    await watching.leave()
  })

  it('leaves the list when its tokens are dead', async () => {
    const { accessToken, sessionId } = await world.signIn(++person)
    await world.auth.signOut({}, { token: accessToken })
    world.clock.advance(6 * 60_000 + 1_000)
    await vi.waitFor(async () => {
      const watching = await watch(other)
      await watching.leave()
      expect(watching.ids()).not.toContain(sessionId)
    })
  })
})

it('tells people nothing', async () => {
  const { accessToken: token } = await world.signIn(++person)
  const ask = async (call: object) => {
    for await (const message of world.auth.watchRevocations({}, call)) return message
  }
  expect(await codeOf(ask({ token }))).toBe('FORBIDDEN')
  expect(await codeOf(ask({}))).toBe('UNAUTHENTICATED')
  expect(await codeOf(ask({ token: await world.authority.serviceToken('profile', 'chat') }))).toBe(
    'TOKEN_INVALID',
  )
})

describe('a service that verifies by itself', () => {
  /** A verifier of the chat service, over the network. */
  async function openVerifier(address: string) {
    const transport = testTransport(address)
    const auth = createClient(AuthServiceService, transport)
    const { clock, config } = world
    const { issuer, audience, serviceSecret } = config
    const serviceTokens = createServiceTokens({ service: 'chat', secret: serviceSecret, clock })
    const verifier = createTokenVerifier({
      keys: remoteKeys(auth, { log: testLog, clock }),
      revocations: remoteRevocations(auth, { serviceTokens, log: testLog }),
      self: 'chat',
      serviceSecret,
      issuer,
      audience,
      clock,
      log: testLog,
    })
    await verifier.start()
    const verdict = (token: string) => codeOf(verifier.authenticate(token))
    return { verifier, verdict, close: () => verifier.stop().then(() => transport.close()) }
  }

  it('knows the keys and hears of revocations', async () => {
    const { verifier, verdict, close } = await openVerifier(other.address)
    const { accessToken, user, sessionId } = await world.signIn(++person)
    const closed: string[] = []
    verifier.onRevoked((ids) => closed.push(...ids))
    expect(await verifier.authenticate(accessToken)).toMatchObject({ userId: user!.id, sessionId })
    await world.auth.signOut({}, { token: accessToken })
    await vi.waitFor(async () => expect(await verdict(accessToken)).toBe('SESSION_REVOKED'), soon)
    expect(closed).toContain(sessionId)
    await close()
  })

  it('goes on while auth is away and learns what it missed', async () => {
    const [rpcPort = 0] = await freePorts(1)
    const first = await world.another({ rpcPort })
    const { verdict, close } = await openVerifier(first.address)
    const { accessToken } = await world.signIn(++person)
    expect(await verdict(accessToken)).toBe('OK')
    await first.stop()
    await world.auth.signOut({}, { token: accessToken })
    const { accessToken: another } = await world.signIn(++person)
    expect(await verdict(another)).toBe('OK')
    const second = await world.another({ rpcPort })
    await vi.waitFor(async () => expect(await verdict(accessToken)).toBe('SESSION_REVOKED'))
    expect(await verdict(another)).toBe('OK')
    await close()
    await second.stop()
  })
})
