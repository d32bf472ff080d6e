import { afterAll, beforeAll, expect, it } from 'vitest'

import { createTelegramSim, type SimGroup, type SimUser, type TelegramSim } from '@kindred/telegram-sim'

import { botSecretOf } from '../src/environment.js'
import { type BotProcess, startBotProcess } from './bot-process.js'
import { sees } from './couples.js'
import { asModerator } from './moderator.js'
import { type Person, settle, settleAs } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const place = { latitude: 41.64731, longitude: 2.51037 }
/** Whatever the machine is at, this is enough. */
const patience = { timeout: 120_000, interval: 100 }
const groupId = -1_001_234_567_890

interface Member {
  readonly phone: SimUser
  readonly person: Person
}

let stack: TestStack
let sim: TelegramSim
let bot: BotProcess
let group: SimGroup
let alice: Person
let bob: Person
let leo: Member
let max: Member
const lines: string[] = []

beforeAll(async () => {
  stack = await createTestStack()
  sim = await createTelegramSim({ botToken: stack.botToken })
  group = sim.group({ id: groupId, title: 'Operators' })
  alice = await settle(stack, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
  bob = await settle(stack, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place })
  leo = await moderator('Leo')
  max = await moderator('Max')
  // Only whoever was shown can be reported.
  for (const shown of [bob, leo.person]) await sees(alice, shown)
  await sees(bob, alice)
  const settings = {
    BOT_TOKEN: stack.botToken,
    BOT_API_SECRET: botSecretOf(stack.plan),
    TELEGRAM_API_ROOT: sim.apiRoot,
    GATEWAY_URL: stack.url,
    BOT_OPS_PORT: '0',
    MODERATION_CHAT_ID: String(groupId),
  }
  bot = await startBotProcess(settings, (text) => void lines.push(text))
}, 300_000)

afterAll(async () => {
  await bot?.stop()
  await sim?.stop()
  await stack?.stop()
})

async function moderator(firstName: string): Promise<Member> {
  const phone = sim.user({ firstName, languageCode: 'en' })
  const biography = { name: firstName, gender: 'MAN', wants: 'WOMAN', ...place } as const
  return { phone, person: await asModerator(stack, await settleAs(stack, phone.id, biography)) }
}

const report = (reporter: Person, target: Person) =>
  reporter.client.safety.reportPerson({
    target_user_id: target.userId,
    reason: 'HARASSMENT',
    context: { kind: 'PROFILE' },
  })

/** What the bot's messages in the group say, each by its last line. */
const posts = (): string[] =>
  group.messages().flatMap(({ from, text = '' }) => (from.is_bot ? [text.split('\n').at(-1) ?? ''] : []))

const take = async ({ phone }: { phone: SimUser }): Promise<string> =>
  (await group.press(phone, 'I’ll take it'))?.text ?? 'no answer'

async function reportsOpen(by: Member): Promise<string[]> {
  const { cases } = await by.person.client.safety.listCases({ kind: 'REPORTS', state: 'OPEN' })
  return cases.map(({ case_id }) => case_id)
}

let caseId: string

it('the operators’ group is told of a report in the real queue, and of nobody’s name or id', async () => {
  await report(alice, bob)
  const posted = await group.waitFor('Reports about a person', patience.timeout)
  const open = await reportsOpen(leo)
  expect(open).toHaveLength(1)
  caseId = open[0]!
  expect(posted.text).toBe(
    `Reports about a person · ${caseId.slice(-8)}\nOne person has reported.\nHarassment\nNobody works on it yet.`,
  )
  const told = JSON.stringify(group.messages())
  for (const secret of ['Alice', 'Bob', alice.userId, bob.userId]) expect(told).not.toContain(secret)
})

it('a press in the group by somebody who is no moderator is refused kindly and claims nothing', async () => {
  const stranger = { phone: sim.user({ firstName: 'Sam', languageCode: 'en' }) }
  expect(await take(stranger)).toContain('Only moderators can take a case')
  expect(await reportsOpen(leo)).toEqual([caseId])
})

it('a moderator’s press in the group claims the case, and another moderator is told so', async () => {
  expect(await take(leo)).toContain('It’s yours for 15 minutes')
  await expect.poll(posts, patience).toEqual([expect.stringContaining('Somebody works on it')])
  expect(await take(max)).toBe('Somebody else is working on it already.')
  // Pressed again by the one who has it, it stays theirs.
  expect(await take(leo)).toContain('It’s yours for 15 minutes')
  expect((await leo.person.client.safety.listCases({ mine: true })).cases).toMatchObject([
    { case_id: caseId },
  ])
})

it('a decision made in the console while the bot is dead changes the very message, once the bot is back', async () => {
  const { safety } = leo.person.client
  await bot.killAndRestart(async () => {
    const { lease_id } = await safety.claimCase({ case_id: caseId })
    await safety.decideCase({ case_id: caseId, lease_id, measure: 'DISMISS' })
    await report(bob, alice)
  })
  await expect.poll(() => posts()[0], patience).toBe('Decided.')
  // The case that came meanwhile is told of as well.
  await expect.poll(posts, patience).toEqual(['Decided.', 'Nobody works on it yet.'])
  const [decided] = group.messages()
  expect(decided?.reply_markup).toBeUndefined()
})

it('a moderator who is reported is told so kindly and cannot take the case about themselves', async () => {
  await report(alice, leo.person)
  await expect.poll(posts, patience).toHaveLength(3)
  expect(await take(leo)).toContain('You’re part of this case')
  expect(await take(max)).toContain('It’s yours for 15 minutes')
})

it('the bot answers nothing that is written in the operators’ group, and names nobody in its log', async () => {
  const before = posts()
  group.send(leo.phone, '/browse')
  // Updates come in order: an answer to the press is one from after the command.
  expect(await take(max)).toContain('It’s yours for 15 minutes')
  expect(posts()).toEqual(before)
  for (const { phone } of [leo, max]) expect(lines.join('')).not.toContain(String(phone.id))
})
