import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { ProfileDeleted } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'
import { deliver, testEvent } from '@kindred/testkit'

import { type AuthWorld, codeOf, openAuth } from './world.js'

let world: AuthWorld

beforeAll(async () => {
  world = await openAuth()
})

afterAll(() => world.stop())

const leave = (userId: string, id?: string) =>
  deliver(world.address, world.authority, 'auth', [testEvent(ProfileDeleted, userId, { userId }, id)])

/** Every table of the database as one text. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select query_to_xml('select * from ' || quote_ident(table_name), true, false, '')::text as text
    from information_schema.tables where table_schema = 'public'`.execute(world.database.db)
  return rows.map(({ text }) => text).join('\n')
}

it('leaves nothing of a person whose profile was deleted, and signs the person out everywhere', async () => {
  const telegramId = 880_011_223
  const initData = world.launch(telegramId)
  const first = await world.auth.signInWithTelegram({ initData, deviceName: 'Alices phone' })
  const second = await world.signIn(telegramId)
  const userId = first.user!.id
  expect(await everything()).toContain(String(telegramId))
  expect(await leave(userId)).toEqual([])
  const left = await everything()
  for (const trace of [String(telegramId), userId, 'Alices phone']) expect(left).not.toContain(trace)
  for (const { accessToken } of [first, second]) {
    const verify = () => codeOf(world.auth.verifyToken({}, { token: accessToken }))
    await vi.waitFor(async () => expect(await verify()).toBe('SESSION_REVOKED'), { interval: 20 })
  }
  const refresh = world.auth.refreshSession({ refreshToken: first.refreshToken })
  expect(await codeOf(refresh)).toBe('REFRESH_TOKEN_INVALID')
  expect(await codeOf(world.auth.signInWithTelegram({ initData, deviceName: '' }))).toBe('SESSION_REVOKED')
  const anew = await world.signIn(telegramId)
  expect(anew.isNewUser).toBe(true)
  expect(anew.user!.id).not.toBe(userId)
})

it('does not touch anyone else, nor fail for a person whom it never knew', async () => {
  const { accessToken } = await world.signIn(880_011_224)
  expect(await leave(randomUUID())).toEqual([])
  expect(await codeOf(world.auth.verifyToken({}, { token: accessToken }))).toBe('OK')
})

it('does it once, however often the event comes', async () => {
  const { user } = await world.signIn(880_011_225)
  const id = randomUUID()
  await leave(user!.id, id)
  await leave(user!.id, id)
  const anew = await world.signIn(880_011_225)
  await leave(user!.id, id)
  expect(await codeOf(world.auth.verifyToken({}, { token: anew.accessToken }))).toBe('OK')
})
