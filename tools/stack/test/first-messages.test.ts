import { afterAll, beforeAll, expect, it, vi } from 'vitest'

import { newId } from '@kindred/kernel'

import type { Stack } from '../src/index.js'
import { type Couple, settleCouple } from './couples.js'
import { asModerator } from './moderator.js'
import { listen, signIn } from './people.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let couple: Couple

beforeAll(async () => {
  stack = await createTestStack()
  couple = await settleCouple(stack, { latitude: 61.2, longitude: 17.1 })
})
afterAll(() => stack.stop())

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

    const { client } = await asModerator(stack, await signIn(stack, 'Moderator'))
    const marks = async () => (await client.safety.getPersonCard({ user_id: one.userId })).marks
    await expect.poll(marks, { timeout: 60_000 }).toMatchObject([{ kind: 'EARLY_CONTACT', count: 1 }])
    expect((await client.safety.getPersonCard({ user_id: other.userId })).marks).toEqual([])
  } finally {
    ear.live.close()
  }
})
