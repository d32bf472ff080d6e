import { afterAll, beforeAll, expect, it } from 'vitest'

import { RoleChanged } from '@kindred/contracts/auth'
import { OutboxServiceService } from '@kindred/contracts/events'
import { newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import { testTransport } from '@kindred/testkit'

import { type AuthWorld, botSecret, claimsOf, codeOf, openAuth } from './world.js'

const adminId = 9001
let world: AuthWorld
beforeAll(async () => {
  world = await openAuth({ admins: [String(adminId)] })
  const transport = testTransport(world.address)
  const token = await world.authority.serviceToken('safety', 'auth')
  await createClient(OutboxServiceService, transport).subscribe({ types: [RoleChanged.$type] }, { token })
  transport.close()
})
afterAll(() => world.stop())

const admin = async () => ({ token: (await world.signIn(adminId)).accessToken })
const rolesOf = (accessToken: string): unknown => claimsOf(accessToken)['roles']
const page = { pageSize: 0, pageToken: '' }

/** What safety has not got yet of a person's roles, in order. */
async function changesOf(userId: string): Promise<RoleChanged[]> {
  const rows = await world.database.db
    .selectFrom('outbox_event')
    .select('payload')
    .where('aggregate_id', '=', userId)
    .where('type', '=', RoleChanged.$type)
    .orderBy('id')
    .execute()
  return rows.map(({ payload }) => RoleChanged.decode(payload))
}

it('makes an admin at the first sign-in of whom the settings name, and of nobody else', async () => {
  const { user, accessToken } = await world.signIn(adminId)
  expect(rolesOf(accessToken)).toEqual(['admin'])
  expect(rolesOf((await world.signIn(9002)).accessToken)).toEqual([])
  const { staff } = await world.auth.listRoles(page, await admin())
  expect(staff).toEqual([{ userId: user!.id, roles: ['ADMIN'], fromSettings: true }])
  expect(await changesOf(user!.id)).toEqual([{ userId: user!.id, role: 'admin', granted: true, actorId: '' }])
})

it('makes an admin at its start of whom the settings name since', async () => {
  const { user, refreshToken } = await world.signIn(9003)
  const other = await world.another({ admins: [String(adminId), '9003'] })
  try {
    expect(rolesOf((await other.auth.refreshSession({ refreshToken })).accessToken)).toEqual(['admin'])
    const bearer = { token: (await world.signIn(9003)).accessToken }
    expect(await codeOf(other.auth.revokeRole({ userId: user!.id, role: 'ADMIN' }, bearer))).toBe(
      'ROLE_FROM_SETTINGS',
    )
    await world.auth.revokeRole({ userId: user!.id, role: 'ADMIN' }, await admin())
  } finally {
    await other.stop()
  }
})

it('gives a role that the next refresh tells, and tells safety who gave it', async () => {
  const { user, refreshToken } = await world.signIn(9004)
  const caller = await admin()
  for (let time = 0; time < 2; time++)
    await world.auth.grantRole({ userId: user!.id, role: 'MODERATOR' }, caller)
  expect(rolesOf((await world.auth.refreshSession({ refreshToken })).accessToken)).toEqual(['moderator'])
  const actorId = claimsOf(caller.token)['sub']
  expect(await changesOf(user!.id)).toEqual([{ userId: user!.id, role: 'moderator', granted: true, actorId }])
})

it('takes a role with the sessions that carry it, and lets the person in again without it', async () => {
  const initData = world.launch(9005)
  const first = await world.auth.signInWithTelegram({ initData, deviceName: '' })
  const userId = first.user!.id
  await world.auth.grantRole({ userId, role: 'MODERATOR' }, await admin())
  const moderator = await world.auth.refreshSession(first)
  await world.auth.revokeRole({ userId, role: 'MODERATOR' }, await admin())
  expect(await codeOf(world.auth.verifyToken({}, { token: moderator.accessToken }))).toBe('SESSION_REVOKED')
  const again = await world.auth.signInWithTelegram({ initData, deviceName: '' })
  expect(rolesOf(again.accessToken)).toEqual([])
})

it('refuses to take the role of the last admin, whoever asks', async () => {
  const alone = await openAuth()
  try {
    const { user } = await alone.signIn(1)
    const roles = { roles: ['admin'] }
    await alone.database.db.updateTable('user_account').set(roles).where('id', '=', user!.id).execute()
    const bearer = { token: (await alone.signIn(1)).accessToken }
    expect(await codeOf(alone.auth.revokeRole({ userId: user!.id, role: 'ADMIN' }, bearer))).toBe(
      'LAST_ADMIN',
    )
    const other = (await alone.signIn(2)).user!.id
    await alone.auth.grantRole({ userId: other, role: 'ADMIN' }, bearer)
    const second = { token: (await alone.signIn(2)).accessToken }
    const taken = await Promise.all([
      codeOf(alone.auth.revokeRole({ userId: other, role: 'ADMIN' }, bearer)),
      codeOf(alone.auth.revokeRole({ userId: user!.id, role: 'ADMIN' }, second)),
    ])
    // Whoever came second may have lost the session already.
    expect(taken.filter((code) => code === 'OK')).toHaveLength(1)
  } finally {
    await alone.stop()
  }
})

it('knows no person with an unknown id, and lets nobody but admins see or change roles', async () => {
  const change = { userId: newId(), role: 'MODERATOR' } as const
  expect(await codeOf(world.auth.grantRole(change, await admin()))).toBe('PERSON_NOT_FOUND')
  expect(await codeOf(world.auth.revokeRole(change, await admin()))).toBe('PERSON_NOT_FOUND')
  const { user } = await world.signIn(9006)
  await world.auth.grantRole({ userId: user!.id, role: 'MODERATOR' }, await admin())
  const moderator = { token: (await world.signIn(9006)).accessToken }
  const own = { userId: user!.id, role: 'ADMIN' } as const
  expect(await codeOf(world.auth.grantRole(own, moderator))).toBe('FORBIDDEN')
  expect(await codeOf(world.auth.listRoles(page, moderator))).toBe('FORBIDDEN')
})

const useLink = (code: string) => world.auth.signInWithConsoleLink({ code, deviceName: 'Firefox' })

it('signs in by a console link once, with the roles of who asked for it', async () => {
  const { code, expiresAt } = await world.auth.createConsoleLink({}, await admin())
  expect(expiresAt!.getTime() - world.clock.now().getTime()).toBe(60_000)
  const tries = await Promise.allSettled([useLink(code), useLink(code), useLink(code)])
  const won = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(won.map(({ accessToken }) => rolesOf(accessToken))).toEqual([['admin']])
  expect(await codeOf(useLink(code))).toBe('CONSOLE_LINK_INVALID')
  const { sessions } = await world.auth.listSessions(page, { token: won[0]!.accessToken })
  expect(sessions.find(({ current }) => current)).toMatchObject({ deviceName: 'Firefox' })
})

it('refuses a console link that is old, that a newer one replaced, and one whose maker signed out or lost the role', async () => {
  const refused = async (code: string): Promise<void> =>
    expect(await codeOf(useLink(code))).toBe('CONSOLE_LINK_INVALID')
  const caller = await admin()
  const old = await world.auth.createConsoleLink({}, caller)
  world.clock.advance(60_000)
  await refused(old.code)
  const replaced = await world.auth.createConsoleLink({}, caller)
  await world.auth.createConsoleLink({}, caller)
  await refused(replaced.code)
  const { code } = await world.auth.createConsoleLink({}, caller)
  await world.auth.signOut({}, caller)
  await refused(code)

  const { user } = await world.signIn(9007)
  await world.auth.grantRole({ userId: user!.id, role: 'MODERATOR' }, await admin())
  const link = await world.auth.createConsoleLink({}, { token: (await world.signIn(9007)).accessToken })
  await world.auth.revokeRole({ userId: user!.id, role: 'MODERATOR' }, await admin())
  await refused(link.code)
  await refused('A'.repeat(43))
})

it('gives no console link to people without a role, nor to a session with the bot', async () => {
  const { accessToken } = await world.signIn(9008)
  expect(await codeOf(world.auth.createConsoleLink({}, { token: accessToken }))).toBe('FORBIDDEN')
  const byBot = await world.auth.exchangeTelegramUser(
    { telegramUserId: adminId, languageCode: 'en' },
    { token: botSecret },
  )
  expect(await codeOf(world.auth.createConsoleLink({}, { token: byBot.accessToken }))).toBe('FORBIDDEN')
})

it('tells the bot who is staff, though its sessions carry no role', async () => {
  const exchange = (telegramUserId: number) =>
    world.auth.exchangeTelegramUser({ telegramUserId, languageCode: 'en' }, { token: botSecret })
  expect(await exchange(adminId)).toMatchObject({ isStaff: true })
  expect(await exchange(9009)).toMatchObject({ isStaff: false })
})
