import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTelegramSim, type SimUser, type TelegramSim } from '@kindred/telegram-sim'

import { botSecretOf } from '../src/environment.js'
import { type BotProcess, startBotProcess } from './bot-process.js'
import { adminTelegramId, signInAdmin } from './moderator.js'
import { type Person, settleAs } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const place = { latitude: 56.95, longitude: 24.1 }
/** Whatever the machine is at, this is enough. */
const patience = { timeout: 120_000, interval: 100 }

let stack: TestStack
let sim: TelegramSim
let bot: BotProcess
let admin: Person
let desk: SimUser
let readers: SimUser[]

beforeAll(async () => {
  stack = await createTestStack()
  sim = await createTelegramSim({ botToken: stack.botToken })
  admin = await signInAdmin(stack)
  desk = sim.user({ id: adminTelegramId, firstName: 'Admin', languageCode: 'en' })
  readers = [await reader('Alice'), await reader('Bea'), await reader('Cleo')]
  const settings = {
    BOT_TOKEN: stack.botToken,
    BOT_API_SECRET: botSecretOf(stack.plan),
    TELEGRAM_API_ROOT: sim.apiRoot,
    GATEWAY_URL: stack.url,
    BOT_OPS_PORT: '0',
  }
  bot = await startBotProcess(settings, () => undefined)
}, 300_000)

afterAll(async () => {
  await bot?.stop()
  await sim?.stop()
  await stack?.stop()
})

/** Somebody with a profile whom the bot may write to at any hour. */
async function reader(name: string): Promise<SimUser> {
  const phone = sim.user({ firstName: name, languageCode: 'en' })
  phone.allowWriting()
  const { client } = await settleAs(stack, phone.id, { name, gender: 'WOMAN', wants: 'MAN', ...place })
  await client.notification.updateSettings({ quiet_on: false })
  return phone
}

const newsOf = (phone: SimUser): number =>
  phone.messages().filter(({ from, text = '' }) => from.is_bot && text.includes('a new home')).length

const lastSaid = (phone: SimUser): string => phone.messages().at(-1)?.text ?? ''

const records = async () => {
  const { records: all } = await admin.client.safety.listAudit({ page_size: 50 })
  return all.filter(({ action }) => action.startsWith('broadcast.'))
}

it('to somebody who is no admin the bot knows no /broadcast', async () => {
  const [alice] = readers as [SimUser]
  alice.send('/broadcast')
  const answer = await alice.waitFor(/./, patience.timeout)
  alice.send('/nonsense')
  expect((await alice.waitFor(/./, patience.timeout)).text).toBe(answer.text)
})

it('an admin’s words are remembered by a bot that is killed while they are written', async () => {
  desk.send('/broadcast')
  await desk.waitFor('News to many people', patience.timeout)
  await desk.press('Write news')
  await desk.waitFor('1 of 2', patience.timeout)
  desk.send('Kindred has a new home.')
  await desk.waitFor('2 of 2', patience.timeout)
  await bot.killAndRestart()
  desk.send('У Kindred новый дом.')
  await desk.waitFor('Who gets it?', patience.timeout)
})

it('the dry run counts, and nobody is sent anything', async () => {
  await desk.press('Count the people')
  await expect.poll(() => lastSaid(desk), patience).toContain('3 people would get it.')
  expect(readers.map(newsOf)).toEqual([0, 0, 0])
})

it('what was confirmed by two quick presses reaches everybody once, although the bot is killed right after', async () => {
  await Promise.all([desk.press('Send it to 3 people'), desk.press('Send it to 3 people')])
  await bot.killAndRestart()
  // A message that Telegram took while the bot was killed may come twice: everybody has it, and the dry run’s number is kept.
  await expect.poll(() => readers.map((one) => newsOf(one) > 0), patience).toEqual([true, true, true])
  await expect
    .poll(async () => (await admin.client.notification.listBroadcasts()).broadcasts[0], patience)
    .toMatchObject({ state: 'QUEUED', queued: 3, sent: 3, waiting: 0 })
  await desk.press(/^How far is it/).catch(() => undefined)
  await expect.poll(() => lastSaid(desk), patience).toContain('3 people have it.')
})

it('each step from the chat stands in the audit once, as one from the chat', async () => {
  await expect
    .poll(async () => (await records()).map(({ action }) => action), patience)
    .toEqual(['broadcast.started', 'broadcast.created'])
  for (const { actor_id: actor, after } of await records()) {
    expect(actor).toBe(admin.userId)
    expect(JSON.parse(after)).toMatchObject({ fromChat: true })
  }
})
