import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { sessionIdleMs } from '../src/domain/session-rules.js'
import { type AuthWorld, botSecret, claimsOf, codeOf, openAuth, sessionIdOf } from './world.js'

let world: AuthWorld

beforeAll(async () => {
  world = await openAuth()
})

afterAll(() => world.stop())

const exchange = (telegramUserId: number, languageCode = 'en', token: string | undefined = botSecret) =>
  world.auth.exchangeTelegramUser({ telegramUserId, languageCode }, token === undefined ? {} : { token })

const sessionsOf = async (token: string) =>
  (await world.auth.listSessions({ pageSize: 0, pageToken: '' }, { token })).sessions

describe('the username at Telegram', () => {
  const usernameOf = async (userId: string) => {
    const token = await world.authority.serviceToken('gateway', 'auth')
    const { people } = await world.auth.findTelegramPeople({ userIds: [userId] }, { token })
    return people[0]?.username
  }

  it('is the one of the latest sign-in by either door, and goes when the person has none any more', async () => {
    const exchangeAs = (username?: string) =>
      world.auth.exchangeTelegramUser(
        { telegramUserId: 1101, languageCode: 'en', username },
        { token: botSecret },
      )
    const id = (await exchangeAs('anna_p')).user!.id
    expect(await usernameOf(id)).toBe('anna_p')
    await world.signIn(1101)
    expect(await usernameOf(id)).toBe('alice_secret')
    await exchangeAs(undefined)
    expect(await usernameOf(id)).toBe('alice_secret')
    await exchangeAs('')
    expect(await usernameOf(id)).toBe('')
    expect(await codeOf(exchangeAs('a/b'))).toBe('VALIDATION_FAILED')
  })
})

describe('the bot’s credential', () => {
  it('signs the sender of a message in, as the person that the Mini App knows', async () => {
    const exchanged = await exchange(1001)
    expect(exchanged).toMatchObject({
      tokenType: 'Bearer',
      expiresIn: 300,
      isNewUser: true,
      user: { languageCode: 'en' },
    })
    const verified = await world.auth.verifyToken({}, { token: exchanged.accessToken })
    expect(verified).toMatchObject({ valid: true, userId: exchanged.user!.id })
    expect(await world.signIn(1001)).toMatchObject({ user: { id: exchanged.user!.id }, isNewUser: false })
    expect(await exchange(1001, 'ru')).toMatchObject({
      user: { id: exchanged.user!.id, languageCode: 'ru' },
      isNewUser: false,
    })
  })

  it('is refused when it is wrong, missing, of a person or of a service, and makes no account then', async () => {
    const { accessToken } = await world.signIn(1002)
    expect(await codeOf(exchange(1003, 'en', `${botSecret}x`))).toBe('TOKEN_INVALID')
    expect(await codeOf(exchange(1003, 'en', botSecret.slice(0, -1)))).toBe('TOKEN_INVALID')
    expect(await codeOf(world.auth.exchangeTelegramUser({ telegramUserId: 1003, languageCode: '' }))).toBe(
      'UNAUTHENTICATED',
    )
    expect(await codeOf(exchange(1003, 'en', accessToken))).toBe('FORBIDDEN')
    expect(await codeOf(exchange(1003, 'en', await world.authority.serviceToken('chat', 'auth')))).toBe(
      'FORBIDDEN',
    )
    const users = await world.database.db
      .selectFrom('user_account')
      .select('id')
      .where('login_subject', '=', '1003')
      .execute()
    expect(users).toEqual([])
  })

  it('opens nothing but the exchange', async () => {
    expect(await codeOf(world.auth.verifyToken({}, { token: botSecret }))).toBe('FORBIDDEN')
    expect(await codeOf(sessionsOf(botSecret))).toBe('FORBIDDEN')
  })

  it('gives nobody the roles of an operator, not by a refresh either', async () => {
    const { user } = await world.signIn(1004)
    await world.database.db
      .updateTable('user_account')
      .set({ roles: ['admin'] })
      .where('id', '=', user!.id)
      .execute()
    const exchanged = await exchange(1004)
    const refreshed = await world.auth.refreshSession({ refreshToken: exchanged.refreshToken })
    for (const { accessToken } of [exchanged, refreshed])
      expect(claimsOf(accessToken)).toMatchObject({ roles: [] })
    expect(claimsOf((await world.signIn(1004)).accessToken)).toMatchObject({ roles: ['admin'] })
  })

  it('names no account that Telegram cannot have', async () => {
    for (const id of [0, -5, 2 ** 52]) expect(await codeOf(exchange(id))).toBe('VALIDATION_FAILED')
    expect(await codeOf(exchange(1005, '<script>'))).toBe('VALIDATION_FAILED')
    expect(await codeOf(exchange(1005, ''))).toBe('OK')
  })
})

describe('the session with the bot', () => {
  it('is one, however often and how much at once the bot asks', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => exchange(2001)))
    expect(new Set(all.map(({ accessToken }) => sessionIdOf(accessToken))).size).toBe(1)
    expect(all.filter(({ isNewUser }) => isNewUser)).toHaveLength(1)
    const sessions = await sessionsOf(all[0]!.accessToken)
    expect(sessions).toMatchObject([{ deviceName: 'Telegram bot' }])
    const { db } = world.database
    const sessionId = sessions[0]!.sessionId
    const tokens = await db
      .selectFrom('refresh_token')
      .select('hash')
      .where('session_id', '=', sessionId)
      .execute()
    expect(tokens).toHaveLength(4)
  })

  it('stands beside those of the Mini App, whatever these call themselves', async () => {
    const app = await world.signIn(2002, 'Telegram bot')
    const bot = await exchange(2002)
    expect(sessionIdOf(bot.accessToken)).not.toBe(app.sessionId)
    expect(await sessionsOf(bot.accessToken)).toHaveLength(2)
  })

  it('can be ended in the Mini App; a later message begins a new one', async () => {
    const first = await exchange(2003)
    await world.auth.signOut({}, { token: first.accessToken })
    expect(await codeOf(sessionsOf(first.accessToken))).toBe('SESSION_REVOKED')
    const second = await exchange(2003)
    expect(sessionIdOf(second.accessToken)).not.toBe(sessionIdOf(first.accessToken))
    expect(await sessionsOf(second.accessToken)).toHaveLength(1)
  })

  it('goes on while the person writes, and ends when they are away for long', async () => {
    const sessionIds: string[] = []
    for (const awayMs of [0, sessionIdleMs - 60_000, sessionIdleMs - 60_000, sessionIdleMs + 60_000]) {
      world.clock.advance(awayMs)
      sessionIds.push(sessionIdOf((await exchange(2004)).accessToken))
    }
    expect(sessionIds[2]).toBe(sessionIds[0])
    expect(sessionIds[3]).not.toBe(sessionIds[0])
  })
})
