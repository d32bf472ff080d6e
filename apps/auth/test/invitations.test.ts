import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ProfileDeleted } from '@kindred/contracts/profile'
import { StandingChanged } from '@kindred/contracts/safety'
import { deliver, testEvent } from '@kindred/testkit'

import { telegramLogin } from '../src/domain/login.js'
import { personKey } from '../src/domain/person-key.js'
import { type AuthWorld, botSecret, codeOf, openAuth } from './world.js'

let world: AuthWorld
/** The same people where nobody comes without an invitation. */
let closed: AuthWorld
let lastId = 5_000

const firstAdmin = 4_999

beforeAll(async () => {
  world = await openAuth()
  closed = await world.another({ inviteOnly: true, admins: [String(firstAdmin)] })
})

afterAll(async () => {
  await closed.stop()
  await world.stop()
})

const somebody = (): number => ++lastId

async function inviter() {
  const telegramId = somebody()
  const { accessToken: token, user } = await world.signIn(telegramId)
  const { code } = await world.auth.getInvitation({}, { token })
  const signUps = async () => (await world.auth.getInvitation({}, { token })).signUps
  return { telegramId, userId: user!.id, token, code, link: `ref_${code}`, signUps }
}

const open = (link: string, { telegramId = somebody(), at = world } = {}) =>
  at.auth.signInWithTelegram({ initData: at.launch(telegramId, { start_param: link }), deviceName: '' })

const start = (startParam: string | undefined, { telegramUserId = somebody(), at = world } = {}) =>
  at.auth.exchangeTelegramUser({ telegramUserId, languageCode: 'en', startParam }, { token: botSecret })

describe('an invitation', () => {
  it('has one code for a person, however often and however simultaneously it is asked for', async () => {
    const { accessToken: token } = await world.signIn(somebody())
    const asked = Array.from({ length: 10 }, () => world.auth.getInvitation({}, { token }))
    const all = [...(await Promise.all(asked)), await world.auth.getInvitation({}, { token })]
    expect(new Set(all.map(({ code }) => code)).size).toBe(1)
    expect(all[0]).toEqual({ code: all[0]!.code, signUps: 0, required: false })
    expect((await inviter()).code).not.toBe(all[0]!.code)
  })

  it('counts who signs up by it in the Mini App and in the bot', async () => {
    const alice = await inviter()
    expect(await open(alice.link)).toMatchObject({ isNewUser: true })
    expect(await start(alice.link)).toMatchObject({ isNewUser: true })
    expect(await alice.signUps()).toBe(2)
  })

  it('counts somebody once who signs up by ten simultaneous sign-ins through both doors', async () => {
    const alice = await inviter()
    const telegramId = somebody()
    const all = await Promise.all([
      ...Array.from({ length: 5 }, () => open(alice.link, { telegramId })),
      ...Array.from({ length: 5 }, () => start(alice.link, { telegramUserId: telegramId })),
    ])
    expect(all.filter(({ isNewUser }) => isNewUser)).toHaveLength(1)
    await open(alice.link, { telegramId })
    expect(await alice.signUps()).toBe(1)
  })

  it('counts all of a dozen people who come at one moment', async () => {
    const alice = await inviter()
    await Promise.all(Array.from({ length: 12 }, () => open(alice.link)))
    expect(await alice.signUps()).toBe(12)
  })

  it('counts nobody who has an account already, its own person neither', async () => {
    const [alice, bob] = [await inviter(), await inviter()]
    await open(alice.link, { telegramId: alice.telegramId })
    await open(alice.link, { telegramId: bob.telegramId })
    await start(alice.link, { telegramUserId: bob.telegramId })
    expect(await alice.signUps()).toBe(0)
  })

  it('lets people in as if they came alone when its code is unknown', async () => {
    for (const link of ['ref_0123456789ab', 'ref_', 'ref_<script>', 'deck'])
      expect(await open(link)).toMatchObject({ isNewUser: true })
    expect(await start('ref_0123456789ab')).toMatchObject({ isNewUser: true })
  })

  it('counts nothing when the account that invited is gone, and goes with it', async () => {
    const alice = await inviter()
    await open(alice.link)
    const gone = testEvent(ProfileDeleted, alice.userId, { userId: alice.userId })
    expect(await deliver(world.address, world.authority, 'auth', [gone])).toEqual([])
    const rows = await world.database.db.selectFrom('invitation').selectAll().execute()
    expect(rows.map(({ code }) => code)).not.toContain(alice.code)
    expect(await open(alice.link)).toMatchObject({ isNewUser: true })
    const { accessToken: token } = await world.signIn(alice.telegramId)
    const anew = await world.auth.getInvitation({}, { token })
    expect(anew.signUps).toBe(0)
    expect(anew.code).not.toBe(alice.code)
  })
})

describe('where an invitation is required', () => {
  const isAccount = async (telegramId: number): Promise<boolean> => {
    const subject = String(telegramId)
    const { db } = world.database
    const rows = await db
      .selectFrom('user_account')
      .select('id')
      .where('login_subject', '=', subject)
      .execute()
    return rows.length > 0
  }

  it('nobody new comes in without one, by neither door, and nothing is kept of who tried', async () => {
    const telegramId = somebody()
    const tries = [
      () => closed.signIn(telegramId),
      () => open('ref_0123456789ab', { telegramId, at: closed }),
      () => start(undefined, { telegramUserId: telegramId, at: closed }),
      () => start('ref_0123456789ab', { telegramUserId: telegramId, at: closed }),
    ]
    for (const comeIn of tries) expect(await codeOf(comeIn())).toBe('INVITATION_REQUIRED')
    expect(await isAccount(telegramId)).toBe(false)
  })

  it('an invitation opens both doors, and the way stays open', async () => {
    const alice = await inviter()
    const [byApp, byBot] = [somebody(), somebody()]
    expect(await open(alice.link, { telegramId: byApp, at: closed })).toMatchObject({ isNewUser: true })
    expect(await start(alice.link, { telegramUserId: byBot, at: closed })).toMatchObject({ isNewUser: true })
    for (const telegramId of [byApp, byBot])
      expect(await closed.signIn(telegramId)).toMatchObject({ isNewUser: false })
    expect(await alice.signUps()).toBe(2)
    const { required } = await closed.auth.getInvitation({}, { token: alice.token })
    expect(required).toBe(true)
  })

  it('whoever has an account is not asked for one, and the admins of the settings neither', async () => {
    const { telegramId } = await inviter()
    expect(await closed.signIn(telegramId)).toMatchObject({ isNewUser: false })
    expect(await closed.signIn(firstAdmin)).toMatchObject({ isNewUser: true })
  })

  it('somebody who is shut out or leaves invites nobody', async () => {
    const [banned, leaving] = [await inviter(), await inviter()]
    const key = personKey(world.config.personSecret, telegramLogin(banned.telegramId))
    const decided = testEvent(StandingChanged, banned.userId, {
      userId: banned.userId,
      version: 1,
      standing: 'BANNED',
      endsAt: undefined,
      decisionId: 'a decision',
      rule: 'SPAM',
      personKey: key,
    })
    expect(await deliver(world.address, world.authority, 'auth', [decided])).toEqual([])
    await world.auth.deleteAccount({}, { token: leaving.token })
    for (const { link } of [banned, leaving])
      expect(await codeOf(open(link, { at: closed }))).toBe('INVITATION_REQUIRED')
    expect(await open(banned.link)).toMatchObject({ isNewUser: true })
  })
})
