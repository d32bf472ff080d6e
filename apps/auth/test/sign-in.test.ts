import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type AuthWorld, claimsOf, codeOf, openAuth, sessionIdOf } from './world.js'

let world: AuthWorld

beforeAll(async () => {
  world = await openAuth()
})

afterAll(() => world.stop())

const signInWith = (initData: string) => world.auth.signInWithTelegram({ initData, deviceName: 'iPhone' })

describe('signing in from Telegram', () => {
  it('makes a user with an id of our own and an access token for it', async () => {
    const signedIn = await signInWith(world.launch(1001))
    expect(signedIn).toMatchObject({
      tokenType: 'Bearer',
      expiresIn: 300,
      isNewUser: true,
      user: { languageCode: 'en' },
    })
    expect(claimsOf(signedIn.accessToken)).toMatchObject({
      iss: world.config.issuer,
      aud: world.config.audience,
      sub: signedIn.user!.id,
      roles: [],
    })
    expect(await world.auth.verifyToken({}, { token: signedIn.accessToken })).toEqual({
      valid: true,
      userId: signedIn.user!.id,
      expiresAt: new Date('2026-01-01T12:05:00Z'),
    })
  })

  it('leaves out of the name of a device what is no text', async () => {
    const { accessToken } = await world.signIn(1009, '  my\0 \u202Ephone\n')
    const { sessions } = await world.auth.listSessions({ pageSize: 0, pageToken: '' }, { token: accessToken })
    expect(sessions.map((session) => session.deviceName)).toEqual(['my phone'])
  })

  it('finds the same user again, in a session of its own', async () => {
    const [first, second] = [await world.signIn(1002), await world.signIn(1002)]
    expect(second).toMatchObject({ user: { id: first.user!.id }, isNewUser: false })
    expect(second.sessionId).not.toBe(first.sessionId)
  })

  it('takes over the language that Telegram reports', async () => {
    await world.signIn(1003)
    const initData = world.launch(1003, { user: '{"id":1003,"language_code":"ru"}' })
    expect((await signInWith(initData)).user!.languageCode).toBe('ru')
  })

  it('gives an operator its roles', async () => {
    const { user } = await world.signIn(1004)
    await world.database.db
      .updateTable('user_account')
      .set({ roles: ['moderator'] })
      .where('id', '=', user!.id)
      .execute()
    expect(claimsOf((await world.signIn(1004)).accessToken)).toMatchObject({ roles: ['moderator'] })
  })

  it('refuses what Telegram did not sign, and what is too old by another code', async () => {
    const initData = world.launch(1005)
    expect(await codeOf(signInWith(initData.replace('1005', '1006')))).toBe('INIT_DATA_INVALID')
    expect(await codeOf(signInWith('x=1'))).toBe('INIT_DATA_INVALID')
    const old = String(world.clock.now().getTime() / 1000 - 3601)
    expect(await codeOf(signInWith(world.launch(1005, { auth_date: old })))).toBe('INIT_DATA_EXPIRED')
    expect(await codeOf(signInWith('a'.repeat(4097)))).toBe('VALIDATION_FAILED')
    const users = await world.database.db
      .selectFrom('user_account')
      .select('id')
      .where('login_subject', '=', '1005')
      .execute()
    expect(users).toEqual([])
  })
})

describe('one initData', () => {
  const names = async (token: string) => {
    const { sessions } = await world.auth.listSessions({ pageSize: 0, pageToken: '' }, { token })
    return sessions.map(({ deviceName }) => deviceName)
  }

  it('gives a session to each who uses it, which all see in the list', async () => {
    const initData = world.launch(2000)
    const person = await world.auth.signInWithTelegram({ initData, deviceName: 'iPhone' })
    world.clock.advance(60_000)
    const thief = await world.auth.signInWithTelegram({ initData, deviceName: 'Linux' })
    expect(thief).toMatchObject({ user: { id: person.user!.id }, isNewUser: false })
    expect(await names(person.accessToken)).toEqual(['Linux', 'iPhone'])
    const thiefs = { sessionId: sessionIdOf(thief.accessToken) }
    await world.auth.revokeSession(thiefs, { token: person.accessToken })
    expect(await codeOf(world.auth.refreshSession(thief))).toBe('SESSION_REVOKED')
    expect(await codeOf(signInWith(initData))).toBe('SESSION_REVOKED')
    expect(await codeOf(world.auth.refreshSession(person))).toBe('OK')
  })

  it('holds 5 sessions at most; the oldest gives way, and that is no sign-out', async () => {
    const initData = world.launch(2006)
    const all = []
    for (let i = 0; i < 7; i++) {
      all.push(await world.auth.signInWithTelegram({ initData, deviceName: `device ${i}` }))
      world.clock.advance(1000)
    }
    expect(await names(all[6]!.accessToken)).toEqual([6, 5, 4, 3, 2].map((i) => `device ${i}`))
    const refreshed = await Promise.all(all.map((one) => codeOf(world.auth.refreshSession(one))))
    expect(refreshed).toEqual(['SESSION_REVOKED', 'SESSION_REVOKED', 'OK', 'OK', 'OK', 'OK', 'OK'])
    const other = await world.signIn(2006, 'another launch')
    expect(await names(other.accessToken)).toHaveLength(6)
  })

  it('makes one new user of fifty who use it at once, and leaves five sessions', async () => {
    const initData = world.launch(2001)
    const all = await Promise.all(Array.from({ length: 50 }, () => signInWith(initData)))
    expect(new Set(all.map(({ user }) => user!.id)).size).toBe(1)
    expect(new Set(all.map(({ accessToken }) => sessionIdOf(accessToken))).size).toBe(50)
    expect(all.filter(({ isNewUser }) => isNewUser)).toHaveLength(1)
    const refreshed = await Promise.all(all.map((one) => codeOf(world.auth.refreshSession(one))))
    expect(refreshed.filter((code) => code === 'OK')).toHaveLength(5)
  })

  it('makes one user of simultaneous launches of one person', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => world.signIn(2002)))
    expect(new Set(all.map(({ user }) => user!.id)).size).toBe(1)
    expect(all.filter(({ isNewUser }) => isNewUser)).toHaveLength(1)
    expect(new Set(all.map(({ sessionId }) => sessionId)).size).toBe(20)
  })

  it('is the same in another spelling', async () => {
    const initData = world.launch(2003)
    const respelt = initData
      .split('&')
      .reverse()
      .join('&')
      .replaceAll('%22', '%2' + '2')
      .replaceAll('+', '%20')
    const { accessToken } = await signInWith(initData)
    await world.auth.signOut({}, { token: accessToken })
    expect(await codeOf(signInWith(respelt))).toBe('SESSION_REVOKED')
  })

  it('does not sign in again once one of its sessions was signed out, whether that ran still or not', async () => {
    const initData = world.launch(2004)
    const { accessToken } = await signInWith(initData)
    await world.auth.signOut({}, { token: accessToken })
    expect(await codeOf(signInWith(initData))).toBe('SESSION_REVOKED')
    expect(await codeOf(world.signIn(2004))).toBe('OK')
  })

  it('does not sign in again once one of its refresh tokens was used by two', async () => {
    const initData = world.launch(2007)
    const first = await signInWith(initData)
    await world.auth.refreshSession(await world.auth.refreshSession(first))
    expect(await codeOf(world.auth.refreshSession(first))).toBe('REFRESH_TOKEN_REUSED')
    expect(await codeOf(signInWith(initData))).toBe('SESSION_REVOKED')
  })
})

it('keeps no token and no initData in the database', async () => {
  const initData = world.launch(3001)
  const { refreshToken, accessToken } = await signInWith(initData)
  const successor = await world.auth.refreshSession({ refreshToken })
  const rows = await Promise.all([
    world.database.db.selectFrom('refresh_token').selectAll().execute(),
    world.database.db.selectFrom('session').selectAll().execute(),
    world.database.db.selectFrom('proof_use').selectAll().execute(),
    world.database.db.selectFrom('signing_key').selectAll().execute(),
  ])
  const text = JSON.stringify(rows, (_key, value: unknown) => {
    const bytes = value as { type?: string; data?: number[] } | null
    return bytes?.type === 'Buffer' ? Buffer.from(bytes.data!).toString('latin1') : value
  })
  const hash = new URLSearchParams(initData).get('hash')!
  for (const secret of [refreshToken, accessToken, successor.refreshToken, hash, '"d"'])
    expect(text).not.toContain(secret)
})
