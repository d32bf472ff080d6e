import { expect, it } from 'vitest'

import type { CasePost } from '@kindred/client'

import { buttonsOf, openWorld, saidTo, webhookSecret, type World, type WorldOptions } from './world.js'

const caseId = '01890000-0000-7000-8000-0000000000ca'
const operators = -100_200

const postOf = (changed: Partial<CasePost> = {}): CasePost => ({
  case_id: caseId,
  version: 1,
  kind: 'REPORTS',
  state: 'OPEN',
  severity: 10,
  reporters: 2,
  reasons: ['HARASSMENT', 'HATE'],
  opened_at: '2026-01-01T12:00:00Z',
  ...changed,
})

/** The bot tells a chat of cases. The simulator takes every chat for somebody's own. */
async function openOperators(chatId = operators, mode: 'polling' | 'webhook' = 'polling') {
  const changed = { moderationChat: { id: chatId, locale: 'en' } } satisfies WorldOptions['changed']
  const world = await openWorld(mode, { changed })
  const chat = world.sim.user({ id: chatId, firstName: 'Operators', languageCode: 'en' })
  chat.allowWriting()
  return { ...world, chat, cases: world.gateway.cases }
}

it('the operators’ chat is told of a case, without names, and of what becomes of it in the same message', async () => {
  const { chat, cases } = await openOperators()
  cases.posts.push(postOf())
  const posted = await chat.waitFor('Reports about a person', 20_000)
  expect(posted.text).toBe(
    'Reports about a person · 000000ca\n2 people have reported.\nHarassment, Hate\nNobody works on it yet.',
  )
  expect(buttonsOf(posted)).toEqual([
    ['I’ll take it', ''],
    ['Open in the console', `https://t.me/kindred_bot?start=case_${caseId}`],
  ])
  await expect
    .poll(() => cases.results)
    .toEqual([{ id: caseId, version: 1, outcome: 'SENT', telegram_message_id: posted.message_id }])
  const [chatKey = '', ...others] = cases.chatKeys
  expect(others).toEqual([])
  expect(chatKey).toMatch(/^[\w-]{43}$/)
  const known = { telegram_message_id: posted.message_id }
  cases.posts.push(
    postOf({ ...known, version: 2, state: 'CLAIMED', lease_ends_at: '2026-01-01T12:15:00Z' }),
    postOf({ ...known, version: 3, state: 'CLOSED' }),
  )
  await expect.poll(() => cases.results.length).toBe(3)
  const told = chat.messages().filter(({ from }) => from.is_bot)
  expect(told.map(({ text }) => text?.split('\n').at(-1))).toEqual(['Decided.'])
  expect(buttonsOf(told[0]!)).toEqual([])
})

it('a case whose message is gone gets a new one, and a decided one that the chat never saw gets none', async () => {
  const { chat, cases } = await openOperators()
  cases.posts.push(postOf({ state: 'CLOSED' }), postOf({ version: 2, telegram_message_id: 999_999 }))
  const posted = await chat.waitFor('Nobody works on it yet', 20_000)
  await expect
    .poll(() => cases.results)
    .toEqual([
      { id: caseId, version: 1, outcome: 'SENT' },
      { id: caseId, version: 2, outcome: 'SENT', telegram_message_id: posted.message_id },
    ])
  expect(chat.messages().filter(({ from }) => from.is_bot)).toHaveLength(1)
})

it('a chat that cannot be written to keeps its cases waiting, and the log says which setting to look at', async () => {
  const { sim, gateway, log } = await openWorld('polling', {
    changed: { moderationChat: { id: operators, locale: 'en' } },
  })
  const { posts, results } = gateway.cases
  posts.push(postOf())
  await expect.poll(() => results).toMatchObject([{ outcome: 'RETRY' }])
  expect(log()).toContain('look at MODERATION_CHAT_ID')
  const chat = sim.user({ id: operators, firstName: 'Operators', languageCode: 'en' })
  chat.allowWriting()
  posts.push(postOf())
  await chat.waitFor('Reports about a person', 20_000)
  await expect.poll(() => results.at(-1)?.outcome).toBe('SENT')
})

it('a group that became a supergroup keeps its cases waiting, and the log says what its id is now', async () => {
  const { sim, gateway, log } = await openOperators()
  const reason = 'group chat was upgraded to a supergroup chat'
  sim.faults.refuse({ status: 400, reason, movedTo: -1_004_242, method: 'sendMessage' })
  gateway.cases.posts.push(postOf())
  await expect.poll(() => gateway.cases.results).toMatchObject([{ outcome: 'RETRY' }])
  expect(log()).toContain('it is -1004242 now')
})

it('a case that Telegram would take in no chat is given up until its next change', async () => {
  const { sim, gateway } = await openOperators()
  sim.faults.refuse({ status: 400, reason: 'message is too long', method: 'sendMessage' })
  gateway.cases.posts.push(postOf())
  await expect.poll(() => gateway.cases.results).toMatchObject([{ outcome: 'FAILED' }])
})

/** Somebody presses the button in the group, as Telegram tells it. */
async function pressInGroup({ service }: World, userId: number, id: number): Promise<void> {
  const chat = { id: operators, type: 'supergroup', title: 'Operators' }
  const from = { id: userId, is_bot: false, first_name: 'Anna', language_code: 'en' }
  const callback_query = {
    id: `press ${id}`,
    from,
    chat_instance: '1',
    data: `case:take:${caseId}`,
    message: { message_id: 1, date: 1, chat, text: 'A case' },
  }
  const { status } = await fetch(`http://127.0.0.1:${service.webhookPort}/telegram/updates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
    body: JSON.stringify({ update_id: id, callback_query }),
  })
  expect(status).toBe(200)
}

it('whoever presses in the group claims as themselves, and only staff does', async () => {
  const { gateway, anna, boris, ...world } = await openOperators(operators, 'webhook')
  Object.assign(gateway.person(anna.id), { isStaff: true })
  await pressInGroup({ gateway, anna, boris, ...world }, boris.id, 1)
  await pressInGroup({ gateway, anna, boris, ...world }, anna.id, 2)
  expect(gateway.person(boris.id).taken).toEqual([])
  expect(gateway.person(anna.id).taken).toEqual([caseId])
  expect([...saidTo(anna), ...saidTo(boris)]).toEqual([])
})

const operator = 4_242

/** One operator alone, whose own chat with the bot is told. */
async function openOperator({ isStaff }: { isStaff: boolean }) {
  const world = await openOperators(operator)
  Object.assign(world.gateway.person(operator), { isStaff })
  world.cases.posts.push(postOf())
  await world.chat.waitFor('Nobody works on it yet', 20_000)
  return world
}

it('a press by somebody who is no moderator is answered kindly, and one by staff says where to go on', async () => {
  const { chat, gateway } = await openOperator({ isStaff: false })
  expect((await chat.press('I’ll take it'))?.text).toContain('Only moderators can take a case')
  Object.assign(gateway.person(operator), { isStaff: true })
  expect((await chat.press('I’ll take it'))?.text).toContain('It’s yours for 15 minutes')
  expect(gateway.person(operator).taken).toEqual([caseId])
})

it('a claim that is refused says why', async () => {
  const { chat, gateway } = await openOperator({ isStaff: true })
  for (const [code, status, words] of [
    ['CASE_CLAIMED', 409, 'Somebody else is working on it already.'],
    ['CASE_CLOSED', 409, 'This case is closed already.'],
    ['CASE_OWN_DECISION', 403, 'The decision was yours'],
    ['CASE_ABOUT_YOURSELF', 403, 'You’re part of this case'],
    ['INTERNAL', 500, 'Please try again in a minute.'],
  ] as const) {
    gateway.takeProblem = { status, code }
    expect((await chat.press('I’ll take it'))?.text).toContain(words)
  }
})

it('the link of the chat opens the case in the console, for staff alone', async () => {
  const { anna, gateway } = await openWorld('polling')
  anna.send(`/start case_${caseId}`)
  await anna.waitFor('this account isn’t one of them')
  Object.assign(gateway.person(anna.id), { isStaff: true })
  anna.send(`/start case_${caseId}`)
  const opened = await anna.waitFor('The queue is behind this button')
  expect(buttonsOf(opened)).toEqual([['Open the console', `https://kindred.test/console/cases/${caseId}`]])
})
