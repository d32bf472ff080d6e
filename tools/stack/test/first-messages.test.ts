import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { type Couple, match, sees, settleCouple } from './couples.js'
import { asModerator } from './moderator.js'
import { listen, type Person, settleAs, signIn, signInAgain } from './people.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let couple: Couple
let moderator: Person['client']
const patience = { timeout: 60_000, interval: 200 }
const place = { latitude: 61.2, longitude: 17.1 }

beforeAll(async () => {
  stack = await createTestStack()
  couple = await settleCouple(stack, place)
})
afterAll(() => stack.stop())

const marksOf = async ({ userId }: Person) =>
  (await moderator.safety.getPersonCard({ user_id: userId })).marks.map(({ kind, count }) => [kind, count])

it('brings a first message that asks to leave the app with advice, and shows a moderator the mark of its sender', async () => {
  const { one, other, conversationId } = couple
  const ear = listen(other)
  try {
    await vi.waitFor(() => expect(ear.live.state).toBe('ready'), { timeout: 60_000 })
    const text = 'Let’s move to Telegram, I am @anna_koch there'
    const sent = await one.client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: newId(),
      text,
    })
    expect(sent).toMatchObject({ text, advice: ['HANDLE', 'LEAVE_APP'] })
    const heard = () => ear.of('message.created').map(({ data }) => data.message)
    await expect.poll(heard, { timeout: 60_000 }).toEqual([sent])
    const { messages } = await other.client.chat.listMessages({ conversation_id: conversationId })
    expect(messages).toEqual([sent])

    ;({ client: moderator } = await asModerator(stack, await signIn(stack, 'Moderator')))
    await expect.poll(() => marksOf(one), patience).toEqual([['EARLY_CONTACT', 1]])
    expect(await marksOf(other)).toEqual([])
  } finally {
    ear.live.close()
  }
})

it('counts the marks of a sender on who deletes the account and comes back', async () => {
  const { one, other } = couple
  const { receipt_id } = await one.client.auth.deleteAccount()
  const erasure = async () => (await other.client.auth.getReceipt({ receipt_id })).state
  await expect.poll(erasure, patience).toBe('ERASED')
  const { receipt = '' } = await other.client.auth.getReceipt({ receipt_id })
  const [, payload = ''] = receipt.split('.')
  expect(Buffer.from(payload, 'base64url').toString()).toContain('"signs_of_abuse"')

  const back = await signInAgain(stack, one.telegramId, 'Anna')
  await expect.poll(() => marksOf(back), patience).toEqual([['EARLY_CONTACT', 1]])
  const anna = { name: 'Anna', gender: 'WOMAN', wants: 'MAN', ...place } as const
  const again = await settleAs(stack, one.telegramId, anna)
  await Promise.all([sees(again, other), sees(other, again)])
  const conversation_id = await match(again, other)
  const text = 'Write to me at @anna_koch'
  await again.client.chat.sendMessage({ conversation_id, client_message_id: newId(), text })
  await expect.poll(() => marksOf(back), patience).toEqual([['EARLY_CONTACT', 2]])
}, 180_000)
