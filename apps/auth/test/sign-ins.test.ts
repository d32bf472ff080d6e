import { afterAll, beforeAll, expect, it } from 'vitest'

import { encodeCursor } from '@kindred/kernel'
import { listCall } from '@kindred/testkit'

import { signInLifeMs } from '../src/domain/account-rules.js'
import { botDeviceName } from '../src/domain/session-rules.js'
import { removeOldSignIns } from '../src/store/sign-ins.js'
import { type AuthWorld, codeOf, openAuth } from './world.js'

let world: AuthWorld
let person = 71_000

beforeAll(async () => {
  world = await openAuth()
})

afterAll(() => world.stop())

const list = (token: string, pageSize = 0, pageToken = '') =>
  world.auth.listSignIns({ pageSize, pageToken }, { token })

/** Signs somebody in on devices one after the other, a minute apart. */
async function signInOn(telegramId: number, ...devices: string[]) {
  const signedIn = []
  for (const device of devices) {
    signedIn.push(await world.signIn(telegramId, device))
    world.clock.advance(60_000)
  }
  return signedIn
}

it('lists the sign-ins of the caller alone, newest first, and says which device was new', async () => {
  const began = world.clock.now()
  const signedIn = await signInOn(++person, 'iPhone', 'Laptop', 'iPhone')
  await world.signIn(person + 1000, 'Somebody’s')
  const { signIns, nextPageToken } = await list(signedIn[0]!.accessToken)
  expect(nextPageToken).toBe('')
  expect(signIns.map(({ deviceName, newDevice }) => [deviceName, newDevice])).toEqual([
    ['iPhone', false],
    ['Laptop', true],
    ['iPhone', true],
  ])
  expect(signIns.map(({ sessionId }) => sessionId)).toEqual(
    signedIn.map(({ sessionId }) => sessionId).reverse(),
  )
  expect(signIns.map(({ signedInAt }) => signedInAt!.getTime() - began.getTime())).toEqual([
    120_000, 60_000, 0,
  ])
  expect(new Set(signIns.map(({ way }) => way))).toEqual(new Set(['MINI_APP']))
})

it('keeps a sign-in listed whose session has ended, as not active', async () => {
  const [first, second] = await signInOn(++person, 'Phone', 'Laptop')
  await world.auth.revokeSession({ sessionId: first!.sessionId }, { token: second!.accessToken })
  const { signIns } = await list(second!.accessToken)
  expect(signIns.map(({ deviceName, active }) => [deviceName, active])).toEqual([
    ['Laptop', true],
    ['Phone', false],
  ])
})

it('tells a sign-in by a message to the bot from one by the Mini App, and lists it once', async () => {
  const [phone] = await signInOn(++person, 'Phone')
  const message = { telegramUserId: person, languageCode: 'en' }
  for (let times = 0; times < 3; times++)
    await world.auth.exchangeTelegramUser(message, { token: world.config.botSecret })
  const { signIns } = await list(phone!.accessToken)
  expect(signIns.map(({ way, deviceName }) => [way, deviceName])).toEqual([
    ['BOT', botDeviceName],
    ['MINI_APP', 'Phone'],
  ])
})

it('gives sign-ins page by page, each once, and takes no page token of its own making', async () => {
  const signedIn = await signInOn(++person, 'a', 'b', 'c', 'd', 'e')
  const { accessToken, user } = signedIn[0]!
  const names: string[] = []
  let pageToken = ''
  do {
    const page = await list(accessToken, 2, pageToken)
    expect(page.signIns.length).toBeLessThanOrEqual(2)
    names.push(...page.signIns.map(({ deviceName }) => deviceName))
    pageToken = page.nextPageToken
  } while (pageToken !== '')
  expect(names).toEqual(['e', 'd', 'c', 'b', 'a'])
  const own = listCall('/kindred.auth.v1.AuthService/ListSignIns', user?.id ?? '')
  for (const token of ['x', encodeCursor(own, [7]), encodeCursor(own, ["' or 1=1"])])
    expect(await codeOf(list(accessToken, 0, token))).toBe('PAGE_TOKEN_INVALID')
})

it('forgets a sign-in after 90 days', async () => {
  const [old] = await signInOn(++person, 'Old')
  const signedInAt = world.clock.now().getTime() - 60_000
  const { db } = world.database
  await removeOldSignIns(db, new Date(signedInAt - 1))
  expect((await list(old!.accessToken)).signIns).toHaveLength(1)
  await removeOldSignIns(db, new Date(signedInAt + 1))
  expect((await list(old!.accessToken)).signIns).toEqual([])
  expect(signInLifeMs).toBe(90 * 86_400_000)
})
