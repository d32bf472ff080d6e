import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'

import { botSecretOf } from '../src/environment.js'
import type { Stack } from '../src/index.js'
import { ask } from './ask.js'
import { match, sees } from './couples.js'
import { listen, type Person, settle } from './people.js'
import { createTestStack } from './test-stack.js'
import { dumpDatabases, findTraces, numberSpellings, tapEvents } from './traces.js'

const place = { latitude: 56.9537193, longitude: 24.1386427 }

interface Delivery {
  readonly delivery_id: string
  readonly telegram_id: number
  readonly user_id: string
  readonly kind: string
  readonly language: string
  readonly messages: readonly { readonly text: string }[]
  readonly person?: { readonly name: string }
}

let stack: Stack
let [alice, bob] = [] as unknown as [Person, Person]
let conversationId: string
const claimed: Delivery[] = []

beforeAll(async () => {
  // Nobody has quiet hours at this time of the day.
  stack = await createTestStack({ logLevel: 'debug' })
  await tapEvents(stack)
  ;[alice, bob] = await Promise.all([
    settle(stack, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place }),
    settle(stack, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place }),
  ])
  for (const { client } of [alice, bob]) await client.notification.updateSettings({ quiet_on: false })
  await Promise.all([sees(alice, bob), sees(bob, alice)])
})
afterAll(() => stack.stop())

const asBot = async (path: string, body: object) =>
  ask(stack.url, { verb: 'POST', path, body, token: botSecretOf(stack.plan) })

/** Takes what is due until something of a kind came for a person, and says that each was sent. */
async function comes(person: Person, kind: string): Promise<Delivery> {
  return vi.waitFor(
    async () => {
      const { text } = await asBot('/v1/bot/deliveries:claim', { wait_seconds: 5, max: 10 })
      const { deliveries } = JSON.parse(text) as { deliveries: Delivery[] }
      claimed.push(...deliveries)
      for (const [at, { delivery_id }] of deliveries.entries())
        await asBot(`/v1/bot/deliveries/${delivery_id}/result`, {
          outcome: 'SENT',
          telegram_message_id: claimed.length + at,
        })
      const found = claimed.find((one) => one.user_id === person.userId && one.kind === kind)
      if (found === undefined) throw new Error('not there yet')
      return found
    },
    { timeout: 60_000 },
  )
}

describe('what the bot is given', () => {
  it('is a like, a match and a message, each with the Telegram account of whom it is for', async () => {
    await bob.client.discovery.like({ target_user_id: alice.userId })
    const like = await comes(alice, 'LIKE')
    expect(like).toMatchObject({ telegram_id: alice.telegramId, user_id: alice.userId })
    conversationId = await match(bob, alice)
    // Alice made the match: the answer to her like said so. Bob was away.
    expect(await comes(bob, 'MATCH')).toMatchObject({
      telegram_id: bob.telegramId,
      person: { name: 'Alice' },
    })
    await alice.client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: newId(),
      text: 'Do bees sleep?',
    })
    expect(await comes(bob, 'MESSAGE')).toMatchObject({
      telegram_id: bob.telegramId,
      messages: [{ text: 'Do bees sleep?' }],
      person: { name: 'Alice' },
    })
    expect(claimed.filter((one) => one.user_id === alice.userId && one.kind === 'MATCH')).toEqual([])
  })

  it('is nothing that somebody reads in the app', async () => {
    const ear = listen(alice)
    await vi.waitFor(() => expect(ear.live.state).toBe('ready'), { timeout: 60_000 })
    await presence(alice)
    await bob.client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: newId(),
      text: 'They do.',
    })
    await vi.waitFor(() => expect(ear.of('message.created').length).toBeGreaterThan(0), { timeout: 60_000 })
    const toBob = () => claimed.filter((one) => one.user_id === bob.userId && one.kind === 'MESSAGE').length
    const before = toBob()
    await alice.client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: newId(),
      text: 'And dream?',
    })
    const claimsMore = async () => {
      await comes(bob, 'MESSAGE')
      expect(toBob()).toBeGreaterThan(before)
    }
    await vi.waitFor(claimsMore, { timeout: 60_000 })
    expect(claimed.filter((one) => one.user_id === alice.userId && one.kind === 'MESSAGE')).toEqual([])
    ear.live.close()
  })
})

/** Resolves once notification knows that a person has the app open. */
const presence = ({ userId }: Person): Promise<void> =>
  vi.waitFor(
    async () => {
      const rows = await dumpDatabases(stack)
      const isThere = rows.some(
        ({ place: table, text }) => table.endsWith('public.presence') && text.includes(userId),
      )
      if (!isThere) throw new Error('not there yet')
    },
    { timeout: 60_000 },
  )

describe('a Telegram account', () => {
  const ids = (): string[] => [alice, bob].flatMap(({ telegramId }) => numberSpellings(telegramId))

  it('is in one table of auth, in no other database, and in no event', async () => {
    const rows = await dumpDatabases(stack)
    expect(rows.some(({ place: table }) => table === 'notification public.delivery')).toBe(true)
    expect(rows.some(({ place: table }) => table === 'notification public.bot_message')).toBe(true)
    const found = findTraces(rows, ids()).map((trace) => trace.replace(/:.*/s, ''))
    expect([...new Set(found)]).toEqual(['auth public.user_account'])
  })

  it('is in no log and no metric', async () => {
    const logs = stack.logs().map((text) => ({ place: 'log', text }))
    expect(logs.some(({ text }) => text.includes('FindTelegramPeople'))).toBe(true)
    const metrics = await Promise.all(
      Object.entries(stack.ops).map(async ([app, url]) => ({
        place: app,
        text: await (await fetch(`${url}/metrics`)).text(),
      })),
    )
    expect(findTraces([...logs, ...metrics], ids())).toEqual([])
  })
})
