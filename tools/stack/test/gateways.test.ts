import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Stack } from '../src/index.js'
import { type Couple, settleCouple } from './couples.js'
import { type Ear, listen } from './people.js'
import { openSecondGateway, type SecondGateway, through } from './second-gateway.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let couple: Couple
let gateway: SecondGateway
beforeAll(async () => {
  stack = await createTestStack()
  couple = await settleCouple(stack, { latitude: 56.95, longitude: 24.1 })
  gateway = await openSecondGateway(stack)
})
afterAll(async () => {
  await gateway.stop()
  await stack.stop()
})

const texts = (ear: Ear): unknown[] => ear.of('message.created').map(({ data }) => data.message?.text)
const seqs = (ear: Ear): unknown[] => ear.of('message.created').map(({ data }) => data.message?.seq)

describe('two gateways', () => {
  it('two gateways bring live events from one to the other', async () => {
    const [alice, bob] = [listen(couple.one), listen(through(gateway, couple.other))]
    await expect.poll(() => [alice.live.state, bob.live.state]).toEqual(['ready', 'ready'])
    await alice.live.sendMessage({ conversation_id: couple.conversationId, text: 'from the first' })
    await expect.poll(() => texts(bob)).toEqual(['from the first'])
    await bob.live.sendMessage({ conversation_id: couple.conversationId, text: 'from the second' })
    await expect.poll(() => texts(alice)).toContain('from the second')
    alice.live.close()
    bob.live.close()
  })

  it('two gateways end the sockets of a session that is signed out at the other', async () => {
    const ear = listen(through(gateway, couple.other))
    await expect.poll(() => ear.live.state).toBe('ready')
    await couple.other.client.auth.signOut()
    await expect.poll(() => ear.of('state').map(({ closeCode }) => closeCode)).toContain(4401)
    ear.live.close()
  })
})

describe('a gateway that restarts', () => {
  it('a gateway that restarts loses and doubles nothing: who was connected comes back, resumes and sends what waits', async () => {
    const { one, other, conversationId } = await settleCouple(stack, { latitude: 47.37, longitude: 8.54 })
    const ear = listen(through(gateway, one))
    await expect.poll(() => ear.live.state).toBe('ready')
    const say = (text: string): Promise<unknown> =>
      other.client.chat.sendMessage({ conversation_id: conversationId, client_message_id: text, text })
    await say('before')
    await expect.poll(() => texts(ear)).toEqual(['before'])

    await gateway.stop()
    await expect.poll(() => ear.live.state).not.toBe('ready')
    expect(ear.of('state').map(({ closeCode }) => closeCode)).toContain(1012)
    await say('meanwhile one')
    const waiting = ear.live.sendMessage({ conversation_id: conversationId, text: 'written offline' })
    await say('meanwhile two')
    gateway = await openSecondGateway(stack, { port: gateway.port })

    expect(await waiting).toMatchObject({ seq: 4, text: 'written offline' })
    await expect.poll(() => seqs(ear), { timeout: 60_000 }).toEqual([1, 2, 3, 4])
    await say('after')
    await expect.poll(() => seqs(ear)).toEqual([1, 2, 3, 4, 5])
    const { messages } = await other.client.chat.listMessages({ conversation_id: conversationId })
    expect(messages.map(({ text }) => text)).toEqual([
      'before',
      'meanwhile one',
      'meanwhile two',
      'written offline',
      'after',
    ])
    ear.live.close()
  })
})
